using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>What becomes of a goal in the conversation of its circle, and in the inbox of whoever looks on.</summary>
public sealed class Celebrations(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Title = "Ten customer talks";

    [Fact]
    public async Task A_goal_that_is_reached_is_celebrated_before_both_once_and_cheered()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        var goal = await SetAsync("Ada Brook");
        await Expect(Card(ben, Title)).ToContainTextAsync("Goal of Ada Brook");
        await CheckInAsync(goal, 4, "Nobody said no.");
        await Expect(Card(ben, Title).Nth(1)).ToContainTextAsync("On track");
        await Expect(Card(ben, Title).Nth(1)).ToContainTextAsync("Nobody said no.");

        await Owner.Goals.AchieveAsync(goal.Id, new AchieveBody(Network: true), Scene.Cancellation);
        foreach (var person in (Person[])[ada, ben])
        {
            await Expect(person.Page.Locator("canvas.confetti")).ToBeVisibleAsync();
            await Expect(Win(person)).ToHaveCountAsync(1);
            await Expect(Win(person).GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", "The way: at 40% with the one check-in, then reached.");
        }
        foreach (var person in (Person[])[ada, ben])
        {
            await Expect(person.Page.Locator("canvas.confetti")).ToBeHiddenAsync();
            await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "reached" })).ToHaveCountAsync(1);
        }

        await Win(ben).GetByRole(AriaRole.Button, new() { Name = "Cheer", Exact = true }).ClickAsync();
        await Expect(Win(ada).GetByRole(AriaRole.Button, new() { Name = "🎉 1", Exact = true })).ToBeVisibleAsync();
        await Expect(Win(ada).GetByRole(AriaRole.Button, new() { Name = "Walk this path" })).ToHaveCountAsync(0);
        await Win(ben).GetByRole(AriaRole.Button, new() { Name = "Walk this path" }).ClickAsync();
        await Expect(ben.Page).ToHaveURLAsync(new Regex("/goals/[0-9a-f-]+$"));
        var walked = Assert.Single(await Scene.Network["Ben Okoye"].Client.Goals.ListAsync(null, null, GoalState.Active, Scene.Cancellation));
        Assert.Equal($"/goals/{walked.Id}", new Uri(ben.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task No_confetti_falls_where_motion_is_reduced_or_it_is_switched_off()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await ben.GoToAsync("/settings/appearance");
        await ben.Page.GetByRole(AriaRole.Switch, new() { Name = "Confetti when a goal is reached" }).UncheckAsync();
        await ben.OpenAsync(conversation);
        await ben.IsInAsync("Clinic leads");
        foreach (var person in (Person[])[ada, ben]) await person.Page.EvaluateAsync("() => { window.thrown = 0; new MutationObserver(() => window.thrown++).observe(document.querySelector('canvas.confetti'), { attributes: true }); }");

        var goal = await SetAsync("Ada Brook");
        // Only who is connected by then lives the moment.
        foreach (var person in (Person[])[ada, ben]) await Expect(Card(person, Title)).ToBeVisibleAsync();
        await Owner.Goals.AchieveAsync(goal.Id, new AchieveBody(), Scene.Cancellation);
        foreach (var person in (Person[])[ada, ben])
        {
            await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "reached" })).ToHaveCountAsync(1);
            await Expect(Win(person)).ToBeVisibleAsync();
            Assert.Equal(0, await person.Page.EvaluateAsync<int>("window.thrown"));
        }
    }

    [Fact]
    public async Task What_a_witness_opens_in_the_inbox_is_read_on_the_other_device_too()
    {
        var (_, ben, _) = await Scene.TwoInACircleAsync();
        var goal = await SetAsync("Ada Brook");
        await Scene.Network["Ben Okoye"].Client.Goals.WitnessAsync(goal.Id, true, Scene.Cancellation);
        var phone = await Scene.StrangerAsync("Ben Okoye");
        await phone.SignInQuietlyAsync(Scene.Url);
        await phone.GoToAsync("/inbox");
        await Expect(phone.Heading("Nothing is waiting for you")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(phone, "empty inbox");
        await phone.Page.SetViewportSizeAsync(Axe.Desk, 800);

        await CheckInAsync(goal, 4);
        await Expect(phone.Page.Locator("main").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ada Brook checked in" })).ToContainTextAsync("(new)");
        await Expect(phone.Page.Locator("main").GetByRole(AriaRole.Status)).ToHaveTextAsync("1 new");
        await Expect(ben.Row("Inbox")).ToContainTextAsync("1 unread");

        await ben.Row("Inbox").ClickAsync();
        await ben.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "Ada Brook checked in" }).ClickAsync();
        await Expect(ben.Page).ToHaveURLAsync(new Regex($"/goals/{goal.Id}$"));
        await Expect(phone.Page.Locator("main").GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing new");
        foreach (var device in (Person[])[ben, phone]) await Expect(device.Row("Inbox")).Not.ToContainTextAsync("unread");

        await CheckInAsync(goal, 5);
        await CheckInAsync(goal, 6);
        await Expect(ben.Row("Inbox")).ToContainTextAsync("2 unread");
        await phone.Button("Mark all read").ClickAsync();
        await Expect(ben.Row("Inbox")).Not.ToContainTextAsync("unread");
    }

    private Client.PeerCircleClient Owner => Scene.Network["Ada Brook"].Client;

    private static ILocator Card(Person person, string title) => person.Page.Locator("main article.message").GetByRole(AriaRole.Group, new() { Name = title, Exact = true });

    private static ILocator Win(Person person) => Card(person, Title).Filter(new() { Has = person.Page.GetByRole(AriaRole.Img) });

    private async Task<GoalFacts> SetAsync(string owner)
    {
        var client = Scene.Network[owner].Client;
        CircleFacts circle = Assert.Single(await client.Circles.ListAsync(Scene.Cancellation));
        var by = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(60));
        var measure = new MeasureBody(MeasureKind.Number, 0, 10, "talks");
        return await client.Goals.CreateAsync(new GoalBody(Title, measure, [], by, new Cadence(CadenceEvery.Week), new ShareBody([circle.Id], [], Network: false)), Scene.Cancellation);
    }

    private async Task CheckInAsync(GoalFacts goal, double value, string? note = null) =>
        await Owner.Goals.CheckInAsync(goal.Id, new CheckInBody(new CheckInId(Guid.CreateVersion7()), CheckInStatus.OnTrack, value, note), Scene.Cancellation);
}
