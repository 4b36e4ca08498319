using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Shell;

/// <summary>The theme one chose, from the first thing that is painted.</summary>
public sealed class Appearance(Chromium chromium) : Journeys(chromium)
{
    private const string NoteWhenThemeIsThere =
        """
        new MutationObserver((_, observer) => {
          if (document.documentElement?.dataset.theme === undefined) return;
          window.themeAt = performance.now();
          observer.disconnect();
        }).observe(document, { attributes: true, childList: true, subtree: true });
        """;

    [Fact]
    public async Task A_chosen_theme_is_there_before_anything_is_painted()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/settings/appearance");
        await ada.Field("Dark").CheckAsync();
        await Expect(ada.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await ada.Page.AddInitScriptAsync(NoteWhenThemeIsThere);
        await ada.Page.ReloadAsync();
        await Expect(ada.Heading("Appearance")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        var (theme, paint) = (await ada.Page.EvaluateAsync<double>("window.themeAt"), await ada.Page.EvaluateAsync<double>("performance.getEntriesByName('first-paint')[0].startTime"));
        Assert.True(theme <= paint, $"The theme came {theme - paint} ms after the first paint.");
    }

    [Fact]
    public async Task The_keys_change_the_theme_in_every_tab_and_the_device_can_have_it_back()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/settings/appearance");
        await Expect(ada.Field("As the device")).ToBeCheckedAsync();
        var other = await ada.Page.Context.NewPageAsync();
        await other.GotoAsync("/people");
        await Expect(other.Locator("html")).Not.ToHaveAttributeAsync("data-theme", "dark");
        await ada.Page.Keyboard.PressAsync("Control+Shift+l");
        await Expect(ada.Field("Dark")).ToBeCheckedAsync();
        await Expect(other.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await ada.Field("As the device").CheckAsync();
        await Expect(ada.Page.Locator("html[data-theme]")).ToHaveCountAsync(0);
        await Expect(other.Locator("html[data-theme]")).ToHaveCountAsync(0);
    }
}
