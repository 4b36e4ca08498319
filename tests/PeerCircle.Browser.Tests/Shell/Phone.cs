using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Shell;

/// <summary>One column: the list, a conversation, what belongs to it; and the way back.</summary>
public sealed class Phone(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task The_arrow_and_the_browsers_back_lead_the_same_way()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.Page.SetViewportSizeAsync(360, 720);
        await ada.GoToAsync("/");
        await ada.Row("Clinic leads").ClickAsync();
        await ada.IsInAsync("Clinic leads");
        await Expect(ada.Rail).ToBeHiddenAsync();
        await ada.Link("Details").ClickAsync();
        var panel = ada.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });
        await Expect(panel).ToBeVisibleAsync();
        await Expect(ada.Composer).ToBeHiddenAsync();

        await ada.Link("Back to the conversation").ClickAsync();
        await ada.IsInAsync("Clinic leads");
        await ada.Page.GoForwardAsync();
        await Expect(panel).ToBeVisibleAsync();
        await ada.Page.GoBackAsync();
        await ada.IsInAsync("Clinic leads");
        await ada.Link("Back to conversations").ClickAsync();
        await Expect(ada.Row("Clinic leads")).ToBeFocusedAsync();
        await ada.Page.GoForwardAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Uri(Scene.Url, $"/c/{conversation}").AbsoluteUri);
        await ada.Page.GoBackAsync();
        await Expect(ada.Row("Clinic leads")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_place_opened_by_its_address_leads_back_to_what_it_belongs_to()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.Page.SetViewportSizeAsync(360, 720);
        await ada.GoToAsync($"/c/{conversation}/details");
        await ada.Link("Back to the conversation").ClickAsync();
        await ada.IsInAsync("Clinic leads");
        await ada.Link("Back to conversations").ClickAsync();
        await Expect(ada.Row("Clinic leads")).ToBeVisibleAsync();
        await ada.GoToAsync("/settings/password");
        await ada.Link("Back").ClickAsync();
        await ada.Link("Appearance").ClickAsync();
        await Expect(ada.Heading("Appearance")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_is_wider_than_320_pixels()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("https://example.org/" + new string('a', 200));
        await ada.Page.SetViewportSizeAsync(320, 640);
        foreach (var place in new[] { "/", $"/c/{conversation}", $"/c/{conversation}/details", "/settings", "/settings/profile", "/settings/time", "/settings/appearance", "/settings/devices", "/admin", $"/people/{Scene.Network["Ben Okoye"].Id}" })
        {
            await ada.GoToAsync(place);
            await Expect(ada.Page.Locator(".app main:visible, .app nav.rail:visible, .app .panel:visible")).ToHaveCountAsync(1);
            var over = await ada.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{place} is {over} px too wide.");
        }
    }
}
