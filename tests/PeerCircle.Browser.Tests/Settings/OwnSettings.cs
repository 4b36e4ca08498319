using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Settings;

/// <summary>What members set for themselves, and what others see of it.</summary>
public sealed class OwnSettings(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_changed_name_and_time_zone_are_seen_by_others()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        await ada.GoToAsync("/settings/profile");
        await ada.Field("Your name").FillAsync("Ada Brook-Lind");
        await ada.Field("What you work towards").FillAsync("A clinic that runs without me");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await ada.Link("Time and quiet hours").ClickAsync();
        await ada.Field("Your time zone").SelectOptionAsync("Asia/Tokyo");
        await Expect(ada.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await ben.GoToAsync($"/people/{Scene.Network[ada.Name].Id}");
        await Expect(ben.Heading("Ada Brook-Lind")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("A clinic that runs without me")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("Asia/Tokyo")).ToBeVisibleAsync();
        await ben.Button("Write to Ada Brook-Lind").ClickAsync();
        await ben.IsInAsync("Ada Brook-Lind");
    }

    [Fact]
    public async Task Quiet_hours_are_kept()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/settings/time");
        await ada.Page.GetByRole(AriaRole.Switch).CheckAsync();
        await ada.Field("From").FillAsync("21:30");
        await ada.Field("Until").FillAsync("06:45");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await ada.Page.ReloadAsync();
        await Expect(ada.Field("From")).ToHaveValueAsync("21:30");
        await Expect(ada.Field("Until")).ToHaveValueAsync("06:45");
    }

    [Fact]
    public async Task A_session_on_another_browser_is_ended_after_saying_what_that_does()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        var laptop = await Scene.StrangerAsync("Ada Brook");
        await laptop.SignInQuietlyAsync(Scene.Url);
        await laptop.GoToAsync("/people");
        await Expect(laptop.Heading("People and mentors")).ToBeVisibleAsync();
        await ada.GoToAsync("/settings/devices");
        var devices = ada.Page.Locator(".device");
        await Expect(devices.First).ToContainTextAsync("Chrome on Linux this one");
        await devices.Filter(new() { HasText = "Chrome on Linux" }).GetByRole(AriaRole.Button).ClickAsync();
        var sure = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Sign out Chrome on Linux?" });
        await Expect(sure).ToContainTextAsync("It is signed out at once");
        await sure.GetByRole(AriaRole.Button, new() { Name = "Sign it out" }).ClickAsync();
        await Expect(ada.Page.GetByText("Signed out.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(laptop.Page.GetByText("You were signed out. Sign in again to go on.")).ToBeVisibleAsync();
        await Expect(devices.Filter(new() { HasText = "Chrome on Linux" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one_and_signs_other_devices_out()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        ada.Faults.Expect("status of 401 .*/api/v1/me/password");
        var laptop = await Scene.StrangerAsync("Ada Brook");
        await laptop.SignInQuietlyAsync(Scene.Url);
        await laptop.GoToAsync("/people");
        await Expect(laptop.Heading("People and mentors")).ToBeVisibleAsync();
        await ada.GoToAsync("/settings/password");
        await ada.Field("Current password").FillAsync("not the right one");
        await ada.Field("New password").FillAsync("new oats and old rivers");
        await ada.Button("Change password").ClickAsync();
        await Expect(ada.Page.GetByText("This is not your current password. After several tries, wait five minutes.")).ToBeVisibleAsync();
        await Expect(ada.Field("New password")).ToHaveValueAsync("new oats and old rivers");
        await ada.Field("Current password").FillAsync(Person.Password);
        await ada.Button("Change password").ClickAsync();
        await Expect(ada.Page.GetByText("Your password is changed.")).ToBeVisibleAsync();
        await Expect(laptop.Page.GetByText("Your password was changed. Sign in with the new one.")).ToBeVisibleAsync();
        await laptop.SignInAsync("new oats and old rivers");
        await Expect(laptop.Heading("People and mentors")).ToBeVisibleAsync();
    }
}
