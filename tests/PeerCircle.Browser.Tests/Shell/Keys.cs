using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Shell;

/// <summary>The keys that work from anywhere.</summary>
public sealed class Keys(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Arrows_walk_through_conversations_and_through_unread_ones()
    {
        var (ada, conversations) = await ThreeAsync();
        await ada.OpenAsync(conversations[2]);
        await ada.IsInAsync("Third");
        await ada.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await ada.IsInAsync("Second");
        await ada.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await ada.IsInAsync("Third");
        var ben = await Scene.Network.AddAsync("Ben Okoye");
        var shared = await Scene.Network.CircleAsync("Fourth", "Shared.", ben, Scene.Network[ada.Name]);
        await Scene.Network.PostAsync(ben, shared.ConversationId, "Hello.");
        await Expect(ada.Row("Fourth")).ToContainTextAsync("1 unread");
        await ada.Page.Keyboard.PressAsync("Alt+Shift+ArrowDown");
        await ada.IsInAsync("Fourth");
    }

    [Fact]
    public async Task Escape_closes_the_dialog_before_the_panel()
    {
        var (ada, _, conversation) = await Scene.TwoInACircleAsync();
        await ada.GoToAsync($"/c/{conversation}/details");
        var panel = ada.Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });
        await Expect(panel).ToBeVisibleAsync();
        await ada.Page.Keyboard.PressAsync("Control+/");
        var sheet = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(sheet).ToContainTextAsync("Find people or talk");
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(panel).ToBeVisibleAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
        await ada.IsInAsync("Clinic leads");
    }

    [Fact]
    public async Task F6_goes_from_part_to_part_and_comes_round()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.FocusAsync();
        await ada.Page.Keyboard.PressAsync("F6");
        await Expect(ada.Row("Clinic leads")).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("F6");
        await Expect(ada.Page.Locator("#main :focus, #main:focus")).ToHaveCountAsync(1);
        await Expect(ada.Composer).Not.ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("F6");
        await Expect(ada.Composer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_folded_section_stays_folded_and_says_what_is_unread_in_it()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ben.GoToAsync("/people");
        await ben.Rail.GetByRole(AriaRole.Button, new() { Name = "Circles" }).ClickAsync();
        await Expect(ben.Row("Clinic leads")).ToHaveCountAsync(0);
        await Scene.Network.PostAsync(Scene.Network[ada.Name], conversation, "Anybody?");
        await Expect(ben.Rail.GetByRole(AriaRole.Button, new() { Name = "Circles" })).ToContainTextAsync("1 unread");
        await ben.Page.ReloadAsync();
        await Expect(ben.Rail.GetByRole(AriaRole.Button, new() { Name = "Circles" })).ToContainTextAsync("1 unread");
        await Expect(ben.Row("Clinic leads")).ToHaveCountAsync(0);
    }

    /// <summary>The last one made talked in last, so that it is the first in the list.</summary>
    private async Task<(Person Ada, List<ConversationId> Conversations)> ThreeAsync()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        var conversations = new List<ConversationId>();
        foreach (var name in new[] { "First", "Second", "Third" })
        {
            var circle = await Scene.Network.CircleAsync(name, "One of three.", Scene.Network[ada.Name]);
            await Scene.Network.PostAsync(Scene.Network[ada.Name], circle.ConversationId, $"This is the {name}.");
            conversations.Add(circle.ConversationId);
        }
        return (ada, conversations);
    }
}
