using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>Reactions, and the quiet signs that one was read.</summary>
public sealed class Responding(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_reaction_is_one_for_a_member_however_many_tabs_they_have()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await ben.SeesAsync("We open at seven.");
        var other = await ben.Page.Context.NewPageAsync();
        await other.GotoAsync($"/c/{conversation}");
        var inOther = other.Locator("main article.message").Filter(new() { HasText = "We open at seven." });

        await ben.ActOnAsync("We open at seven.", "React with 👏");
        await Expect(inOther.GetByRole(AriaRole.Button, new() { Name = "👏 1, you reacted" })).ToBeVisibleAsync();
        await Expect(Reaction(ada, "👏 1")).ToBeVisibleAsync();
        await inOther.GetByRole(AriaRole.Button, new() { Name = "👏 1, you reacted" }).ClickAsync();
        await Expect(ben.Message("We open at seven.").GetByRole(AriaRole.List, new() { Name = "Reactions" })).ToHaveCountAsync(0);
        await Expect(Reaction(ada, "👏 1")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_reacted_is_told_by_name()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await ben.SeesAsync("We open at seven.");
        await ben.ActOnAsync("We open at seven.", "React with 👏");
        await Reaction(ada, "👏 1").ClickAsync();
        await Expect(Reaction(ada, "👏 2, you reacted")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Tooltip)).ToHaveTextAsync("Ben Okoye and You reacted with 👏");

        await ada.ActOnAsync("We open at seven.", "Who reacted");
        var told = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Who reacted" }).GetByRole(AriaRole.Listitem);
        await Expect(told).ToHaveCountAsync(2);
        await Expect(told.Filter(new() { HasText = "Ben Okoye" })).ToContainTextAsync("👏");
        await Expect(told.Filter(new() { HasText = "You" })).ToContainTextAsync("👏");
    }

    [Fact]
    public async Task Who_has_read_is_told_under_the_last_message_they_have_read()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await Expect(ada.Message("We open at seven.").GetByText("Read by Ben Okoye")).ToBeAttachedAsync();

        await ben.GoToAsync("/people");
        await Expect(ben.Heading("People and mentors")).ToBeVisibleAsync();
        await ada.SayAsync("Until six.");
        await Expect(ben.Row("Clinic leads")).ToContainTextAsync("1 unread");
        await Expect(ada.Message("We open at seven.").GetByText("Read by Ben Okoye")).ToBeAttachedAsync();
        await Expect(ada.Message("Until six.").GetByText("Read by")).ToHaveCountAsync(0);

        // Somebody who comes later is told where the others are.
        await ada.ComeBackAsync($"/c/{conversation}");
        await Expect(ada.Message("We open at seven.").GetByText("Read by Ben Okoye")).ToBeAttachedAsync();
        await ben.Row("Clinic leads").ClickAsync();
        await Expect(ada.Message("Until six.").GetByText("Read by Ben Okoye")).ToBeAttachedAsync();
        await Expect(ada.Message("We open at seven.").GetByText("Read by")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reply_is_counted_once_and_quotes_what_it_answers()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Who has hired a second nurse?");
        await ben.ActOnAsync("Who has hired a second nurse?", "Reply in thread");
        var field = ben.Thread.GetByLabel("Reply in thread", new() { Exact = true });
        await field.FillAsync("I have, in May.");
        await field.PressAsync("Enter");
        await Expect(ben.Thread.GetByRole(AriaRole.Separator)).ToHaveTextAsync("1 reply");
        await Expect(ada.Message("Who has hired").GetByRole(AriaRole.Link, new() { Name = "1 reply" })).ToBeVisibleAsync();
        await Expect(ada.Message("I have, in May.").Locator(".quote")).ToContainTextAsync("You");
        await Expect(ada.Words).ToHaveTextAsync(["Who has hired a second nurse?", "I have, in May."]);
        var page = await Scene.Network[ada.Name].Client.Conversations.PageAsync(conversation, new(), Scene.Cancellation);
        Assert.Single(page.Messages, m => m.ParentId is not null && m.Kind == MessageKind.Text);
    }

    private static ILocator Reaction(Person person, string name) =>
        person.Message("We open at seven.").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
