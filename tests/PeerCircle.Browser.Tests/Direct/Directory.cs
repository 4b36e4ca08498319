using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Direct;

public sealed class Directory(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task People_are_found_by_field_organisation_and_what_they_work_towards_and_the_count_is_told()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await SayAsync("Ada Brook", new ProfilePatch(WorkingTowards: "Interviews, waiting times"));
        await SayAsync("Ben Okoye", new ProfilePatch(Field: "Health", Organisation: "Fernhill Health", WorkingTowards: "On-call without losing sleep"));
        await SayAsync("Cleo Park", new ProfilePatch(Field: "Health", Organisation: "Ärzte-Netz"));
        await SayAsync("Mara Lind", new ProfilePatch(Field: "Schools", Organisation: "Lantern Schools", Mentor: new Mentor(true, ["Fundraising"])));

        await ada.GoToAsync("/people");
        await Expect(ada.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 mentor, 3 peers" })).ToBeAttachedAsync();
        await Expect(Person(ada, "Ada Brook")).ToContainTextAsync("You said: Interviews, waiting times");
        await Expect(ada.Button("Write to Ada Brook")).ToHaveCountAsync(0);
        await ada.Field("Field").SelectOptionAsync("Health");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await ada.Field("Organisation").SelectOptionAsync("Ärzte-Netz");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await Expect(ada.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "0 mentors, 1 peer" })).ToBeAttachedAsync();
        await ada.Page.ReloadAsync();
        await Expect(ada.Field("Organisation")).ToHaveValueAsync("Ärzte-Netz");
        await Expect(Person(ada, "Cleo Park")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await ada.Button("Show everybody").ClickAsync();
        await ada.Field("What do you need a hand with").FillAsync("sleep");
        await Expect(ada.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await ada.Field("What do you need a hand with").FillAsync("nobody says this");
        await Expect(ada.Page.GetByText("Nobody matches.")).ToBeVisibleAsync();
        await ada.Field("What do you need a hand with").FillAsync("okoye");
        await ada.Button("Write to Ben Okoye").ClickAsync();
        await ada.IsInAsync("Ben Okoye");
        await ada.Link("Details").ClickAsync();
        var details = ada.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });
        await Expect(details).ToContainTextAsync("On-call without losing sleep");
        await Expect(details).ToContainTextAsync("Fernhill Health");
        await ada.GoToAsync("/people?query=okoye");
        await Expect(ada.Link("Open the conversation with Ben Okoye")).ToBeVisibleAsync();
    }

    private static ILocator Person(Person person, string name) => person.Page.GetByRole(AriaRole.Article, new() { Name = name });

    private async Task SayAsync(string name, ProfilePatch patch)
    {
        var account = name == "Ada Brook" ? Scene.Network[name] : await Scene.Network.AddAsync(name);
        await account.Client.Accounts.ChangeMeAsync(patch, Scene.Cancellation);
    }
}
