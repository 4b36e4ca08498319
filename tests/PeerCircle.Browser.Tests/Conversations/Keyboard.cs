using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

public sealed class Keyboard(Chromium chromium) : Journeys(chromium)
{
    private const int MostStops = 40;

    [Fact]
    public async Task A_message_and_a_reply_are_written_with_keys_alone()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Who covers the night shift?");
        await ben.SeesAsync("Who covers the night shift?");
        var keys = ben.Page.Keyboard;

        await keys.PressAsync("Tab");
        await Expect(ben.Link("Skip to the conversation")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await TabToAsync(ben, ben.Composer);
        await keys.TypeAsync("I can, on Tuesday.");
        await keys.PressAsync("Enter");
        await ada.SeesAsync("Who covers the night shift?", "I can, on Tuesday.");

        await TabToAsync(ben, ben.Page.GetByRole(AriaRole.Log, new() { Name = "Messages in Clinic leads" }), backwards: true);
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("ArrowUp");
        await Expect(ben.Message("Who covers the night shift?")).ToBeFocusedAsync();
        await TabToAsync(ben, ben.Message("Who covers the night shift?").GetByLabel("Reply in thread", new() { Exact = true }));
        await keys.PressAsync("Enter");
        await TabToAsync(ben, ben.Thread.GetByLabel("Reply in thread"));
        await keys.TypeAsync("From ten until six.");
        await keys.PressAsync("Enter");
        await Expect(ada.Message("Who covers the night shift?").GetByRole(AriaRole.Link, new() { Name = "1 reply" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_line_break_is_no_sending_and_escape_leaves_a_message_as_it_is()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.PressSequentiallyAsync("First line");
        await ada.Composer.PressAsync("Shift+Enter");
        await ada.Composer.PressSequentiallyAsync("second line");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("First line\nsecond line");

        await ada.ActOnAsync("First line", "Edit");
        await ada.Field("Edit message").PressSequentiallyAsync(" and more");
        await ada.Field("Edit message").PressAsync("Escape");
        await ada.SeesAsync("First line\nsecond line");
    }

    private static async Task TabToAsync(Person person, ILocator stop, bool backwards = false)
    {
        for (var pressed = 0; pressed < MostStops; pressed++)
        {
            if (await stop.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await person.Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"{stop} is not reached within {MostStops} stops.");
    }
}
