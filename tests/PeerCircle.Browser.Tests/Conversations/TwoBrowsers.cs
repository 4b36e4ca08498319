using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

public sealed class TwoBrowsers(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Two_people_meet_by_an_invite_link_and_write_both_ways_in_order()
    {
        var ada = await Scene.StrangerAsync("Ada Brook");
        await ada.GoToAsync("/");
        await Expect(ada.Heading("Set up your network")).ToBeVisibleAsync();
        await ada.SignUpAsync(PeerServer.SetupCode);
        await ada.Link("Go to your conversations").ClickAsync();

        await ada.Button("Begin something new").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "New circle" }).ClickAsync();
        await ada.Field("Name").FillAsync("Clinic leads");
        await ada.Field("Purpose").FillAsync("Leading a small clinic without doing it alone.");
        await ada.Button("Create circle").ClickAsync();
        await Expect(ada.Heading("Clinic leads")).ToBeVisibleAsync();
        await ada.SayAsync("I am here first.");

        var link = await ada.InviteAsync();
        await ada.Link("Details").ClickAsync();

        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(link);
        await Expect(ben.Heading("Join Clinic leads")).ToBeVisibleAsync();
        await ben.SignUpAsync(submit: "Join the circle");
        await ben.SeesAsync("I am here first.");

        await ben.SayAsync("Good to be here.");
        await ada.SeesAsync("I am here first.", "Good to be here.");
        await ada.SayAsync("One.");
        await ada.SayAsync("Two.");
        await ada.SayAsync("Three.");
        await ben.SeesAsync("I am here first.", "Good to be here.", "One.", "Two.", "Three.");
        await ben.SayAsync("Four.");
        await ada.SeesAsync("I am here first.", "Good to be here.", "One.", "Two.", "Three.", "Four.");
        await Expect(ada.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" })).ToContainTextAsync("Ben Okoye");
    }
}
