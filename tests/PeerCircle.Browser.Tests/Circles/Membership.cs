using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Circles;

public sealed class Membership(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task The_conversation_of_a_removed_member_closes()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Between us.");
        await ben.SeesAsync("Between us.");
        var circles = Scene.Network[ada.Name].Client.Circles;
        var circle = (await circles.ListAsync(Scene.Cancellation)).Single();
        await circles.RemoveMemberAsync(circle.Id, Scene.Network[ben.Name].Id, Scene.Cancellation);

        await Expect(ben.Heading("You are not in Clinic leads any more")).ToBeFocusedAsync();
        await Expect(ben.Row("Clinic leads")).ToHaveCountAsync(0);
        await Expect(ben.Page.GetByText("Between us.")).ToHaveCountAsync(0);
        ben.Faults.Expect("status of 404 .*/api/v1/conversations/");
        await ben.ComeBackAsync($"/c/{conversation}");
        await Expect(ben.Heading("This conversation is not yours to see")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("Between us.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_leaves_is_out_and_comes_back_by_a_new_link()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ben.Link("Details").ClickAsync();
        await ben.Link("Open the circle's page").ClickAsync();
        await ben.Link("Leave circle").ClickAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("need a new invitation to come back");
        await ben.Button("Leave circle").ClickAsync();
        await Expect(ben.Heading("Nothing here yet")).ToBeVisibleAsync();

        await ben.GoToAsync(await ada.InviteAsync());
        await ben.Button("Join Clinic leads").ClickAsync();
        await ben.SayAsync("Back again.");
        await ada.SeesAsync("Back again.");
    }

    [Fact]
    public async Task A_link_that_does_not_work_says_so()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var stranger = await Scene.StrangerAsync("Ben Okoye");
        stranger.Faults.Expect("status of 4(04|10) .*/api/v1/invites/");
        await stranger.GoToAsync("/invite/nobody-ever-made-this-token-000000000000000");
        await Expect(stranger.Heading("This invitation is not known here")).ToBeVisibleAsync();
    }
}
