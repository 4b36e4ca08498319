using System.Text;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Conversations;

/// <summary>Answers that get lost, lines that die without a word, pages that sleep: everything is there afterwards, in order and once.</summary>
public sealed class BadLine(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const char RecordEnd = '\u001e';

    private PeerServer _server = null!;
    private Relay _line = null!;
    private Scene _scene = null!;
    private Person _ada = null!;
    private Account _ben = null!;
    private ConversationId _conversation;

    public async ValueTask InitializeAsync()
    {
        _server = await PeerServer.StartAsync("open", TimeProvider.System, Scene.Cancellation);
        _line = new Relay(_server.Url);
        _scene = Scene.At(chromium, _line.Url, _server.Url);
        _ada = await _scene.MemberAsync("Ada Brook");
        _ben = await _scene.Network.AddAsync("Ben Okoye");
        _conversation = (await _scene.Network.CircleAsync("Clinic leads", "Leading a small clinic without doing it alone.", _scene.Network[_ada.Name], _ben)).ConversationId;
    }

    [Fact]
    public async Task A_message_whose_answer_is_lost_is_sent_again_and_is_one_message()
    {
        await OpenAsync();
        _line.LoseAnswers();
        await _ada.SayAsync("Did you get this?");
        await IsStoredAsync("Did you get this?");
        await Expect(_ada.Page.Locator("main .delivery")).ToHaveCountAsync(1);
        _line.Cut();
        await _ada.SeesAsync("Did you get this?");
        await _ada.SayAsync("And this?");
        await _ada.SeesAsync("Did you get this?", "And this?");
        await AreStoredAsync("Did you get this?", "And this?");
    }

    [Fact]
    public async Task A_line_that_dies_without_a_word_is_noticed_within_35_seconds()
    {
        await _ada.Page.Clock.InstallAsync();
        await OpenAsync();
        await _scene.Network.PostAsync(_ben, _conversation, "Before.");
        await _ada.SeesAsync("Before.");
        _line.FallSilent();
        await _scene.Network.PostAsync(_ben, _conversation, "Into the void.");
        await _ada.SayAsync("Is anybody there?");
        await Expect(_ada.Page.Locator("main .delivery")).ToHaveCountAsync(1);
        await _ada.Page.Clock.FastForwardAsync("00:35");
        await _ada.SeesAsync("Before.", "Into the void.", "Is anybody there?");
        await AreStoredAsync("Before.", "Into the void.", "Is anybody there?");
    }

    [Fact]
    public async Task A_network_that_changes_under_the_page_is_noticed_without_waiting_for_silence()
    {
        await OpenAsync();
        _line.FallSilent();
        await _scene.Network.PostAsync(_ben, _conversation, "On the other network.");
        await _ada.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await _ada.SeesAsync("On the other network.");
    }

    [Fact]
    public async Task A_push_that_is_lost_leaves_no_gap()
    {
        var (lost, isLost) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _ada.Page.RouteWebSocketAsync("**/hubs/peer", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame =>
            {
                string[] records = (frame.Text ?? Encoding.UTF8.GetString(frame.Binary!)).Split(RecordEnd, StringSplitOptions.RemoveEmptyEntries);
                var kept = records.Where(record => !(record.Contains("\"Changes\"", StringComparison.Ordinal) && record.Contains("Lost on the way.", StringComparison.Ordinal))).ToList();
                if (Interlocked.Add(ref lost, records.Length - kept.Count) > 0) isLost.TrySetResult();
                if (kept.Count > 0) socket.Send(string.Concat(kept.Select(record => record + RecordEnd)));
            });
        });
        await OpenAsync();
        await _scene.Network.PostAsync(_ben, _conversation, "First.");
        await _ada.SeesAsync("First.");
        await _scene.Network.PostAsync(_ben, _conversation, "Lost on the way.");
        // What comes soon after would be in the same push.
        await isLost.Task.WaitAsync(TimeSpan.FromSeconds(30), Scene.Cancellation);
        await _scene.Network.PostAsync(_ben, _conversation, "Third.");
        await _ada.SeesAsync("First.", "Lost on the way.", "Third.");
        Assert.Equal(1, lost);
    }

    [Fact]
    public async Task A_page_that_slept_catches_up()
    {
        await OpenAsync();
        await _scene.Network.PostAsync(_ben, _conversation, "Good night.");
        await _ada.SeesAsync("Good night.");
        var browser = await _ada.Page.Context.NewCDPSessionAsync(_ada.Page);
        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        var night = Enumerable.Range(1, 15).Select(n => $"Hour {n}.").ToArray();
        foreach (var words in night) await _scene.Network.PostAsync(_ben, _conversation, words);
        _line.Cut();
        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await _ada.SeesAsync(["Good night.", .. night]);
    }

    [Fact]
    public async Task Three_messages_written_offline_are_delivered_once_in_order_though_the_page_was_shut()
    {
        await OpenAsync();
        await _scene.Network.PostAsync(_ben, _conversation, "Before the tunnel.");
        await _ada.SeesAsync("Before the tunnel.");
        await _ada.Page.Context.SetOfflineAsync(true);
        foreach (var words in (string[])["One.", "Two.", "Three."]) await _ada.SayAsync(words);
        await Expect(_ada.Page.Locator("main .delivery")).ToHaveCountAsync(3);
        await _ada.Page.CloseAsync();
        await _ada.Page.Context.SetOfflineAsync(false);
        await _ada.ComeBackAsync($"/c/{_conversation}");
        await _ada.SeesAsync("Before the tunnel.", "One.", "Two.", "Three.");
        await AreStoredAsync("Before the tunnel.", "One.", "Two.", "Three.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _scene.DisposeAsync();
        }
        finally
        {
            _line.Dispose();
            await _server.DisposeAsync();
        }
    }

    private async Task OpenAsync()
    {
        await _ada.OpenAsync(_conversation);
        await _ada.IsInAsync("Clinic leads");
    }

    private async Task IsStoredAsync(string words)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Scene.Cancellation);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(Chromium.DeadlineMs));
        while (!(await StoredAsync()).Contains(words)) deadline.Token.ThrowIfCancellationRequested();
    }

    private async Task AreStoredAsync(params string[] words) => Assert.Equal(words, await StoredAsync());

    private async Task<string[]> StoredAsync()
    {
        var page = await _ben.Client.Conversations.PageAsync(_conversation, new(), Scene.Cancellation);
        return [.. page.Messages.Where(m => m.Kind == MessageKind.Text).Select(m => m.Text!)];
    }
}
