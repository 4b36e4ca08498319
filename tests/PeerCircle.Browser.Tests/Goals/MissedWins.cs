using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>What somebody sees of goals that others reached close together, before everybody, while they were away.</summary>
public sealed class MissedWins(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Talks = "Ten customer talks", Leave = "Four weeks of leave without a call", Book = "Read one book a month to the very end", Later = "Run ten kilometres";

    private const string Gaps = """
        () => {
          const parts = [...document.querySelectorAll(".joined-win")].map((part) => part.getBoundingClientRect());
          return parts.slice(1).map((part, index) => Math.abs(part.top - parts[index].bottom));
        }
        """;

    [Fact]
    public async Task Wins_close_together_are_one_card_that_unfolds_and_is_cheered_at_by_keys()
    {
        var (ben, wins) = await AwayAsync();
        await ReachAsync("Ada Brook", Talks, 4, 7);
        await ReachAsync("Cleo Marsh", Leave);
        await ReachAsync("Dan Weiss", Book, 3, 2, 8);

        await ben.OpenAsync(wins);
        await Expect(Joined(ben)).ToHaveTextAsync(new Regex("^3 goals reached within "));
        await Expect(ben.Page.GetByText("Ada Brook, Cleo Marsh, and Dan Weiss")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(3);
        await Expect(ben.Page.GetByRole(AriaRole.Article, new() { NameRegex = new("^Cleo Marsh, ") })).ToHaveCountAsync(1);
        await Expect(ben.Page.Locator("main").GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync([Talks, Leave, Book]);
        await Expect(ben.Page.GetByRole(AriaRole.Img)).ToHaveCountAsync(0);
        await Expect(Told(ben)).ToHaveCountAsync(0);
        await Expect(ben.Row("Wins")).Not.ToContainTextAsync("unread");
        Assert.All(await ben.Page.EvaluateAsync<double[]>(Gaps), gap => Assert.InRange(gap, 0, 1));

        var see = ben.Button($"See the way: {Book}");
        await ben.PressOnAsync(see);
        await Expect(see).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(ben.Page.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", "The way: from 30% to 80% in 3 check-ins, going back once, then reached.");
        await Expect(Line(ben, Book).GetByRole(AriaRole.Button, new() { Name = "Walk this path" })).ToBeVisibleAsync();

        await ben.PressOnAsync(ben.Button("Cheer for Cleo Marsh"));
        await Expect(Line(ben, Leave).GetByRole(AriaRole.Button, new() { Name = "🎉 1, you reacted" })).ToBeVisibleAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Article, new() { NameRegex = new("^Cleo Marsh, ") })).ToBeFocusedAsync();
        await Axe.AssertCleanAsync(ben, "wins together");
        await ben.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active });
        // Of the dark the check would see the theme's letters where chosen ones are drawn.
        Assert.Empty(await Axe.ViolationsAsync(ben, "wins together in chosen colours", ColorScheme.Light));
    }

    [Fact]
    public async Task One_that_comes_while_somebody_looks_stands_by_itself_and_what_they_saw_stays()
    {
        var (ben, wins) = await AwayAsync();
        await ReachAsync("Ada Brook", Talks, 4);
        await ReachAsync("Cleo Marsh", Leave);
        await ben.OpenAsync(wins);
        await Expect(Joined(ben)).ToHaveTextAsync(new Regex("^2 goals reached within "));
        await Expect(ben.Row("Wins")).Not.ToContainTextAsync("unread");

        await ReachAsync("Dan Weiss", Later, 5);
        await Expect(Line(ben, Later).GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Expect(Line(ben, Later).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(Later);
        await Expect(Told(ben)).ToHaveCountAsync(1);
        await Expect(Joined(ben)).ToHaveTextAsync(new Regex("^2 goals reached within "));

        await ben.Link(Talks).ClickAsync();
        await Expect(ben.Heading(Talks)).ToBeVisibleAsync();
        await ben.Page.GoBackAsync();
        await Expect(Joined(ben)).ToHaveTextAsync(new Regex("^2 goals reached within "));
        await ben.Page.ReloadAsync();
        await Expect(Line(ben, Talks).GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Expect(Joined(ben)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_alone_is_as_always_and_one_that_is_taken_back_parts_the_others()
    {
        var (ben, wins) = await AwayAsync();
        await ReachAsync("Ada Brook", Talks, 4);
        await ben.OpenAsync(wins);
        await Expect(Line(ben, Talks).GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Expect(Joined(ben)).ToHaveCountAsync(0);
        await ben.Rail.GetByRole(AriaRole.Link, new() { Name = "Goals" }).ClickAsync();

        await ReachAsync("Cleo Marsh", Leave);
        var undone = await ReachAsync("Dan Weiss", Book);
        await ReachAsync("Ada Brook", Later);
        await Expect(ben.Row("Wins")).ToContainTextAsync("3 unread");
        await ben.Row("Wins").ClickAsync();
        await Expect(Joined(ben)).ToHaveTextAsync(new Regex("^3 goals reached within "));
        await Scene.Network["Dan Weiss"].Client.Goals.UndoAchieveAsync(undone, Scene.Cancellation);
        await Expect(ben.Page.GetByText("This message was deleted.")).ToBeVisibleAsync();
        await Expect(Joined(ben)).ToHaveCountAsync(0);
        await Expect(Line(ben, Leave).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(Leave);
    }

    private static ILocator Joined(Person person) => person.Page.Locator("main").GetByRole(AriaRole.Heading, new() { NameRegex = new("goals reached within") });

    private static ILocator Line(Person person, string title) => person.Page.Locator("main article.message").GetByRole(AriaRole.Group, new() { Name = title, Exact = true });

    private static ILocator Told(Person person) => person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "reached" });

    /// <summary>Ben, who has not come yet, and three others.</summary>
    private async Task<(Person Ben, ConversationId Wins)> AwayAsync()
    {
        var ben = await Scene.MemberAsync("Ben Okoye");
        foreach (var name in (string[])["Ada Brook", "Cleo Marsh", "Dan Weiss"]) await Scene.Network.AddAsync(name);
        return (ben, (await Scene.Network[ben.Name].Client.Goals.WinsAsync(Scene.Cancellation)).ConversationId);
    }

    private async Task<GoalId> ReachAsync(string owner, string title, params double[] way)
    {
        var goals = Scene.Network[owner].Client.Goals;
        var by = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(60));
        var goal = await goals.CreateAsync(new GoalBody(title, new MeasureBody(MeasureKind.Number, 0, 10, "times"), [], by, new Cadence(CadenceEvery.Week), new ShareBody([], [], Network: false)), Scene.Cancellation);
        foreach (var value in way) await goals.CheckInAsync(goal.Id, new CheckInBody(new CheckInId(Guid.CreateVersion7()), CheckInStatus.OnTrack, value, null), Scene.Cancellation);
        await goals.AchieveAsync(goal.Id, new AchieveBody(Network: true), Scene.Cancellation);
        return goal.Id;
    }
}
