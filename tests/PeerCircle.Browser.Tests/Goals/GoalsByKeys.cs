using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

/// <summary>Goals and the inbox for whoever has no pointer: each place is reached by Tab, and the focus is never lost.</summary>
public sealed class GoalsByKeys(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Title = "Interview 24 patients";

    [Fact]
    public async Task A_goal_is_set_checked_in_on_read_and_reached()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await SetGoalAsync(ada);

        // Asked how it goes, with a number.
        await ada.PressOnAsync(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "On track" }), "Space");
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "At risk" })).ToBeCheckedAsync();
        await ada.TypeInAsync(ada.Field("patients"), "5");
        await ada.TypeInAsync(ada.Field("A line for your peers"), "Two said no.");
        await ada.PressOnAsync(ada.Button("Share check-in"));
        await Expect(ada.Button("Check in again")).ToBeVisibleAsync();
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();

        // The chart is one stop of Tab, at the latest check-in; the arrows walk along its points.
        await ada.TabToAsync(Points(ada).And(ada.Page.Locator("[tabindex='0']")));
        await ReadsAsync(ada, "At risk. 5 patients. Two said no.");
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await ReadsAsync(ada, "Target. 24 patients");
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await ReadsAsync(ada, "Target. 24 patients");
        await ada.Page.Keyboard.PressAsync("Home");
        await ReadsAsync(ada, "Begun");
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await ReadsAsync(ada, "At risk. 5 patients. Two said no.");

        // The same as a table.
        await ada.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Chart" })).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Table" })).ToBeFocusedAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Table, new() { Name = "Timeline" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "At risk" })).ToContainTextAsync("5");

        // Reached: not yet, and then after all.
        await ada.PressOnAsync(ada.Link("I reached it"));
        var dialog = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = $"Reached: {Title}" });
        await Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Clinic leads" })).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ada.Link("I reached it")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.PressOnAsync(ada.Button("Celebrate"));
        await Expect(ada.Button("Take it back")).ToBeVisibleAsync();
        await Expect(ada.Heading(Title)).ToBeFocusedAsync();

        // Who is told cheers.
        await ben.PressOnAsync(ben.Button("Cheer"));
        await Expect(ben.Button("🎉 1, you reacted")).ToBeVisibleAsync();
        await Expect(ben.Page.Locator("article.message:focus")).ToContainTextAsync("Ada Brook reached a goal");
    }

    [Fact]
    public async Task A_goal_is_shared_with_one_person_and_with_nobody_else()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        var (ben, cleo) = (await Scene.MemberAsync("Ben Okoye"), await Scene.Network.AddAsync("Cleo Diaz"));
        await ada.GoToAsync("/new/goal");
        await ada.TypeInAsync(ada.Field("What do you want to reach"), Title);
        await ada.TypeInAsync(ada.Field("Single people"), "Ben");
        await Expect(ada.Button("Add Ben Okoye")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(ada, "people for a goal");
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ben Okoye" })).ToBeCheckedAsync();
        await ada.Page.Keyboard.TypeAsync("Cleo");
        await ada.PressOnAsync(ada.Button("Add Cleo Diaz"), "Space");
        await Expect(ada.Field("Single people")).ToBeFocusedAsync();
        await ada.PressOnAsync(ada.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Cleo Diaz" }), "Space");
        await ada.PressOnAsync(ada.Button("Set this goal"));
        await Expect(ada.Page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "Ben Okoye" })).ToBeVisibleAsync();

        await ben.GoToAsync(new Uri(ada.Page.Url).AbsolutePath);
        await Expect(ben.Heading(Title)).ToBeVisibleAsync();
        var goal = Assert.Single(await Scene.Network["Ada Brook"].Client.Goals.ListAsync(null, null, null, Scene.Cancellation));
        Assert.Equal([Scene.Network["Ben Okoye"].Id], goal.Share.MemberIds);
        await Assert.ThrowsAsync<Client.PeerCircleException>(() => cleo.Client.Goals.GetAsync(goal.Id, Scene.Cancellation));

        // Who is left out of it later does not see it any more.
        await ada.PressOnAsync(ada.Button("Change, rest, let go"));
        await ada.Page.Keyboard.PressAsync("Enter");
        await ada.PressOnAsync(ada.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ben Okoye" }), "Space");
        await ada.PressOnAsync(ada.Button("Save"));
        await Expect(ada.Page.GetByText("Only you", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_waits_in_the_inbox_is_read_one_by_one_and_then_all_of_it()
    {
        var (_, ben, _) = await Scene.TwoInACircleAsync();
        var owner = Scene.Network["Ada Brook"].Client;
        var goal = await Scene.Network.GoalAsync(Scene.Network["Ada Brook"], Title);
        await Scene.Network["Ben Okoye"].Client.Goals.WitnessAsync(goal.Id, true, Scene.Cancellation);
        for (var value = 1; value <= 3; value++) await owner.Goals.CheckInAsync(goal.Id, new CheckInBody(new CheckInId(Guid.CreateVersion7()), CheckInStatus.OnTrack, value), Scene.Cancellation);

        await Expect(ben.Row("Inbox")).ToContainTextAsync("3 unread");
        await ben.PressOnAsync(ben.Row("Inbox"));
        var first = Notices(ben).First;
        await ben.PressOnAsync(first.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }), "Space");
        await Expect(ben.Page.Locator("main").GetByRole(AriaRole.Status)).ToHaveTextAsync("2 new");
        await Expect(first.GetByRole(AriaRole.Link)).ToBeFocusedAsync();

        await ben.PressOnAsync(ben.Button("Mark all read"));
        await Expect(ben.Page.Locator("main").GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing new");
        await Expect(ben.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await Expect(ben.Row("Inbox")).Not.ToContainTextAsync("unread");

        await ben.PressOnAsync(first.GetByRole(AriaRole.Link));
        await Expect(ben.Page).ToHaveURLAsync(new Regex($"/goals/{goal.Id}$"));
        await Expect(ben.Heading(Title)).ToBeVisibleAsync();
    }

    private static ILocator Points(Person person) => person.Page.GetByRole(AriaRole.Group, new() { Name = "Timeline: " }).GetByRole(AriaRole.Img);

    private static ILocator Notices(Person person) => person.Page.GetByRole(AriaRole.List, new() { Name = "Notifications" }).GetByRole(AriaRole.Listitem);

    /// <summary>The point that has the focus says so, and the words below the chart too.</summary>
    private static async Task ReadsAsync(Person person, string words)
    {
        await Expect(person.Page.Locator(":focus")).ToHaveAttributeAsync("aria-label", new Regex($": {Regex.Escape(words)}$"));
        await Expect(person.Page.Locator(".goal-chart-said")).ToContainTextAsync(words);
    }

    private static async Task SetGoalAsync(Person person)
    {
        await person.PressOnAsync(person.Rail.GetByRole(AriaRole.Link, new() { Name = "Goals" }));
        await person.PressOnAsync(person.Link("Set a goal"));
        await person.TypeInAsync(person.Field("What do you want to reach"), Title);
        await person.PressOnAsync(person.Page.GetByRole(AriaRole.Radio, new() { Name = "Done, or not yet" }), "ArrowRight");
        await person.TypeInAsync(person.Field("To"), "24");
        await person.TypeInAsync(person.Field("Of what"), "patients");
        await person.PressOnAsync(person.Button("Add a milestone"));
        await Expect(person.Field("Milestone 1")).ToBeFocusedAsync();
        await person.PressOnAsync(person.Button("Remove milestone 1"));
        await Expect(person.Button("Add a milestone")).ToBeFocusedAsync();
        await person.PressOnAsync(person.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Clinic leads" }), "Space");
        await person.PressOnAsync(person.Button("Set this goal"));
        await Expect(person.Heading(Title)).ToBeVisibleAsync();
    }
}
