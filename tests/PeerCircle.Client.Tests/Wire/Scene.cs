using System.Collections.Specialized;
using System.Globalization;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>A client whose clock, hub and HTTP are the test's, and a conversation it takes part in.</summary>
internal sealed class Scene : IAsyncDisposable
{
    /// <summary>Of the jitter; makes every wait of the client a number of its own.</summary>
    private const double Jitter = 0.3;

    public static readonly MemberId Me = MemberId.From(Guid.CreateVersion7());
    public static readonly MemberId You = MemberId.From(Guid.CreateVersion7());
    public static readonly ConversationId Id = ConversationId.From(Guid.CreateVersion7());

    public Scene(IOutboxStore? outbox = null)
    {
        Http.On("me", () => new MemberFacts { Id = Me, DisplayName = "Ana", Role = MemberRole.Member, CreatedAt = DateTimeOffset.UnixEpoch });
        Http.On("conversations", () => new ListOf<ConversationFacts>([Facts()]));
        Http.On($"conversations/{Id}", Facts);
        Http.On($"conversations/{Id}/messages", Page);
        Client = new PeerCircleClient(new Uri("http://localhost"), options =>
        {
            options.TimeProvider = Clock;
            options.HttpHandler = Http;
            options.Transport = Hub;
            options.Jitter = () => Jitter;
            options.Outbox = outbox;
        });
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TimeSpan Heartbeat => TimeSpan.FromSeconds(30) * (0.8 + (0.4 * Jitter));

    public WatchedClock Clock { get; } = new();

    public ScriptedHttp Http { get; } = new();

    public ScriptedTransport Hub { get; } = new();

    public PeerCircleClient Client { get; }

    public Conversation Conversation => Client.Conversation(Id);

    /// <summary>The messages there are; the rev of each is its place.</summary>
    public List<Message> Log { get; } = [];

    /// <summary>How long the client waits after so many failures.</summary>
    public static TimeSpan Backoff(int failures) => TimeSpan.FromSeconds(Jitter * 0.5 * Math.Pow(2, failures));

    public async Task<ScriptedLink> ConnectAsync()
    {
        var connecting = Client.ConnectAsync(Cancellation);
        var link = await Hub.NextAsync();
        await connecting.Within();
        return link;
    }

    public async Task IsAsync(ClientStatus status)
    {
        await foreach (var now in Client.WatchStatusAsync(Cancellation).WithCancellation(Cancellation))
            if (now.Status == status) return;
    }

    /// <summary>Watches until the view is as wanted.</summary>
    public static async Task<ConversationView> UntilAsync(IAsyncEnumerator<ConversationView> views, Func<ConversationView, bool> wanted)
    {
        while (await views.MoveNextAsync().Within())
            if (wanted(views.Current)) return views.Current;
        throw new InvalidOperationException("The views ended.");
    }

    public Message Add(string text, MessageId? id = null, MemberId? author = null)
    {
        Log.Add(new Message
        {
            Id = id ?? MessageId.From(Guid.CreateVersion7()),
            Seq = Log.Count + 1,
            Rev = Log.Count + 1,
            Kind = MessageKind.Text,
            AuthorId = author ?? You,
            Text = text,
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return Log[^1];
    }

    public static Changes Push(params Message[] messages) => new(Id, "e1", messages[0].Rev - 1, messages[^1].Rev, messages);

    public string Epoch { get; set; } = "e1";

    private MessagePage Page(NameValueCollection asked)
    {
        var limit = asked["limit"] is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : 50;
        var page = asked["after"] is { } after
            ? Log.Skip(int.Parse(after, CultureInfo.InvariantCulture)).Take(limit).ToList()
            : [.. (asked["before"] is { } before ? Log.Take(int.Parse(before, CultureInfo.InvariantCulture) - 1) : Log).TakeLast(limit)];
        return new MessagePage(Epoch, Log.Count, Log.Count, page, null, page is [{ Seq: > 1 }, ..], page is [.., var last] && last.Seq < Log.Count);
    }

    private ConversationFacts Facts() => new()
    {
        Id = Id,
        Kind = ConversationKind.Circle,
        Title = "Circle",
        Version = 1,
        Epoch = Epoch,
        Rev = Log.Count,
        Seq = Log.Count,
        ReadSeq = 0,
        Unread = 0,
    };

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Http.Dispose();
    }
}
