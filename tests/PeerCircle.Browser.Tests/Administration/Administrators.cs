using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Administration;

/// <summary>What administrators do to others, and what those others notice.</summary>
public sealed class Administrators(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_role_is_given_and_the_last_administrator_stays_one()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        ada.Faults.Expect("status of 400 .*/api/v1/members/");
        await Scene.Network.AddAsync("Ben Okoye");
        await ada.GoToAsync("/admin");
        await ada.Field("Find a member").FillAsync("okoye");
        await Expect(Rows(ada)).ToHaveCountAsync(1);
        await ActAsync(ada, "Ben Okoye", "Change role");
        await ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Moderator" }).CheckAsync();
        await ada.Button("Set role").ClickAsync();
        await Expect(Rows(ada).Filter(new() { HasText = "Ben Okoye" })).ToContainTextAsync("Moderator");
        await ada.Field("Find a member").FillAsync("");
        await Expect(Rows(ada)).ToHaveCountAsync(2);
        await ActAsync(ada, "Ada Brook", "Change role");
        await ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Member Takes part" }).CheckAsync();
        await ada.Button("Set role").ClickAsync();
        await Expect(ada.Page.GetByText("The network's last administrator stays one. Appoint another first.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_is_shut_out_is_signed_out_and_can_be_let_in_again()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.GoToAsync("/admin");
        await ActAsync(ada, "Ben Okoye", "Deactivate");
        var sure = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Shut Ben Okoye out?" });
        await Expect(sure).ToContainTextAsync("signed out on every device at once and cannot sign in");
        await sure.GetByRole(AriaRole.Button, new() { Name = "Shut out" }).ClickAsync();
        await Expect(Rows(ada).Filter(new() { HasText = "Ben Okoye" })).ToContainTextAsync("Deactivated");
        await Expect(ben.Page.GetByText("This account was deactivated.")).ToBeVisibleAsync();
        await ActAsync(ada, "Ben Okoye", "Let in again");
        await ada.Button("Let in again").ClickAsync();
        await Expect(Rows(ada).Filter(new() { HasText = "Ben Okoye" })).Not.ToContainTextAsync("Deactivated");
        await ben.SignInAsync();
        await ben.IsInAsync("Clinic leads");
    }

    [Fact]
    public async Task A_reset_link_shown_once_gives_the_member_a_new_password()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await Scene.Network.AddAsync("Ben Okoye");
        var ben = await Scene.StrangerAsync("Ben Okoye");
        await ada.GoToAsync("/admin");
        await ActAsync(ada, "Ben Okoye", "Password reset link");
        await ada.Button("Make the link").ClickAsync();
        var link = await ada.Field("Reset link").InputValueAsync();
        await ada.Button("Done").ClickAsync();
        await Expect(ada.Field("Reset link")).ToHaveCountAsync(0);
        await ben.GoToAsync(link);
        await ben.Field("New password").FillAsync("fresh oats and wide rivers");
        await ben.Button("Set password").ClickAsync();
        await ben.Link("Sign in").ClickAsync();
        await ben.SignInAsync("fresh oats and wide rivers");
        await Expect(ben.Heading("Nothing here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_network_is_told_as_it_is_and_to_administrators_only()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        await ada.GoToAsync("/admin");
        await Expect(ada.Page.GetByText("Open: anybody who reaches this server may make an account.")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("Accounts:Registration")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("Works", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("Not used: one server alone")).ToBeVisibleAsync();
        await ben.GoToAsync("/admin");
        await Expect(ben.Heading("This is for administrators")).ToBeVisibleAsync();
        await Expect(ben.Link("Administration")).ToHaveCountAsync(0);
    }

    private static ILocator Rows(Person person) => person.Page.Locator(".member-row");

    private static async Task ActAsync(Person person, string name, string act)
    {
        await person.Button($"Actions for {name}").ClickAsync();
        await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = act, Exact = true }).ClickAsync();
    }
}
