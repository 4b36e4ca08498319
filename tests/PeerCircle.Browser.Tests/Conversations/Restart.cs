using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>The server dies under open pages and comes back.</summary>
public sealed class Restart(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly ServerProcess _server = new();
    private Person _ada = null!, _ben = null!;
    private ConversationId _conversation;
    private Scene _scene = null!;

    private static CancellationToken Cancellation => Scene.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Cancellation);
        _scene = Scene.At(chromium, _server.Url);
        (_ada, _ben, _conversation) = await _scene.TwoInACircleAsync();
    }

    [Fact]
    public async Task A_server_killed_and_started_again_has_lost_nothing()
    {
        await _ada.SayAsync("Before the power went.");
        await _ben.SayAsync("And so did I.");
        await Task.WhenAll(_ada.SeesAsync("Before the power went.", "And so did I."), _ben.SeesAsync("Before the power went.", "And so did I."));
        await _ben.ActOnAsync("Before the power went.", "React with ❤️");
        await Expect(_ada.Message("Before the power went.").GetByRole(AriaRole.Button, new() { Name = "❤️ 1", Exact = true })).ToBeVisibleAsync();
        await _ada.ActOnAsync("Before the power went.", "Edit");
        await _ada.Field("Edit message").FillAsync("Before the lights went.");
        await _ada.Button("Save").ClickAsync();
        await _ben.SeesAsync("Before the lights went. edited", "And so did I.");

        await _server.KillAsync(Cancellation);
        await _server.StartAsync(Cancellation);

        // The pages were left open and find their way back by themselves; both are signed in still.
        await _ben.SayAsync("Here again.");
        string[] all = ["Before the lights went. edited", "And so did I.", "Here again."];
        await Task.WhenAll(_ada.SeesAsync(all), _ben.SeesAsync(all));

        await _ada.ComeBackAsync($"/c/{_conversation}");
        await _ada.SeesAsync(all);
        await Expect(_ada.Message("Before the lights went.").GetByRole(AriaRole.Button, new() { Name = "❤️ 1", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_written_while_the_server_is_down_is_delivered_once_after_its_return()
    {
        await _server.KillAsync(Cancellation);
        await _ada.SayAsync("Written in the dark.");
        await _ada.SayAsync("And so was this.");
        await _ben.SayAsync("I write and go.");
        await Task.WhenAll(Expect(_ada.Page.GetByText("Waiting to send")).ToHaveCountAsync(2), Expect(_ben.Page.GetByText("Waiting to send")).ToBeVisibleAsync());
        await Expect(_ada.Page.GetByText("You are offline. What you write is kept and sent when you are back.").Last).ToBeVisibleAsync();
        await _ben.Page.CloseAsync();

        await _server.StartAsync(Cancellation);
        await _ada.Button("Connect now").ClickAsync();
        await _ada.SeesAsync("Written in the dark.", "And so was this.");
        await _ben.ComeBackAsync($"/c/{_conversation}");
        string[] all = ["Written in the dark.", "And so was this.", "I write and go."];
        await Task.WhenAll(_ada.SeesAsync(all), _ben.SeesAsync(all));

        await _ada.ComeBackAsync($"/c/{_conversation}");
        await _ada.SeesAsync(all);
        var page = await _scene.Network[_ada.Name].Client.Conversations.PageAsync(_conversation, new(), Cancellation);
        Assert.Equal(all, page.Messages.Where(m => m.Kind == MessageKind.Text).Select(m => m.Text));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _scene.DisposeAsync();
        }
        finally
        {
            await _server.DisposeAsync();
        }
    }
}
