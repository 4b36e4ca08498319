using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Accounts;

/// <summary>Who is online, away or not there, where one sees their name.</summary>
public sealed class WhoIsThere(Chromium chromium) : Journeys(chromium)
{
    private const string Ben = "Ben Okoye";

    [Fact]
    public async Task One_sees_another_come_go_away_come_back_and_leave()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync(Ben));
        var direct = await Scene.Network[ada.Name].Client.Direct.OpenAsync(Scene.Network[Ben].Id, Scene.Cancellation);
        await ada.OpenAsync(direct);
        await ada.IsInAsync(Ben);
        var (row, header) = (ada.Row(Ben), ada.Page.Locator("main > header"));
        await Expect(row).Not.ToContainTextAsync("online");
        await ben.Page.Clock.InstallAsync();
        await ben.GoToAsync("/");
        await Expect(header).ToContainTextAsync("Online");
        await Expect(row).ToContainTextAsync("online");
        await IsCleanAsync(ada, "online");

        await DoNothingForFiveMinutesAsync(ben);
        await Expect(header).ToContainTextAsync("Away");
        await Expect(row).ToContainTextAsync("away");
        await IsCleanAsync(ada, "away");

        await ben.Page.Mouse.MoveAsync(200, 200);
        await Expect(header).ToContainTextAsync("Online");
        await Expect(row).ToContainTextAsync("online");

        await ben.Page.CloseAsync();
        await Expect(header).Not.ToContainTextAsync("Online");
        await Expect(row).Not.ToContainTextAsync("online");
        await Expect(row).Not.ToContainTextAsync("away");
    }

    [Fact]
    public async Task Others_are_marked_wherever_they_are_listed_and_oneself_nowhere()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        var cleo = await Scene.MemberAsync("Cleo Park");
        await cleo.GoToAsync("/");
        await ada.GoToAsync($"/c/{conversation}/details");
        await IsMarkedAsync(ada.Page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Listitem), ben.Name, "You");
        await ada.Link("Open the circle's page").ClickAsync();
        await IsMarkedAsync(ada.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem), ben.Name, ada.Name);
        await ada.GoToAsync("/people");
        await IsMarkedAsync(ada.Page.GetByRole(AriaRole.Article), ben.Name, ada.Name);
        await Expect(ada.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = cleo.Name })).Not.ToContainTextAsync("online");
        await ada.Page.Keyboard.PressAsync("Control+k");
        await ada.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find people or talk" }).FillAsync("ben");
        await Expect(ada.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = ben.Name })).ToContainTextAsync("online");
        await ada.GoToAsync($"/people/{Scene.Network[ben.Name].Id}");
        await Expect(ada.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Online");
        await ada.GoToAsync($"/people/{Scene.Network[ada.Name].Id}");
        await Expect(ada.Heading(ada.Name)).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Online");
    }

    [Fact]
    public async Task Somebody_with_whom_one_begins_to_talk_is_marked_from_then_on()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync(Ben));
        await ben.GoToAsync("/");
        await ada.GoToAsync($"/people/{Scene.Network[Ben].Id}");
        await Expect(ada.Heading(Ben)).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Online");
        await Scene.Network[Ben].Client.Direct.OpenAsync(Scene.Network[ada.Name].Id, Scene.Cancellation);
        await Expect(ada.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Online");
    }

    /// <summary>What comes after a sign of life is not listened to for a while, hence two steps.</summary>
    private static async Task DoNothingForFiveMinutesAsync(Person person)
    {
        await person.Page.Clock.FastForwardAsync("00:10");
        await person.Page.Clock.FastForwardAsync("04:50");
    }

    private static async Task IsCleanAsync(Person person, string place)
    {
        await Axe.AssertCleanAsync(person, place);
        await person.Page.SetViewportSizeAsync(1280, 800);
    }

    private static async Task IsMarkedAsync(ILocator rows, string other, string oneself)
    {
        await Expect(rows.Filter(new() { HasText = other })).ToContainTextAsync("online");
        await Expect(rows.Filter(new() { HasText = oneself })).Not.ToContainTextAsync("online");
    }
}
