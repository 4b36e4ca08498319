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
    public async Task Who_leaves_the_page_at_once_has_deleted_it()
    {
        var (ada, ben) = await SaidAsync();
        await ada.ActOnAsync("We open at seven.", "Delete");
        await Expect(ada.Button("Undo")).ToBeVisibleAsync();
        await ada.GoToAsync("about:blank");
        await Expect(Gone(ben)).ToBeVisibleAsync();
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
