using System.Collections.Concurrent;
using System.Diagnostics;
using PeerCircle.Client;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Notifications;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Goals;

/// <summary>A member with a client of the .NET SDK, who keeps some conversations open and looks at what comes.</summary>
internal sealed class StoryMember(Uri server, MemberId id, string name, string? token) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly PeerCircleClient _client = new(server, options => options.AccessToken = _ => ValueTask.FromResult(token));
    private readonly ConcurrentDictionary<ConversationId, Task> _open = new();
    private readonly ConcurrentDictionary<(ConversationId, MessageId), long> _firstSeen = new();

    public MemberId Id => id;

    public string Name => name;

    public PeerCircleClient Client => _client;

    /// <summary>The same member with a client that knows nothing yet.</summary>
    public StoryMember Again() => new(server, id, name, token);

    /// <summary>Connects, and from then on keeps these and the inbox as the server tells.</summary>
    public async Task FollowAsync(params ConversationId[] conversations)
    {
        await _client.ConnectAsync(_end.Token);
        await InboxAsync(_ => true);
        foreach (var conversation in conversations)
        {
            _ = _open.GetOrAdd(conversation, WatchAsync);
            await ViewAsync(conversation, view => view.IsLoaded);
        }
    }

    /// <summary>What is open.</summary>
    public IEnumerable<ConversationId> Open => _open.Keys;

    /// <summary>Waits until a message for which it is so is shown.</summary>
    public async Task<Message> SeesAsync(ConversationId conversation, Func<Message, bool> isSo) =>
        (await ViewAsync(conversation, view => view.Messages.Any(isSo))).Messages.First(isSo);

    public Task<Message> SeesCardAsync(ConversationId conversation, MessageKind kind) => SeesAsync(conversation, m => m.Kind == kind);

    /// <summary>Waits until the inbox holds a notification of this kind.</summary>
    public async Task<Notification> HearsAsync(NotificationKind kind) =>
        (await InboxAsync(inbox => inbox.Items.Exists(n => n.Kind == kind))).Items.First(n => n.Kind == kind);

    /// <summary>What an open conversation shows of this kind once there is any.</summary>
    public async Task<IReadOnlyList<Message>> ShownAsync(ConversationId conversation, MessageKind kind) =>
        [.. (await ViewAsync(conversation, view => view.Messages.Any(m => m.Kind == kind))).Messages.Where(m => m.Kind == kind)];

    /// <summary>How long after a moment a message was first shown; less than zero where it was shown before.</summary>
    public TimeSpan SeenAfter(long moment, ConversationId conversation, MessageId message) => Stopwatch.GetElapsedTime(moment, _firstSeen[(conversation, message)]);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _client.DisposeAsync();
        await Task.WhenAll(_open.Values);
        _end.Dispose();
    }

    /// <summary>Notes when each message is shown first, for as long as the member is there.</summary>
    private async Task WatchAsync(ConversationId conversation)
    {
        try
        {
            await foreach (var view in _client.Conversation(conversation).WatchAsync(_end.Token)) Note(view);
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The story is over.
        }
    }

    private void Note(ConversationView view)
    {
        foreach (var message in view.Messages) _firstSeen.TryAdd((view.Id, message.Id), Stopwatch.GetTimestamp());
    }

    private async Task<ConversationView> ViewAsync(ConversationId conversation, Func<ConversationView, bool> isSo)
    {
        var view = await FirstAsync(_client.Conversation(conversation).WatchAsync, isSo, () => $"{name} does not see it in {conversation}.");
        Note(view);
        return view;
    }

    private Task<InboxView> InboxAsync(Func<InboxView, bool> isSo) =>
        FirstAsync(_client.Notifications.WatchAsync, isSo, () => $"{name} is not told.");

    private async Task<T> FirstAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> watch, Func<T, bool> isSo, Func<string> otherwise)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        deadline.CancelAfter(Patience);
        try
        {
            return await watch(deadline.Token).FirstAsync(isSo, deadline.Token);
        }
        catch (OperationCanceledException) when (!_end.IsCancellationRequested)
        {
            Assert.Fail(otherwise());
            throw;
        }
    }
}
