using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

public sealed class Talk(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task An_edit_a_reaction_and_a_deletion_are_seen_at_the_other_browser()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await ben.SeesAsync("We open at seven.");

        await ben.ActOnAsync("We open at seven.", "React with 👏");
        await Expect(ben.Message("We open at seven.").GetByRole(AriaRole.Button, new() { Name = "👏 1, you reacted" })).ToBeVisibleAsync();
        await ada.Message("We open at seven.").GetByRole(AriaRole.Button, new() { Name = "👏 1", Exact = true }).ClickAsync();
        await Expect(ben.Message("We open at seven.").GetByRole(AriaRole.Button, new() { Name = "👏 2, you reacted" })).ToBeVisibleAsync();
        await ben.ActOnAsync("We open at seven.", "React with 👏");
        await Expect(ada.Message("We open at seven.").GetByRole(AriaRole.Button, new() { Name = "👏 1, you reacted" })).ToBeVisibleAsync();

        await ada.ActOnAsync("We open at seven.", "Edit");
        await ada.Field("Edit message").FillAsync("We open at eight.");
        await ada.Button("Save").ClickAsync();
        await ben.SeesAsync("We open at eight. edited");
        await Expect(ben.Message("We open at eight.").GetByRole(AriaRole.Button, new() { Name = "👏 1", Exact = true })).ToBeVisibleAsync();

        await ada.ActOnAsync("We open at eight.", "Delete");
        await Expect(ben.Page.GetByText("This message was deleted.").First).ToBeVisibleAsync();
        await Task.WhenAll(ada.SeesAsync(), ben.SeesAsync());
    }

    [Fact]
    public async Task What_was_not_seen_is_counted_until_it_is_looked_at()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ben.GoToAsync("/people");
        var row = ben.Row("Clinic leads");
        await Expect(row).ToBeVisibleAsync();
        await Expect(row.GetByText("unread")).ToHaveCountAsync(0);

        await ada.SayAsync("Did the grant come through?");
        await Expect(row).ToContainTextAsync("1 unread");
        await Expect(row).ToContainTextAsync("Ada: Did the grant come through?");
        await ada.SayAsync("I can help with the budget.");
        await Expect(row).ToContainTextAsync("2 unread");

        await row.ClickAsync();
        await ben.SeesAsync("Did the grant come through?", "I can help with the budget.");
        await Expect(ben.Page.GetByRole(AriaRole.Separator).Filter(new() { HasText = "New" })).ToBeVisibleAsync();
        await Expect(row.GetByText("unread")).ToHaveCountAsync(0);

        await ben.ComeBackAsync("/people");
        await Expect(ben.Row("Clinic leads")).ToBeVisibleAsync();
        await Expect(ben.Row("Clinic leads").GetByText("unread")).ToHaveCountAsync(0);
        Assert.Equal(0, (await Scene.Network["Ben Okoye"].Client.Conversations.GetAsync(conversation, Scene.Cancellation)).Unread);
    }

    [Fact]
    public async Task A_reply_is_told_in_its_thread_and_counted_under_its_message()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("Who has hired a second nurse?");
        await ben.ActOnAsync("Who has hired a second nurse?", "Reply in thread");
        await ben.Thread.GetByLabel("Reply in thread").FillAsync("I have, in May.");
        await ben.Thread.GetByLabel("Reply in thread").PressAsync("Enter");

        await ada.Message("Who has hired a second nurse?").GetByRole(AriaRole.Link, new() { Name = "1 reply" }).ClickAsync();
        await Expect(ada.Thread.GetByRole(AriaRole.Article).Filter(new() { HasText = "I have, in May." })).ToBeVisibleAsync();
        await ada.Thread.GetByLabel("Reply in thread").FillAsync("How did you find her?");
        await ada.Thread.GetByLabel("Reply in thread").PressAsync("Enter");
        await Expect(ben.Thread.Locator(".words")).ToHaveTextAsync(["Who has hired a second nurse?", "I have, in May.", "How did you find her?"]);
        await Expect(ben.Message("Who has hired a second nurse?").GetByRole(AriaRole.Link, new() { Name = "2 replies" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_writes_is_told_of_while_they_write()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.PressSequentiallyAsync("Let me think");
        await Expect(ben.Page.GetByText("Ada Brook is writing")).ToBeVisibleAsync();
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("Let me think");
        await Expect(ben.Page.GetByText("Ada Brook is writing")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_begun_is_there_when_one_comes_back()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.Composer.FillAsync("I have not decided yet, but");
        await ada.ComeBackAsync("/people");
        await ada.Row("Clinic leads").ClickAsync();
        await Expect(ada.Composer).ToHaveValueAsync("I have not decided yet, but");
        await ada.Composer.PressAsync("Enter");
        await ben.SeesAsync("I have not decided yet, but");
        await ada.ComeBackAsync($"/c/{conversation}");
        await ada.SeesAsync("I have not decided yet, but");
        await Expect(ada.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_looks_like_markup_stays_text()
    {
        const string Markup = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>";
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync(Markup);
        await ben.SeesAsync(Markup);
        await Expect(ben.Page).Not.ToHaveTitleAsync("gone");
    }
}
