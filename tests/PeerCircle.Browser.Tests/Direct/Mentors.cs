using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Direct;

public sealed class Mentors(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_mentor_is_found_by_topic_and_written_to()
    {
        var (ada, mara) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Mara Lind"));
        await Scene.Network.AddAsync("Carl Weiss");
        await Scene.Network["Mara Lind"].Client.Accounts.ChangeMeAsync(new ProfilePatch(Mentor: new Mentor(true, ["Fundraising", "Boards"])), Scene.Cancellation);
        await Scene.Network["Carl Weiss"].Client.Accounts.ChangeMeAsync(new ProfilePatch(Mentor: new Mentor(true, ["Hiring"])), Scene.Cancellation);

        await ada.GoToAsync("/");
        await ada.Link("People and mentors").ClickAsync();
        await ada.Field("Mentors only").CheckAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await ada.Field("Topic").SelectOptionAsync("Fundraising");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await ada.Button("Write to Mara Lind").ClickAsync();
        await Expect(ada.Heading("Mara Lind")).ToBeVisibleAsync();
        await ada.SayAsync("May I ask you about our first grant?");

        await mara.GoToAsync("/");
        await Expect(mara.Row("Ada Brook")).ToContainTextAsync("1 unread");
        await mara.Row("Ada Brook").ClickAsync();
        await mara.SeesAsync("May I ask you about our first grant?");
        await mara.SayAsync("Gladly. What is it for?");
        await ada.SeesAsync("May I ask you about our first grant?", "Gladly. What is it for?");
    }
}
