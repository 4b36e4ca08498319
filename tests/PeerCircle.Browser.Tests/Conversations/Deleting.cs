using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>A deletion is seen at once and can be taken back for some seconds.</summary>
public sealed class Deleting(Chromium chromium) : Journeys(chromium)
{
    private const string Tombstone = "This message was deleted.";

    [Fact]
    public async Task What_is_deleted_is_gone_for_everybody_when_nobody_takes_it_back()
    {
        var (ada, ben) = await SaidAsync();
        await ada.ActOnAsync("We open at seven.", "Delete");
        await Expect(Gone(ada)).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("Message deleted")).ToBeVisibleAsync();
        await Expect(Gone(ben)).ToBeVisibleAsync();
        await Expect(ada.Button("Undo")).ToHaveCountAsync(0);
        await Task.WhenAll(ada.SeesAsync(), ben.SeesAsync());
    }

    [Fact]
    public async Task What_is_taken_back_was_never_gone_for_the_others()
    {
        var (ada, ben) = await SaidAsync();
        await ada.ActOnAsync("We open at seven.", "Delete");
        await ada.Button("Undo").ClickAsync();
        await ada.SeesAsync("We open at seven.");
        await Expect(ada.Message("We open at seven.")).ToBeFocusedAsync();

        await ada.ActOnAsync("We open at seven.", "Delete");
        await Expect(Gone(ada)).ToBeFocusedAsync();
        await ada.Page.Keyboard.PressAsync("Control+z");
        await ada.SeesAsync("We open at seven.");
        await Expect(ada.Button("Undo")).ToHaveCountAsync(0);
        await ada.SayAsync("Until six.");
        await ben.SeesAsync("We open at seven.", "Until six.");
    }

    [Fact]
    public async Task Who_leaves_the_page_at_once_has_deleted_it()
    {
        var (ada, ben) = await SaidAsync();
        await ada.ActOnAsync("We open at seven.", "Delete");
        await Expect(ada.Button("Undo")).ToBeVisibleAsync();
        await ada.GoToAsync("about:blank");
        await Expect(Gone(ben)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_host_deletes_what_others_wrote_and_they_do_not_delete_what_the_host_wrote()
    {
        var (ada, ben) = await SaidAsync();
        await ben.SayAsync("Buy my book.");
        await ada.SeesAsync("We open at seven.", "Buy my book.");
        await ben.OpenMenuOfAsync("We open at seven.");
        await Expect(ben.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy text" })).ToBeVisibleAsync();
        await Expect(ben.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" })).ToHaveCountAsync(0);
        await ben.Page.Keyboard.PressAsync("Escape");
        await ada.ActOnAsync("Buy my book.", "Delete");
        await Expect(ben.Page.Locator("main article.gone").Filter(new() { HasText = "This message was removed by a moderator." })).ToBeVisibleAsync();
    }

    private static ILocator Gone(Person person) => person.Page.Locator("main article.gone").Filter(new() { HasText = Tombstone });

    private async Task<(Person Ada, Person Ben)> SaidAsync()
    {
        var (ada, ben, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("We open at seven.");
        await Task.WhenAll(ada.SeesAsync("We open at seven."), ben.SeesAsync("We open at seven."));
        return (ada, ben);
    }
}
