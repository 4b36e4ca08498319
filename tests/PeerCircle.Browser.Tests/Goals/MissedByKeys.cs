using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Goals;
using PeerCircle.Server.Tests.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>A check-in that did not come, for whoever has no pointer: its owner is asked first, and those of the circle may ask after a day.</summary>
public sealed class MissedByKeys(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Title = "Interview 24 patients";

    private readonly ShiftedClock _clock = new();

    protected override TimeProvider Time => _clock;

    [Fact]
    public async Task Its_owner_is_asked_first_and_says_they_are_on_it_or_asks_for_help_or_lets_it_go()
    {
        var (ada, ben, goal) = await SetDaysAgoAsync(8);
        await ben.GoToAsync($"/goals/{goal.Id}");
        await ada.FollowNoticeAsync("was missed");
        await Expect(Asked(ada)).ToContainTextAsync("Only you see this for a day.");
        await Axe.AssertCleanAsync(ada, "asked after a missed check-in", [Axe.Desk]);

        await ada.PressOnAsync(ada.Button("On it"), "Space");
        await Expect(Asked(ada)).ToContainTextAsync("You said you are on it. Only you see this for a day.");
        await Expect(ada.Button("On it")).ToBeFocusedAsync();
        await Expect(ada.Button("On it")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(ben.Button("Be a witness")).ToBeVisibleAsync();
        await Expect(ben.Button("Ask how it is going")).ToHaveCountAsync(0);
        await Expect(ben.Page.GetByText("It was quiet")).ToHaveCountAsync(0);

        await ada.PressOnAsync(ada.Button("Need help"));
        await Expect(Asked(ada)).ToContainTextAsync("You asked for a hand.");
        await Expect(ada.Button("Need help")).ToBeFocusedAsync();
        await Expect(ben.Page.GetByText("Ada Brook could do with a hand.")).ToBeVisibleAsync();

        await ada.PressOnAsync(ada.Link("Let it go"));
        await Expect(ada.Field("What did you learn")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(ada.Link("Let it go")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.PressOnAsync(ada.Button("Let it go"));
        await Expect(Asked(ada)).ToHaveCountAsync(0);
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByText(new Regex("^Let go "))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_day_a_peer_asks_kindly_before_the_circle_and_its_owner_answers_with_a_check_in()
    {
        var (ada, ben, _) = await SetDaysAgoAsync(9);
        await ben.PressOnAsync(ben.Link("Ask Ada kindly how it is going"));
        var ask = ben.Button("Ask how it is going");
        await ben.PressOnAsync(ask);
        var dialog = ben.Page.GetByRole(AriaRole.Dialog, new() { Name = "Ask Ada Brook" });
        await Expect(ben.Field("Your question")).ToBeFocusedAsync();
        await Expect(ben.Field("Your question")).ToHaveValueAsync($"How is “{Title}” going? Is there anything we can do?");
        await Axe.AssertCleanAsync(ben, "kind question", [Axe.Desk]);
        await ben.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ask).ToBeFocusedAsync();
        await ben.Page.Keyboard.PressAsync("Enter");
        await ben.PressOnAsync(ben.Button("Ask"));
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ask).ToBeFocusedAsync();

        await ada.FollowNoticeAsync("Ben Okoye asks how");
        await ada.PressOnAsync(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "On track" }), "Space");
        await ada.PressOnAsync(ada.Button("Share check-in"));
        await Expect(Asked(ada)).ToHaveCountAsync(0);
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByText("It has been quiet.")).ToHaveCountAsync(0);
        await Expect(ask).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_pressed_as_soon_as_the_focus_is_back_is_not_lost()
    {
        var (ada, _, goal) = await SetDaysAgoAsync(8);
        await ada.FollowNoticeAsync("was missed");
        await ada.Page.EvaluateAsync("() => document.addEventListener('focusin', ({ target }) => window.hasLeft && target.matches('.goal-missed a') && ((window.presses = (window.presses ?? 0) + 1), target.click()))");
        await ada.PressOnAsync(ada.Link("Let it go"));
        await Expect(ada.Field("What did you learn")).ToBeFocusedAsync();
        await ada.Page.EvaluateAsync("() => { window.hasLeft = true; }");
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Page.WaitForFunctionAsync("() => window.presses > 0");
        await Expect(ada.Field("What did you learn")).ToBeFocusedAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Regex($"/goals/{goal.Id}\\?do=let-go$"));
        await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.Equal(1, await ada.Page.EvaluateAsync<int>("() => window.presses"));
    }

    [Fact]
    public async Task After_three_it_rests_which_is_said_once_and_the_next_check_in_wakes_it()
    {
        var (ada, ben, goal) = await SetDaysAgoAsync(22);
        await ada.FollowNoticeAsync("so it rests now");
        await ben.PressOnAsync(ben.Link($"Open goal: {Title}"));
        foreach (var person in (Person[])[ada, ben])
        {
            await Expect(person.Page.GetByText("Three check-ins went by, so it rests.")).ToHaveCountAsync(1);
            await Expect(person.Page.GetByText(new Regex("quiet"))).ToHaveCountAsync(0);
        }
        await Axe.AssertCleanAsync(ada, "resting after three", [Axe.Desk]);

        await ada.PressOnAsync(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "On track" }), "Space");
        await ada.PressOnAsync(ada.Button("Share check-in"));
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();
        foreach (var person in (Person[])[ada, ben]) await Expect(person.Page.GetByText("Three check-ins went by")).ToHaveCountAsync(0);
        Assert.Equal(GoalState.Active, (await Scene.Network[ada.Name].Client.Goals.GetAsync(goal.Id, Scene.Cancellation)).State);
    }

    private static ILocator Asked(Person person) => person.Page.GetByRole(AriaRole.Region, new() { NameRegex = new("How is it going\\?$") });

    private async Task<(Person Owner, Person Peer, GoalFacts Goal)> SetDaysAgoAsync(int days)
    {
        _clock.Advance(TimeSpan.FromDays(-days));
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var goal = await Scene.Network.GoalAsync(Scene.Network[ada.Name], Title);
        await Expect(ben.Link($"Open goal: {Title}")).ToBeVisibleAsync();
        _clock.Advance(TimeSpan.FromDays(days));
        return (ada, ben, goal);
    }
}
