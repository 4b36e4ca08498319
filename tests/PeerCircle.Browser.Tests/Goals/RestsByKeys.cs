using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>A goal that rests, goes on and ends, for whoever has no pointer.</summary>
public sealed class RestsByKeys(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Title = "Interview 24 patients";
    private const int LongestDays = 28;

    [Fact]
    public async Task A_goal_rests_for_28_days_at_most_and_is_woken_before()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await Scene.Network.GoalAsync(Scene.Network[ada.Name], Title);
        await ada.PressOnAsync(ada.Link($"Open goal: {Title}"));
        await ChooseAsync(ada, "Let it rest");
        var dialog = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Let it rest" });
        await Expect(ada.Field("Until")).ToBeFocusedAsync();
        await Axe.AssertCleanAsync(ada, "resting", [Axe.Desk]);

        // Left as it was, and the focus with it.
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(Acts(ada)).ToBeFocusedAsync();

        var today = DateOnly.FromDateTime(DateTime.Today);
        await ChooseAsync(ada, "Let it rest");
        await ada.TypeDayAsync(ada.Field("Until"), today.AddDays(LongestDays + 1));
        await ada.Page.Keyboard.PressAsync("Enter");
        Assert.True(await ada.Field("Until").EvaluateAsync<bool>("field => field.validity.rangeOverflow && field === document.activeElement"));
        for (var part = 0; part < 2; part++) await ada.Page.Keyboard.PressAsync("Shift+Tab"); // From its year to its month.
        await ada.TypeDayAsync(ada.Field("Until"), today.AddDays(LongestDays));
        await ada.PressOnAsync(ada.Button("Rest"));
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(Acts(ada)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Group, new() { Name = Title })).ToContainTextAsync("Paused");

        // Woken by the note, and another time by the menu.
        await ada.PressOnAsync(ada.Button("Go on"));
        await Expect(ada.Button("Go on")).ToHaveCountAsync(0);
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Group, new() { Name = Title })).ToContainTextAsync("On the way");
        await ChooseAsync(ada, "Let it rest");
        await ada.PressOnAsync(ada.Button("Rest"));
        await Expect(ada.Button("Go on")).ToBeVisibleAsync();
        await ChooseAsync(ada, "Go on");
        await Expect(ada.Button("Go on")).ToHaveCountAsync(0);
        await Expect(Acts(ada)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_goal_is_kept_once_and_then_let_go_with_what_was_learned()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await Scene.Network.GoalAsync(Scene.Network[ada.Name], Title);
        await ada.PressOnAsync(ada.Link($"Open goal: {Title}"));
        await ChooseAsync(ada, "Let it go");
        await Expect(ada.Field("What did you learn")).ToBeFocusedAsync();
        await Axe.AssertCleanAsync(ada, "letting go", [Axe.Desk]);
        await ada.PressOnAsync(ada.Button("Keep it"));
        await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Acts(ada)).ToBeFocusedAsync();

        await ChooseAsync(ada, "Let it go");
        await ada.TypeInAsync(ada.Field("What did you learn"), "Half of it is enough.");
        await ada.PressOnAsync(ada.Button("Let it go"));
        await Expect(ada.Page.GetByText("Half of it is enough.")).ToBeVisibleAsync();
        await Expect(Acts(ada)).ToHaveCountAsync(0);
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Group, new() { Name = Title })).ToContainTextAsync("Let go");
    }

    private static ILocator Acts(Person person) => person.Button("Change, rest, let go");

    /// <summary>One of the menu, by its arrows.</summary>
    private static async Task ChooseAsync(Person person, string act)
    {
        await person.PressOnAsync(Acts(person));
        var item = person.Page.GetByRole(AriaRole.Menuitem, new() { Name = act, Exact = true });
        await Expect(person.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        while (!await item.EvaluateAsync<bool>("item => item === document.activeElement")) await person.Page.Keyboard.PressAsync("ArrowDown");
        await person.Page.Keyboard.PressAsync("Enter");
    }
}
