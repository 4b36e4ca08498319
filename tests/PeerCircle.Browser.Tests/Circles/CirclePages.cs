using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Circles;

public sealed class CirclePages(Chromium chromium) : Journeys(chromium)
{
    private const string Circle = "Clinic leads";

    [Fact]
    public async Task A_host_removes_a_member_whose_view_closes_at_once_with_what_they_had_begun()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Between us.");
        await ben.SeesAsync("Between us.");
        await ben.Composer.FillAsync("I had begun to say");
        await OpenPageAsync(ada);
        await ActOnMemberAsync(ada, "Ben Okoye", "Remove from the circle");
        await Expect(Dialog(ada)).ToContainTextAsync("Ben Okoye stops receiving at once. What they wrote stays.");
        await ada.Button("Remove Ben Okoye").ClickAsync();

        await Expect(ben.Heading($"You are not in {Circle} any more")).ToBeFocusedAsync();
        await Expect(ben.Page.GetByText("Between us.")).ToHaveCountAsync(0);
        await Expect(ben.Field("Unsent 1")).ToHaveValueAsync("I had begun to say");
        await Expect(ben.Row(Circle)).ToHaveCountAsync(0);
        await Expect(Members(ada)).ToHaveCountAsync(1);
        await Axe.AssertCleanAsync(ben, "closed");
        await ben.Page.SetViewportSizeAsync(1280, 800);
        await ben.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Back to conversations" }).ClickAsync();
        await Expect(ben.Heading("Nothing here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_looks_at_the_page_of_a_circle_sees_it_close_when_removed()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await OpenPageAsync(ben);
        await Expect(Members(ben)).ToHaveCountAsync(2);
        var circle = (await Scene.Network[ada.Name].Client.Circles.ListAsync(Scene.Cancellation)).Single();
        await Scene.Network[ada.Name].Client.Circles.RemoveMemberAsync(circle.Id, Scene.Network[ben.Name].Id, Scene.Cancellation);
        await Expect(ben.Heading("You are not in this circle")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_last_host_learns_who_follows_and_leaves()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await OpenPageAsync(ada);
        await ada.Link("Leave circle").ClickAsync();
        await Expect(Dialog(ada)).ToContainTextAsync("You are its only host: Ben Okoye becomes host.");
        await ada.Button("Stay").ClickAsync();
        await Expect(Dialog(ada)).ToHaveCountAsync(0);
        await ada.Link("Leave circle").ClickAsync();
        await ada.Button("Leave circle").ClickAsync();
        await Expect(ada.Heading("Nothing here yet")).ToBeVisibleAsync();
        await OpenPageAsync(ben);
        await Expect(Members(ben)).ToHaveCountAsync(1);
        await Expect(Members(ben)).ToContainTextAsync("Host");
        await ben.Link("Leave circle").ClickAsync();
        await Expect(Dialog(ben)).ToContainTextAsync("You are the last one here: the circle ends with you.");
    }

    [Fact]
    public async Task A_member_made_host_has_a_hosts_ways_at_once_and_loses_them_again()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await OpenPageAsync(ben);
        await Expect(ben.Link("Invite someone")).ToHaveCountAsync(0);
        await OpenPageAsync(ada);
        await ActOnMemberAsync(ada, "Ben Okoye", "Make host");
        await Expect(ada.Page.GetByText("Ben Okoye is a host now.")).ToBeAttachedAsync();
        await Expect(ben.Link("Invite someone")).ToBeVisibleAsync();
        await Expect(Members(ben).Filter(new() { HasText = "Ben Okoye" })).ToContainTextAsync("Host");
        await ActOnMemberAsync(ada, "Ben Okoye", "Make member");
        await Expect(ben.Link("Invite someone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_host_edits_is_seen_by_others_and_what_is_wrong_is_said_at_its_field()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await OpenPageAsync(ben);
        await OpenPageAsync(ada);
        await ada.Link("Edit").ClickAsync();
        await ada.Field("Name").FillAsync("Clinics of the coast");
        await ada.Field("Purpose").FillAsync("We meet on Thursdays and say what is true.");
        await ada.Field("Seats").FillAsync("7");
        await ada.Field("Name").FillAsync(" \u200b ");
        ada.Faults.Expect("status of 400 .*/api/v1/circles/");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Field("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(ada.Page.Locator(":focus")).ToContainTextAsync("What you wrote is still here.");
        await Expect(ada.Field("Seats")).ToHaveValueAsync("7");
        await ada.Field("Name").FillAsync("Clinics of the coast");
        await ada.Button("Save").ClickAsync();
        await Expect(Dialog(ada)).ToHaveCountAsync(0);

        await Expect(ben.Heading("Clinics of the coast")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("We meet on Thursdays and say what is true.")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("2 of 7 seats.")).ToBeVisibleAsync();
        await Expect(ben.Row("Clinics of the coast")).ToBeVisibleAsync();
        await ben.OpenAsync(conversation);
        await ben.IsInAsync("Clinics of the coast");
    }

    [Fact]
    public async Task A_link_is_shown_once_listed_while_it_works_and_withdrawn()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await OpenPageAsync(ada);
        await ada.Link("Invite someone").ClickAsync();
        await ada.Field("Who may use the link").SelectOptionAsync("One person");
        await ada.Field("How long it works").SelectOptionAsync("One day");
        await ada.Button("Make a link").ClickAsync();
        await Expect(ada.Field("Invite link")).ToBeFocusedAsync();
        var link = await ada.Field("Invite link").InputValueAsync();
        await Expect(Dialog(ada).GetByText("For one person, unused")).ToBeVisibleAsync();
        await ada.Page.ReloadAsync();
        await Expect(Dialog(ada).GetByText("For one person, unused")).ToBeVisibleAsync();
        await Expect(ada.Field("Invite link")).ToHaveCountAsync(0);
        await Dialog(ada).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "For one person" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Dialog(ada).GetByText("For one person, unused")).ToHaveCountAsync(0);
        await Expect(ada.Heading("Open invitations")).ToBeFocusedAsync();

        var cleo = await Scene.StrangerAsync("Cleo Park");
        cleo.Faults.Expect("status of 410 .*/api/v1/invites/");
        await cleo.GoToAsync(link);
        await Expect(cleo.Heading("This invitation does not work any more")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_one_is_told_of_is_kept_on_every_device()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.Link("Details").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Everything" })).ToBeCheckedAsync();
        await ada.Page.RunAndWaitForResponseAsync(() => ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Everything" }).PressAsync("ArrowRight"), answer => answer.Request.Method == "PATCH" && answer.Ok);
        await ada.Page.ReloadAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Mentions" })).ToBeCheckedAsync();
        Assert.Equal(NotifyLevel.Mentions, (await Scene.Network[ada.Name].Client.Conversations.GetAsync(conversation, Scene.Cancellation)).Notify);
        await Scene.Network[ada.Name].Client.Conversations.SetNotifyAsync(conversation, NotifyLevel.None, Scene.Cancellation);
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Nothing" })).ToBeCheckedAsync();
    }

    private static ILocator Dialog(Person person) => person.Page.GetByRole(AriaRole.Dialog);

    private static ILocator Members(Person person) => person.Page.GetByRole(AriaRole.Region, new() { Name = "Members" }).GetByRole(AriaRole.Listitem);

    private static async Task OpenPageAsync(Person person)
    {
        await person.Link("Details").ClickAsync();
        await person.Link("Open the circle's page").ClickAsync();
        await Expect(Members(person).First).ToBeVisibleAsync();
    }

    private static async Task ActOnMemberAsync(Person person, string member, string act)
    {
        await person.Button($"What to do with {member}").ClickAsync();
        await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
    }
}
