using System.Collections.Concurrent;
using PeerCircle.Client;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>A member with one client of the .NET SDK, that connects and reconnects by itself; and all that it was told of one conversation.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private const string Password = "plain oats and rivers";

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<Task> _work = [];
    private volatile ConversationView? _view;
    private volatile PeerCircleException? _refusal;
    private volatile IReadOnlyList<ConversationFacts> _list = [];

    private Peer(Uri server, string email, Action<PeerCircleClientOptions>? configure)
    {
        Email = email;
        Client = new PeerCircleClient(server, options =>
        {
            // Attempts come fast, so that a test does not wait for a back-off made for many.
            options.Jitter = () => Random.Shared.NextDouble() * 0.04;
            configure?.Invoke(options);
        });
    }

    public string Email { get; }

    public PeerCircleClient Client { get; }

    public MemberId Id { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>What was given to the client to post, by id.</summary>
    public ConcurrentDictionary<MessageId, string> Queued { get; } = new();

    /// <summary>What the client was told to be posted: the message with its receipt.</summary>
    public ConcurrentDictionary<MessageId, Message> Acknowledged { get; } = new();

    /// <summary>Messages as the reader got them, one by one.</summary>
    public ConcurrentQueue<Message> Read { get; } = new();

    /// <summary>The watched conversation as it is now.</summary>
    public ConversationView? View => _view;

    /// <summary>Why the watched conversation is watched no longer.</summary>
    public PeerCircleException? Refusal => _refusal;

    /// <summary>The conversations as listed now.</summary>
    public IReadOnlyList<ConversationFacts> List => _list;

    /// <summary>A new member, signed in and connected.</summary>
    public static async Task<Peer> JoinAsync(Uri server, string name, bool isFirst = false, Action<PeerCircleClientOptions>? configure = null)
    {
        var peer = new Peer(server, $"{name}-{Guid.NewGuid():N}@example.org", configure);
        await peer.Client.Accounts.SignUpAsync(new SignUpBody(peer.Email, Password, name, SetupCode: isFirst ? ServerProcess.SetupCode : null), TestContext.Current.CancellationToken);
        await peer.SignInAsync();
        return peer;
    }

    /// <summary>A client of a member who has a session already, connected.</summary>
    public static async Task<Peer> OfAsync(Uri server, MemberId id, string token, Action<PeerCircleClientOptions>? configure = null)
    {
        var peer = new Peer(server, "", options =>
        {
            options.AccessToken = _ => ValueTask.FromResult<string?>(token);
            configure?.Invoke(options);
        })
        {
            Id = id,
            Token = token,
        };
        await peer.Client.ConnectAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>Another client of the same member, which knows nothing yet.</summary>
    public async Task<Peer> AgainAsync(Uri server, Action<PeerCircleClientOptions>? configure = null)
    {
        var peer = new Peer(server, Email, configure);
        await peer.SignInAsync();
        return peer;
    }

    /// <summary>Signs in and connects, anew where need be.</summary>
    public async Task SignInAsync()
    {
        var signedIn = await Client.SignInAsync(Email, Password, TestContext.Current.CancellationToken);
        (Id, Token) = (signedIn.Member.Id, signedIn.Token ?? "");
        await Client.ConnectAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps up with a conversation, both ways that the client offers.</summary>
    public void Follow(ConversationId conversation)
    {
        _work.Add(WatchAsync(conversation));
        _work.Add(ReadAsync(conversation));
    }

    /// <summary>Keeps up with the list of conversations.</summary>
    public void FollowList() => _work.Add(ListAsync());

    public async Task<Message> PostAsync(ConversationId conversation, string text)
    {
        var id = MessageId.From(Guid.CreateVersion7());
        Queued[id] = text;
        return Acknowledged[id] = await Client.Conversation(conversation).PostAsync(text, _end.Token, id: id);
    }

    /// <summary>The whole conversation as the server tells it to who asks.</summary>
    public async Task<List<Message>> HistoryAsync(ConversationId conversation)
    {
        var log = new List<Message>();
        await foreach (var message in Client.Conversation(conversation).HistoryAsync(null, TestContext.Current.CancellationToken)) log.Add(message);
        log.Reverse();
        return log;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Client.DisposeAsync();
        await Task.WhenAll(_work);
        _end.Dispose();
    }

    private Task WatchAsync(ConversationId conversation) => UntilEndAsync(async end =>
    {
        await foreach (var view in Client.Conversation(conversation).WatchAsync(end)) _view = view;
    });

    private Task ReadAsync(ConversationId conversation) => UntilEndAsync(async end =>
    {
        await foreach (var message in Client.Conversation(conversation).ReadMessagesAsync(0, end)) Read.Enqueue(message);
    });

    private Task ListAsync() => UntilEndAsync(async end =>
    {
        await foreach (var list in Client.WatchConversationsAsync(end)) _list = list;
    });

    private async Task UntilEndAsync(Func<CancellationToken, Task> follow)
    {
        try
        {
            await follow(_end.Token);
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The test is over.
        }
        catch (PeerCircleException no)
        {
            _refusal = no;
        }
    }
}
