using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Goals;
using PeerCircle.Server.Tests.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>What peers do with the goal of another, for whoever has no pointer.</summary>
public sealed class PeersByKeys(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Title = "Interview 24 patients";
    private const int DaysAgo = 10;

    private readonly ShiftedClock _clock = new();

    protected override TimeProvider Time => _clock;

    [Fact]
    public async Task A_witness_asks_about_a_later_date_and_its_owner_answers()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var goal = await Scene.Network.GoalAsync(Scene.Network[ada.Name], Title);
        await ben.PressOnAsync(ben.Link($"Open goal: {Title}"));
        await ben.PressOnAsync(ben.Button("Be a witness"));
        await Expect(ben.Page.GetByText("You are a witness")).ToBeVisibleAsync();
        await Expect(ben.Button("Be a witness")).ToBeFocusedAsync();
        await Expect(ben.Button("Be a witness")).ToHaveAttributeAsync("aria-pressed", "true");

        // A later date, and why.
        await ada.PressOnAsync(ada.Link($"Open goal: {Title}"));
        await ada.PressOnAsync(ada.Button("Change, rest, let go"));
        await Expect(ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Change the plan" })).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Field("What do you want to reach")).ToBeFocusedAsync();
        await ada.TypeDayAsync(ada.Field("By when"), goal.TargetOn.AddDays(14));
        await ada.TypeInAsync(ada.Field("Why the plan changes"), "The clinic closes for two weeks.");
        await ada.PressOnAsync(ada.Button("Save"));
        await Expect(ada.Heading("How the plan changed")).ToBeVisibleAsync();
        await Expect(ada.Button("Change, rest, let go")).ToBeFocusedAsync();

        // Its witness is told of it, and asks.
        await ben.FollowNoticeAsync("changed");
        await Expect(ben.Heading(Title)).ToBeVisibleAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await ben.TypeInAsync(ben.Page.GetByRole(AriaRole.Textbox, new() { Name = "Ask about this change", Exact = true }), "Would fewer tell you enough?");
        await ben.PressOnAsync(ben.Button("Ask"));
        await Expect(ben.Page.GetByText("Would fewer tell you enough?")).ToBeVisibleAsync();
        await Expect(ben.Heading(Title)).ToBeFocusedAsync();
        await Axe.AssertCleanAsync(ben, "question about a change", [Axe.Desk]);

        await ada.FollowNoticeAsync("Ben Okoye asks about a change");
        await ada.TypeInAsync(ada.Page.GetByRole(AriaRole.Textbox, new() { Name = "Your answer" }), "Twelve would.");
        await ada.PressOnAsync(ada.Button("Answer"));
        await Expect(ada.Page.GetByText("Twelve would.")).ToBeVisibleAsync();
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();

        await ben.FollowNoticeAsync("answer");
        await Expect(ben.Page.GetByText("Twelve would.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_path_of_another_is_walked_from_today()
    {
        _clock.Advance(TimeSpan.FromDays(-DaysAgo));
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var goal = await Scene.Network.GoalAsync(Scene.Network[ada.Name], Title);
        _clock.Advance(TimeSpan.FromDays(DaysAgo));
        await Scene.Network[ada.Name].Client.Goals.AchieveAsync(goal.Id, new AchieveBody(), Scene.Cancellation);

        await ben.PressOnAsync(ben.Button("Walk this path"));
        await Expect(ben.Page).ToHaveURLAsync(new Regex("/goals/[0-9a-f-]+$"));
        await Expect(ben.Heading(Title)).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("Only you", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Definition).Filter(new() { HasText = Day(goal.TargetOn.AddDays(DaysAgo)) })).ToBeVisibleAsync();
        await ben.TabToAsync(ben.Page.GetByRole(AriaRole.Radio, new() { Name = "On track" }));

        var walked = Assert.Single(await Scene.Network[ben.Name].Client.Goals.ListAsync(null, null, null, Scene.Cancellation));
        Assert.Equal((goal.TargetOn.AddDays(DaysAgo), GoalState.Active), (walked.TargetOn, walked.State));
        Assert.Equal(goal.Milestones.Select(m => (m.Title, m.DueOn.AddDays(DaysAgo))), walked.Milestones.Select(m => (m.Title, m.DueOn)));
    }

    private static string Day(DateOnly day) => day.ToString(day.Year == DateTime.UtcNow.Year ? "d MMMM" : "d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
