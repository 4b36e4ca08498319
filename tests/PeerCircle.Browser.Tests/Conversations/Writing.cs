using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>What one does in the field where one writes.</summary>
public sealed class Writing(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task Somebody_is_named_with_keys_alone_and_reads_their_name()
    {
        var (ada, ben, conversation) = await Scene.TwoInACircleAsync();
        await ada.Composer.FocusAsync();
        await ada.Page.Keyboard.TypeAsync("Thank you @be");
        await Expect(ada.Page.GetByRole(AriaRole.Option, new() { Name = "Ben Okoye" })).ToHaveAttributeAsync("aria-selected", "true");
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(ada.Composer).ToHaveValueAsync("Thank you @Ben Okoye ");
        await ada.Page.Keyboard.TypeAsync("for Thursday.");
        await ada.Page.Keyboard.PressAsync("Enter");

        await ben.SeesAsync("Thank you @Ben Okoye for Thursday.");
        await Expect(ben.Message("Thank you").Locator(".mention.own")).ToHaveTextAsync("@Ben Okoye");
        var sent = (await Scene.Network[ada.Name].Client.Conversations.PageAsync(conversation, new(), Scene.Cancellation)).Messages.Single(m => m.Kind == MessageKind.Text);
        Assert.Equal($"Thank you <@{Scene.Network[ben.Name].Id}> for Thursday.", sent.Text);
    }
}
