using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Notifications;

/// <summary>Where a notification leads.</summary>
public sealed class Notices(Chromium chromium) : Journeys(chromium, settings: [.. PeerServer.NoRates])
{
    private const string Ben = "Ben Okoye", Question = "could you look at page two before Friday?";

    [Fact]
    public async Task Who_opens_a_mention_comes_to_it_however_much_was_said_since()
    {
        var (ada, conversation) = await CircleAsync();
        var mention = await SayAsync(conversation, $"<@{Scene.Network[ada.Name].Id}> {Question}");
        for (var i = 1; i <= 200; i++) await SayAsync(conversation, $"Number {i.ToString(CultureInfo.InvariantCulture)}.");

        await ada.GoToAsync("/inbox");
        await ada.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "Ben Okoye" }).ClickAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Regex($"/c/{conversation}\\?message={mention}$"));
        await Expect(ada.Message(Question)).ToBeInViewportAsync();
        await Expect(ada.Page.Locator(".sought")).ToContainTextAsync(Question);
        await ada.Page.ReloadAsync();
        await Expect(ada.Message(Question)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Who_opens_a_reply_comes_to_it_where_it_was_said()
    {
        var (ada, conversation) = await CircleAsync();
        var asked = await Scene.Network.PostAsync(Scene.Network[ada.Name], conversation, "Who has hired a second nurse?");
        for (var i = 1; i <= 60; i++) await SayAsync(conversation, $"Number {i.ToString(CultureInfo.InvariantCulture)}.");
        await SayAsync(conversation, "We have, in March.", asked);
        for (var i = 61; i <= 120; i++) await SayAsync(conversation, $"Number {i.ToString(CultureInfo.InvariantCulture)}.");

        await ada.GoToAsync("/inbox");
        await ada.Page.Locator("main").GetByRole(AriaRole.Link).Filter(new() { HasText = "Ben Okoye" }).ClickAsync();
        await Expect(ada.Page.Locator(".sought")).ToContainTextAsync("We have, in March.");
        await Expect(ada.Message("We have, in March.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_message_that_was_never_there_leads_to_its_conversation()
    {
        var (ada, conversation) = await CircleAsync();
        for (var i = 1; i <= 60; i++) await SayAsync(conversation, $"Number {i.ToString(CultureInfo.InvariantCulture)}.");
        await Scene.Network[ada.Name].Client.Conversations.MarkReadAsync(conversation, long.MaxValue, Scene.Cancellation);
        ada.Faults.Expect("status of 404");
        await ada.GoToAsync($"/c/{conversation}?message={Guid.CreateVersion7()}");
        await Expect(ada.Message("Number 60.")).ToBeInViewportAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    private async Task<(Person Ada, ConversationId Conversation)> CircleAsync()
    {
        await Scene.Network.AddAsync(Ben);
        var ada = await Scene.MemberAsync("Ada Brook");
        var circle = await Scene.Network.CircleAsync("Clinic leads", "Leading a small clinic.", Scene.Network[Ben], Scene.Network[ada.Name]);
        return (ada, circle.ConversationId);
    }

    private Task<MessageId> SayAsync(ConversationId conversation, string text, MessageId? parent = null) => Scene.Network.PostAsync(Scene.Network[Ben], conversation, text, parent);
}
