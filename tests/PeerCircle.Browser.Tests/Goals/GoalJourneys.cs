using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Goals;

public sealed class GoalJourneys(Chromium chromium) : Journeys(chromium)
{
    private const string Title = "Interview 24 patients";

    [Fact]
    public async Task A_goal_is_set_and_a_check_in_is_a_point_in_the_chart_and_a_row_in_the_table()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await SetGoalAsync(ada);
        await CheckInAsync(ada, "On track", "5");

        var point = ada.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("On track. 5 interviews") });
        await Expect(point).ToBeVisibleAsync();
        await point.FocusAsync();
        await ada.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(ada.Page.Locator(":focus")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Planned: Half way"));
        await ada.Page.GetByRole(AriaRole.Radio, new() { Name = "Table" }).CheckAsync(new() { Force = true });
        var row = ada.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "On track" });
        await Expect(row).ToContainTextAsync("5");
        await Axe.AssertCleanAsync(ada, "goal");
    }

    [Fact]
    public async Task A_peer_sees_how_it_goes_asks_about_a_change_and_walks_along()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await SetGoalAsync(ada);
        await ben.Link("Details").ClickAsync();
        await ben.Link(Title).ClickAsync();
        await Expect(ben.Heading(Title)).ToBeVisibleAsync();
        await ben.Button("Be a witness").ClickAsync();
        await Expect(ben.Page.GetByText("You are a witness")).ToBeVisibleAsync();
        await CheckInAsync(ada, "At risk", "2");
        await Expect(ben.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("At risk. 2 interviews") })).ToBeVisibleAsync();

        await ada.Button("Change, rest, let go").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Change the plan" }).ClickAsync();
        await ada.Field("To").FillAsync("20");
        await ada.Field("Why the plan changes").FillAsync("The clinic closes for two weeks.");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Heading("How the plan changed")).ToBeVisibleAsync();

        await ben.Page.ReloadAsync();
        await ben.Page.GetByRole(AriaRole.Textbox, new() { Name = "Ask about this change", Exact = true }).FillAsync("Would a smaller set by the old date tell you enough?");
        await ben.Button("Ask").ClickAsync();
        await Expect(ben.Page.GetByText("Would a smaller set by the old date tell you enough?")).ToBeVisibleAsync();

        await ben.Button("Walk this path").ClickAsync();
        await Expect(ben.Page.GetByText("Your goal")).ToBeVisibleAsync();
        await Expect(ben.Page.GetByText("Only you", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_reached_can_be_taken_back_and_what_is_let_go_says_what_was_learned()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/goals");
        await Expect(ada.Heading("Nothing you work towards yet")).ToBeVisibleAsync();
        await ada.Link("Set a goal").ClickAsync();
        await ada.Field("What do you want to reach").FillAsync("Run a marathon");
        await ada.Button("Set this goal").ClickAsync();
        await Expect(ada.Heading("Run a marathon")).ToBeVisibleAsync();

        await ada.Link("I reached it").ClickAsync();
        await ada.Button("Celebrate").ClickAsync();
        await ada.Button("Take it back").ClickAsync();
        await Expect(ada.Link("I reached it")).ToBeVisibleAsync();

        await ada.Button("Change, rest, let go").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Let it rest" }).ClickAsync();
        await ada.Button("Rest").ClickAsync();
        await ada.Button("Go on").ClickAsync();
        await Expect(ada.Button("Go on")).ToHaveCountAsync(0);

        await ada.Button("Change, rest, let go").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Let it go" }).ClickAsync();
        await ada.Field("What did you learn").FillAsync("Half of it is enough.");
        await ada.Button("Let it go").ClickAsync();
        await Expect(ada.Page.GetByText("Half of it is enough.")).ToBeVisibleAsync();
    }

    private static async Task SetGoalAsync(Person person)
    {
        await person.Rail.GetByRole(AriaRole.Link, new() { Name = "Goals" }).ClickAsync();
        await person.Link("Set a goal").ClickAsync();
        await person.Field("What do you want to reach").FillAsync(Title);
        await person.Page.GetByRole(AriaRole.Radio, new() { Name = "A number" }).CheckAsync(new() { Force = true });
        await person.Field("To").FillAsync("24");
        await person.Field("Of what").FillAsync("interviews");
        await person.Button("Add a milestone").ClickAsync();
        await person.Field("Milestone 1").FillAsync("Half way");
        await person.Field("Day of milestone 1").FillAsync(DateTime.Today.AddDays(28).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await person.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Clinic leads" }).CheckAsync();
        await person.Button("Set this goal").ClickAsync();
        await Expect(person.Heading(Title)).ToBeVisibleAsync();
    }

    private static async Task CheckInAsync(Person person, string status, string value)
    {
        await person.Page.GetByRole(AriaRole.Radio, new() { Name = status }).CheckAsync(new() { Force = true });
        await person.Field("interviews").FillAsync(value);
        await person.Button("Share check-in").ClickAsync();
        await Expect(person.Button("Check in again")).ToBeVisibleAsync();
    }
}
