using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Rooms;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>How people arrive, find each other and gather, by the same rules and in the same looks as <see cref="Axe"/>.</summary>
public sealed class AxePeople(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Arriving_has_no_violations()
    {
        var ada = await Scene.Network.AddAsync("Ada Brook");
        var circle = await Scene.Network.CircleAsync("Clinic leads", "Leading a small clinic without doing it alone.", ada);
        await ada.Client.Rooms.CreateAsync(new RoomBody("Hiring", "Finding people.", ["people"]), Scene.Cancellation);
        var invite = await ada.Client.Circles.InviteAsync(circle.Id, new InviteBody(), Scene.Cancellation);
        var ben = await Scene.StrangerAsync("Ben Okoye");
        ben.Faults.Expect("status of 4(01|04|09) .*/api/v1/(accounts|invites|sessions)");
        await ben.GoToAsync("/");
        await ben.SignInAsync("not the right one");
        await Expect(ben.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ben, "sign-in refused");
        await ben.GoToAsync("/invite/nobody-made-this");
        await Expect(ben.Heading("This invitation is not known here")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ben, "unknown invite");
        await ben.GoToAsync(invite.Url);
        await Expect(ben.Heading("Join Clinic leads")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ben, "invite");
        await ben.SignUpAsync(submit: "Join the circle");
        await ben.IsInAsync("Clinic leads");
        foreach (var (path, heading) in new[] { ("/welcome/you", "Good to have you here, Ben"), ("/welcome/goal", "What do you work towards?"), ("/welcome/circle", "Where would you like to begin?") })
        {
            await ben.GoToAsync(path);
            await Expect(ben.Heading(heading)).ToBeVisibleAsync();
            await Expect(ben.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Axe.AssertCleanAsync(ben, path);
        }
        await ben.GoToAsync(invite.Url);
        await Expect(ben.Button("Join Clinic leads")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ben, "invite, signed in");
    }

    [Fact]
    public async Task A_circle_with_its_dialogs_has_no_violations()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        var circle = (await Scene.Network[ada.Name].Client.Circles.ListAsync(Scene.Cancellation)).Single();
        await Scene.Network[ben.Name].Client.Accounts.ChangeMeAsync(new ProfilePatch(Headline: "I run a clinic", Organisation: "Fernhill Health"), Scene.Cancellation);
        await ada.GoToAsync($"/circles/{circle.Id}");
        await Expect(ada.Button("What to do with Ben Okoye")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "circle");
        await ada.Button("What to do with Ben Okoye").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(2);
        await Axe.AssertCleanAsync(ada, "member menu");
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove from the circle" }).ClickAsync();
        await Expect(ada.Button("Remove Ben Okoye")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "remove");
        foreach (var name in new[] { "invite", "edit", "leave" })
        {
            await ada.GoToAsync($"/circles/{circle.Id}?do={name}");
            await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await Axe.AssertCleanAsync(ada, name);
        }
        await ada.GoToAsync($"/circles/{circle.Id}?do=invite");
        await ada.Button("Make a link").ClickAsync();
        await Expect(ada.Field("Invite link")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "invite made");
        await ben.Composer.FillAsync("I had begun to say");
        await ben.OpenAsync(conversation);
        await ben.IsInAsync("Clinic leads");
        await Scene.Network[ada.Name].Client.Circles.RemoveMemberAsync(circle.Id, Scene.Network[ben.Name].Id, Scene.Cancellation);
        await Expect(ben.Field("Unsent 1")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ben, "closed");
    }

    [Fact]
    public async Task Rooms_and_direct_details_have_no_violations()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        var mara = await Scene.Network.AddAsync("Mara Lind");
        await mara.Client.Accounts.ChangeMeAsync(new ProfilePatch(Headline: "I help small charities with money", WorkingTowards: "Grants without tears", Field: "Charities", Mentor: new Mentor(true, ["Fundraising"])), Scene.Cancellation);
        var room = await Scene.Network[ada.Name].Client.Rooms.CreateAsync(new RoomBody("Boards and trustees", "Working with a board.", ["boards"]), Scene.Cancellation);
        await ada.GoToAsync($"/c/{room.ConversationId}/details");
        await Expect(ada.Button("Edit room")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "room details");
        await ada.Button("Edit room").ClickAsync();
        await Axe.AssertCleanAsync(ada, "edit room");
        foreach (var (path, heading) in new[] { ("/new/room", "Open an advice room"), ("/new/circle", "Start a circle") })
        {
            await ada.GoToAsync(path);
            await Expect(ada.Heading(heading)).ToBeVisibleAsync();
            await Axe.AssertCleanAsync(ada, path);
        }
        var direct = await Scene.Network[ada.Name].Client.Direct.OpenAsync(mara.Id, Scene.Cancellation);
        await ada.GoToAsync($"/c/{direct}/details");
        await Expect(ada.Link("See the profile")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "direct details");
    }
}
