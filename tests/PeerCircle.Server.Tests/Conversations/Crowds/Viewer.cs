using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>One of many connections that watch a conversation: judges what it is pushed as it comes, and keeps little of it.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Lock _gate = new();
    private readonly HashSet<long> _revs = [];
    private readonly HashSet<long> _seqs = [];
    private int _typing;
    private int _presence;

    private Viewer(string url, string token, ConversationId conversation)
    {
        Conversation = conversation;
        _hub = new HubConnectionBuilder().WithUrl(new Uri($"{url}/hubs/peer"), HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            http.AccessTokenProvider = () => Task.FromResult<string?>(token);
        }).AddMessagePackProtocol(pack => pack.SerializerOptions = WirePack.Options).Build();
        _hub.On<Changes>(nameof(IPeerClient.Changes), changes =>
        {
            if (changes.ConversationId == conversation) Take(changes);
        });
        _hub.On<Behind>(nameof(IPeerClient.Behind), _ => Behind++);
        _hub.On<Resync>(nameof(IPeerClient.Resync), _ => Resyncs++);
        _hub.On<TypingNotice>(nameof(IPeerClient.Typing), _ => Interlocked.Increment(ref _typing));
        _hub.On<MemberPresence>(nameof(IPeerClient.Presence), told =>
        {
            There[told.MemberId] = told.State;
            Interlocked.Increment(ref _presence);
        });
    }

    public ConversationId Conversation { get; }

    /// <summary>Pushes of changes.</summary>
    public int Frames { get; private set; }

    /// <summary>Pushes that began after the end of the one before: something in between did not come, or not in order.</summary>
    public int Gaps { get; private set; }

    /// <summary>States that had come before.</summary>
    public int Doubled { get; private set; }

    public int Behind { get; private set; }

    public int Resyncs { get; private set; }

    public int Typing => _typing;

    public int Presence => _presence;

    /// <summary>What was told last of each member who is watched.</summary>
    public ConcurrentDictionary<MemberId, PresenceState> There { get; } = new();

    /// <summary>Where the first push began; null before it.</summary>
    public long? From { get; private set; }

    /// <summary>Up to where pushes led.</summary>
    public long To { get; private set; } = -1;

    /// <summary>The state with the highest rev.</summary>
    public Message? Last { get; private set; }

    /// <summary>Connected and subscribed.</summary>
    public static async Task<Viewer> ConnectAsync(string url, string token, ConversationId conversation)
    {
        var viewer = new Viewer(url, token, conversation);
        await viewer._hub.StartAsync(TestContext.Current.CancellationToken);
        await viewer.AnsweredAsync();
        return viewer;
    }

    public async Task<T> CallAsync<T>(string method, object call)
    {
        var reply = await TryAsync<T>(method, call);
        return reply is { Ok: true, Value: { } value } ? value : throw new InvalidOperationException($"{method}: {reply.Error}");
    }

    public Task<Reply<T>> TryAsync<T>(string method, object call) => _hub.InvokeAsync<Reply<T>>(method, call, TestContext.Current.CancellationToken);

    /// <summary>Sends without asking for an answer.</summary>
    public Task SendAsync(string method, object call) => _hub.SendAsync(method, call, TestContext.Current.CancellationToken);

    public Task<PostReceipt> PostAsync(string text) => CallAsync<PostReceipt>(nameof(IPeerHub.Post), new PostCall(Conversation, HubClient.NewId(), text));

    /// <summary>What the server sent before this answer has arrived before it.</summary>
    public Task AnsweredAsync() => CallAsync<SyncAnswer>(nameof(IPeerHub.Sync), new SyncCall([]));

    /// <summary>Those of the seqs in [from, to] that were not pushed.</summary>
    public IReadOnlyList<long> Missed(long from, long to)
    {
        lock (_gate) return [.. Seqs().Where(seq => !_seqs.Contains(seq))];

        IEnumerable<long> Seqs()
        {
            for (var seq = from; seq <= to; seq++) yield return seq;
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void Take(Changes changes)
    {
        lock (_gate)
        {
            Frames++;
            From ??= changes.From;
            if (To >= 0 && changes.From > To) Gaps++;
            To = Math.Max(To, changes.To);
            foreach (var message in changes.Messages)
            {
                if (!_revs.Add(message.Rev)) Doubled++;
                _seqs.Add(message.Seq);
                if (Last is null || Last.Rev < message.Rev) Last = message;
            }
        }
    }
}
