using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accounts;

public sealed class Sessions(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_wrong_password_is_announced_and_the_email_stays()
    {
        await Scene.Network.AddAsync("Ada Brook");
        var ada = await Scene.StrangerAsync("Ada Brook");
        ada.Faults.Expect("status of 401 .*/api/v1/sessions");
        await ada.GoToAsync("/");
        await ada.SignInAsync("not the right one");
        await Expect(ada.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("E-mail or password is not right. After several tries, wait five minutes.");
        await Expect(ada.Field("E-mail")).ToHaveValueAsync(ada.Email);
        await ada.SignInAsync();
        await Expect(ada.Heading("Nothing here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_address_asked_for_before_signing_in_opens_after_it()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Nobody reads this signed out.");
        await ada.SeesAsync("Nobody reads this signed out.");
        await ada.GoToAsync("/settings");
        await ada.Button("Sign out").ClickAsync();
        await Expect(ada.Heading("Welcome back")).ToBeVisibleAsync();
        await ada.OpenAsync(conversation);
        await Expect(ada.Page.GetByText("Nobody reads this signed out.")).ToHaveCountAsync(0);
        await ada.SignInAsync();
        await ada.SeesAsync("Nobody reads this signed out.");
    }

    [Fact]
    public async Task A_session_ended_elsewhere_signs_the_page_out()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var elsewhere = Scene.Network[ada.Name].Client.Accounts;
        var browser = (await elsewhere.SessionsAsync(Scene.Cancellation)).Single(session => session.Kind == SessionKind.Cookie);
        await elsewhere.EndSessionAsync(browser.Id, Scene.Cancellation);
        await Expect(ada.Page.GetByText("You were signed out. Sign in again to go on.")).ToBeVisibleAsync();

        await ben.SayAsync("This is not for a page without a session.");
        await ben.SeesAsync("This is not for a page without a session.");
        await Expect(ada.Page.GetByText("This is not for a page without a session.")).ToHaveCountAsync(0);
        await ada.SignInAsync();
        await ada.SeesAsync("This is not for a page without a session.");
    }

    [Fact]
    public async Task A_password_changed_elsewhere_signs_the_page_out_and_says_why()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await Scene.Network[ada.Name].Client.Accounts.ChangePasswordAsync(Person.Password, "new oats and old rivers", Scene.Cancellation);
        await Expect(ada.Page.GetByText("Your password was changed. Sign in with the new one.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_one_says_of_oneself_is_found_by_others()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        await ada.GoToAsync("/settings/profile");
        await ada.Field("What you do").FillAsync("I lead a small clinic");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await ada.Link("Mentoring").ClickAsync();
        await ada.Field("I am open to mentoring").CheckAsync();
        await ada.Field("Topics you mentor in").FillAsync("hiring, night shifts");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByText("Saved.")).ToBeVisibleAsync();

        await ben.GoToAsync("/people?query=clinic");
        await Expect(ben.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        var tile = ben.Page.GetByRole(AriaRole.Article, new() { Name = "Ada Brook" });
        await Expect(tile).ToContainTextAsync("I lead a small clinic");
        await Expect(tile.GetByRole(AriaRole.List, new() { Name = "Mentors in" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["hiring", "night shifts"]);
    }
}
