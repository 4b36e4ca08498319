using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Rooms;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Rooms;

public sealed class Browsing(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Rooms_are_found_by_tag_which_is_in_the_address_and_joined_and_left()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        var rooms = Scene.Network[ada.Name].Client.Rooms;
        await rooms.CreateAsync(new RoomBody("Hiring", "Finding people.", ["people", "interviews"]), Scene.Cancellation);
        await rooms.CreateAsync(new RoomBody("Hard conversations", "What to say when it matters.", ["people"]), Scene.Cancellation);
        await rooms.CreateAsync(new RoomBody("Money", "Budgets and pay.", ["Geld & Recht"]), Scene.Cancellation);

        await ben.GoToAsync("/rooms");
        await Expect(Tiles(ben)).ToHaveCountAsync(3);
        await Tag(ben, "people").ClickAsync();
        await Expect(Tiles(ben)).ToHaveCountAsync(2);
        await Expect(Tag(ben, "people")).ToHaveAttributeAsync("aria-pressed", "true");
        await Tag(ben, "Geld & Recht").ClickAsync();
        await Expect(Tiles(ben)).ToHaveCountAsync(1);
        await ben.Page.ReloadAsync();
        await Expect(Tiles(ben)).ToHaveCountAsync(1);
        await Expect(ben.Page.GetByRole(AriaRole.Article, new() { Name = "Money" })).ToContainTextAsync("1 member");
        await ben.Button("Join Money").ClickAsync();
        await ben.IsInAsync("Money");

        await ben.GoToAsync("/rooms");
        await Expect(ben.Page.GetByRole(AriaRole.Article, new() { Name = "Money" })).ToContainTextAsync("Joined");
        await Expect(ben.Page.GetByRole(AriaRole.Article, new() { Name = "Money" })).ToContainTextAsync("2 members");
        await ben.Link("Open Money").ClickAsync();
        await ben.IsInAsync("Money");
        await ben.Link("Details").ClickAsync();
        await Expect(ben.Button("Edit room")).ToHaveCountAsync(0);
        await ben.Button("Leave room").ClickAsync();
        await Expect(ben.Button("Join Money")).ToBeVisibleAsync();
        await Expect(ben.Row("Money")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_opened_a_room_changes_what_it_is_about_and_others_see_its_name()
    {
        var (ada, ben) = (await Scene.MemberAsync("Ada Brook"), await Scene.MemberAsync("Ben Okoye"));
        var room = await Scene.Network[ada.Name].Client.Rooms.CreateAsync(new RoomBody("Hiring", "Finding people.", ["people"]), Scene.Cancellation);
        await Scene.Network[ben.Name].Client.Rooms.JoinAsync(room.Id, Scene.Cancellation);
        await ben.OpenAsync(room.ConversationId);
        await ben.IsInAsync("Hiring");
        await ada.GoToAsync($"/c/{room.ConversationId}/details");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "2 members" })).ToBeVisibleAsync();
        await ada.Button("Edit room").ClickAsync();
        await ada.Field("Name").FillAsync("Hiring and staying");
        await ada.Page.GetByRole(AriaRole.Textbox, new() { Name = "Tags" }).FillAsync("people, first days");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(ada.Link("first days")).ToBeVisibleAsync();
        await ben.IsInAsync("Hiring and staying");
        await ada.Link("first days").ClickAsync();
        await Expect(Tiles(ada)).ToHaveCountAsync(1);
    }

    private static ILocator Tiles(Person person) => person.Page.GetByRole(AriaRole.Article);

    private static ILocator Tag(Person person, string tag) => person.Page.GetByRole(AriaRole.Group, new() { Name = "By tag" }).GetByRole(AriaRole.Button, new() { Name = tag, Exact = true });
}
