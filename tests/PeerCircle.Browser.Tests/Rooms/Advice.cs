using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Rooms;

public sealed class Advice(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_room_is_opened_by_one_and_found_and_joined_by_another()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        await ada.GoToAsync("/rooms");
        await ada.Link("New room").ClickAsync();
        await ada.Field("Name").FillAsync("Hiring and onboarding");
        await ada.Field("Topic").FillAsync("Finding people, and the first ninety days.");
        await ada.Field("Tags").FillAsync("people, interviews");
        await ada.Button("Create room").ClickAsync();
        await ada.SayAsync("What do you ask first?");

        await ben.GoToAsync("/");
        await ben.Link("Browse advice rooms").ClickAsync();
        await ben.Field("Find a room").FillAsync("gardening");
        await Expect(ben.Page.GetByText("No room matches.")).ToBeVisibleAsync();
        await ben.Field("Find a room").FillAsync("onboard");
        await ben.Button("Join Hiring and onboarding").ClickAsync();
        await ben.SeesAsync("What do you ask first?");
        await ben.SayAsync("What they would change here.");
        await ada.SeesAsync("What do you ask first?", "What they would change here.");
    }
}
