using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Circles;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Circles;

/// <summary>Where only those come in who were invited.</summary>
public sealed class Invites(Chromium chromium) : Journeys(chromium, "invite")
{
    private const string Circle = "Clinic leads";

    [Fact]
    public async Task A_link_opened_elsewhere_signs_up_and_lands_in_the_circle()
    {
        var (_, invite, conversation) = await CircleAsync();
        await Scene.Network.PostAsync(Scene.Network["Ada Brook"], conversation, "Come in, the kettle is on.");
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(invite.Url);
        await Expect(ben.Heading($"Join {Circle}")).ToBeVisibleAsync();
        await ben.SignUpAsync(submit: "Join the circle");
        await ben.IsInAsync(Circle);
        Assert.Equal($"/c/{conversation}", new Uri(ben.Page.Url).AbsolutePath);
        await ben.SeesAsync("Come in, the kettle is on.");
        await ben.SayAsync("Thank you.");
        await ben.SeesAsync("Come in, the kettle is on.", "Thank you.");

        await ben.GoToAsync("/welcome/circle");
        await Expect(ben.Link($"Open {Circle}")).ToBeVisibleAsync();
        await Expect(ben.Field("Invite link")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_member_signs_in_by_the_link_and_another_who_is_signed_in_needs_one_step()
    {
        var (ada, invite, _) = await CircleAsync();
        var other = await ada.Client.Circles.CreateAsync(new CircleBody("Board of three", "Deciding together."), Scene.Cancellation);
        var second = await ada.Client.Circles.InviteAsync(other.Id, new InviteBody(), Scene.Cancellation);
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(invite.Url);
        await ben.SignUpAsync(submit: "Join the circle");
        await ben.IsInAsync(Circle);

        await ben.GoToAsync(second.Url);
        await ben.Button("Join Board of three").ClickAsync();
        await ben.IsInAsync("Board of three");

        await ada.Client.Circles.RemoveMemberAsync(other.Id, (await ada.Client.Circles.GetAsync(other.Id, Scene.Cancellation)).Members[1].MemberId, Scene.Cancellation);
        var third = await ada.Client.Circles.InviteAsync(other.Id, new InviteBody(), Scene.Cancellation);
        var machine = await Scene.StrangerAsync("Ben Okoye");
        await machine.GoToAsync(third.Url);
        await machine.Link("Sign in").ClickAsync();
        await machine.SignInAsync();
        await machine.IsInAsync("Board of three");
    }

    [Fact]
    public async Task An_invitation_that_was_withdrawn_used_up_or_never_made_says_what_to_do()
    {
        var (ada, invite, _) = await CircleAsync();
        var once = await ada.Client.Circles.InviteAsync((await ada.Client.Circles.ListAsync(Scene.Cancellation)).Single().Id, new InviteBody(MaxUses: 1), Scene.Cancellation);
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(once.Url);
        await ben.SignUpAsync(submit: "Join the circle");
        await ben.IsInAsync(Circle);

        var cleo = await Scene.StrangerAsync("Cleo Park");
        cleo.Faults.Expect("status of 4(04|10) .*/api/v1/invites/");
        await cleo.GoToAsync(once.Url);
        await Expect(cleo.Heading("This invitation does not work any more")).ToBeVisibleAsync();
        await Expect(cleo.Page.GetByText("Whoever sent it can send you a new one.")).ToBeVisibleAsync();
        await ada.Client.Circles.WithdrawInviteAsync((await ada.Client.Circles.ListAsync(Scene.Cancellation)).Single().Id, invite.Id, Scene.Cancellation);
        await cleo.GoToAsync(invite.Url);
        await Expect(cleo.Heading("This invitation does not work any more")).ToBeVisibleAsync();
        await cleo.GoToAsync(invite.Url[..^3]);
        await Expect(cleo.Heading("This invitation is not known here")).ToBeVisibleAsync();
        await cleo.Link("Sign in").ClickAsync();
        await Expect(cleo.Heading("Welcome back")).ToBeVisibleAsync();

        // Who is in is let through by what works for nobody else.
        ben.Faults.Expect("status of 4(04|10) .*/api/v1/invites/");
        await ben.GoToAsync(once.Url);
        await ben.IsInAsync(Circle);
    }

    [Fact]
    public async Task A_full_circle_keeps_what_was_typed_and_lets_in_when_there_is_a_seat()
    {
        var (ada, invite, _) = await CircleAsync(capacity: 2);
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ben.GoToAsync(invite.Url);
        await Expect(ben.Heading($"Join {Circle}")).ToBeVisibleAsync();
        var cleo = await Scene.StrangerAsync("Cleo Park");
        await cleo.GoToAsync(invite.Url);
        await cleo.SignUpAsync(submit: "Join the circle");
        await cleo.IsInAsync(Circle);

        ben.Faults.Expect("status of 409 .*/api/v1/accounts");
        await ben.SignUpAsync(submit: "Join the circle");
        await Expect(ben.Page.Locator(":focus")).ToContainTextAsync("All seats of this circle are taken.");
        await Expect(ben.Field("Your name")).ToHaveValueAsync("Ben Okoye");
        var circle = (await ada.Client.Circles.ListAsync(Scene.Cancellation)).Single();
        await ada.Client.Circles.ChangeAsync(circle.Id, new CirclePatch(Capacity: 3), Scene.Cancellation);
        await ben.Button("Join the circle").ClickAsync();
        await ben.IsInAsync(Circle);
    }

    [Fact]
    public async Task Who_has_only_the_code_joins_with_it()
    {
        var (_, invite, _) = await CircleAsync();
        var ben = await Scene.StrangerAsync("Ben Okoye");
        ben.Faults.Expect("status of 404 .*/api/v1/accounts");
        await ben.GoToAsync("/");
        await ben.Link("Join with it").ClickAsync();
        await ben.Field("Invitation").FillAsync("not-a-code-of-ours");
        await ben.SignUpAsync();
        await Expect(ben.Field("Invitation")).ToHaveAttributeAsync("aria-invalid", "true");
        await ben.Field("Invitation").FillAsync(invite.Url);
        await ben.Button("Create account").ClickAsync();
        await ben.IsInAsync(Circle);
    }

    private async Task<(Account Ada, InviteMade Invite, PeerCircle.Contracts.Wire.ConversationId Conversation)> CircleAsync(int capacity = 12)
    {
        var ada = await Scene.Network.AddAsync("Ada Brook");
        var circle = await ada.Client.Circles.CreateAsync(new CircleBody(Circle, "Leading a small clinic without doing it alone.", Capacity: capacity), Scene.Cancellation);
        return (ada, await ada.Client.Circles.InviteAsync(circle.Id, new InviteBody(), Scene.Cancellation), circle.ConversationId);
    }
}
