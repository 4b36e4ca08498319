using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Histories;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Mongo;
using History = PeerCircle.Faults.Tests.Histories.History;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>Members in rooms of their own, with a client each, spread over the servers of a cluster.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan Decided = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    private readonly Shape _shape;
    private readonly int _seed;
    private readonly Cluster _cluster;
    private readonly History _history;
    private readonly List<Member> _members = [];
    private readonly List<TracedClient> _clients = [];
    private readonly List<ConversationId> _rooms = [];
    private readonly List<List<ConversationId>> _places = [];
    private readonly List<Writer> _writers = [];
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _patience = new();
    private Task _writing = Task.CompletedTask;

    private Crowd(Cluster cluster, Shape shape, History history, int seed) => (_cluster, _shape, _history, _seed) = (cluster, shape, history, seed);

    /// <summary>Of the store, as it was when they came.</summary>
    public string Epoch { get; private set; } = "";

    public IReadOnlyList<Member> Members => _members;

    public IReadOnlyList<TracedClient> Clients => _clients;

    public IReadOnlyList<ConversationId> Rooms => _rooms;

    /// <summary>Who is where.</summary>
    public IEnumerable<(TracedClient Client, ConversationId Room)> Pairs => _clients.Index().SelectMany(c => _places[c.Index].Select(room => (c.Item, room)));

    public int Acknowledged => _writers.Sum(w => w.Acknowledged);

    /// <summary>Makes members and rooms, and connects everybody.</summary>
    /// <param name="seed">Of who does what.</param>
    public static async Task<Crowd> GatherAsync(Cluster cluster, Shape shape, History history, int seed, CancellationToken cancellation)
    {
        var crowd = new Crowd(cluster, shape, history, seed);
        try
        {
            await crowd.MakeAsync(cancellation);
            IReadOnlyList<Uri> servers = [.. cluster.Nodes.Select(n => n.Url)];
            await using var store = crowd.OpenStore();
            crowd.Epoch = (await store.ReadFactsAsync(cancellation)).Epoch;
            for (var n = 0; n < shape.Clients + shape.Viewers; n++)
            {
                crowd._clients.Add(await TracedClient.ConnectAsync(crowd._members[n], servers, n % servers.Count, crowd._places[n], history, Seed(seed, n), crowd.Epoch, cancellation, stays: n >= shape.Clients));
            }
            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Everybody begins to act; after a pause with nothing in mind of what was before it.</summary>
    public void Begin()
    {
        (_stop, _patience) = (new(), new());
        var writers = _clients.Take(_shape.Clients).Index().Select(c => new Writer(c.Item, _places[c.Index], _shape.PerSecond / _shape.Clients, Seed(_seed, c.Index) + 1 + _writers.Count)).ToList();
        _writers.AddRange(writers);
        _writing = Task.WhenAll(writers.Select(w => Task.Run(() => w.RunAsync(_stop.Token, _patience.Token))));
    }

    /// <summary>Until so many more operations were acknowledged.</summary>
    public Task AcknowledgedAsync(int more)
    {
        var before = Acknowledged;
        return Wait.UntilAsync(() => _writing.IsFaulted || Acknowledged >= before + more, Decided, () => $"{Acknowledged - before} of {more} operations were acknowledged");
    }

    /// <summary>Nobody begins anything more, and all that was begun is decided.</summary>
    public async Task PauseAsync()
    {
        await _stop.CancelAsync();
        _patience.CancelAfter(Decided);
        try
        {
            await _writing;
        }
        catch (OperationCanceledException late) when (_patience.IsCancellationRequested)
        {
            throw new TimeoutException($"Not all that was begun was decided within {Decided.TotalSeconds} s; clients: {string.Join(", ", _clients)}.", late);
        }
    }

    /// <summary>Waits until everybody knows everything, and writes down where the conversations stand, what everybody holds, what a fresh reader is told and what the store holds.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        foreach (var node in _cluster.Nodes) _history.Add(new Entry(EntryKind.Memory, $"server {node.Number}") { Bytes = node.Memory });
        await using var store = OpenStore();
        var epoch = (await store.ReadFactsAsync(cancellation)).Epoch;
        var heads = (await store.Conversations.ReadConversationsAsync(_rooms, cancellation)).ToDictionary(c => c.Id, c => c.Head);
        foreach (var (id, head) in heads) _history.Add(new Entry(EntryKind.Head, Entry.Store) { Conversation = id, Epoch = epoch, Rev = head.Rev, Seq = head.Seq });
        await Wait.IsSoAsync(() => Pairs.All(p => p.Client.IsOnline && p.Client.Look(p.Room, s => s.Epoch == epoch && s.Cursor >= heads[p.Room].Rev)), Settled);

        foreach (var (id, head) in heads)
        {
            var messages = await store.Conversations.ReadMessagesAsync(id, 1, long.MaxValue, int.MaxValue, newest: false, null, cancellation);
            IReadOnlyList<Item> items = [.. messages.Select(m => Item.Of(m.ToWire()))];
            var digest = Item.Digest(items);
            _history.Add(new Entry(EntryKind.Held, Entry.Store) { Conversation = id, Epoch = epoch, Rev = head.Rev, Seq = head.Seq, Digest = digest, Items = items });
            foreach (var (client, _) in Pairs.Where(p => p.Room == id)) _history.Add(client.Look(id, s => Held(client.Name, id, s, digest)));
            await ReadAsync(id, epoch, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _patience.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_clients.Select(c => c.DisposeAsync().AsTask()));
        _stop.Dispose();
        _patience.Dispose();
    }

    private static int Seed(int seed, int n) => unchecked((seed * 7919) + (n * 31));

    private static Entry Held(string who, ConversationId id, Shelf shelf, string digest) => new(EntryKind.Held, who)
    {
        Conversation = id,
        Epoch = shelf.Epoch,
        Rev = shelf.Cursor,
        Digest = shelf.Digest,
        Items = shelf.Digest == digest ? null : [.. shelf.Messages],
    };

    /// <summary>Behind the servers' back; nobody hears of it.</summary>
    private MongoStore OpenStore() => new(_cluster.Mongo.ConnectionString, _cluster.Database, TimeProvider.System, NullLogger<MongoStore>.Instance);

    private async Task MakeAsync(CancellationToken cancellation)
    {
        var shape = _shape;
        var servers = _cluster.Nodes.Select(n => n.Url).ToList();
        for (var n = _cluster.Members.Count; n < shape.Clients + shape.Viewers; n++) _cluster.Members.Add(await Member.JoinAsync(servers[n % servers.Count], $"m{n}", cancellation));
        _members.AddRange(_cluster.Members.Take(shape.Clients + shape.Viewers));
        await using var founder = _members[0].At(servers[0]);
        var rooms = new List<RoomFacts>();
        for (var n = 0; n < shape.Rooms; n++) rooms.Add(await founder.Rooms.CreateAsync(new RoomBody($"Room {n}", "What is left?", []), cancellation));
        _rooms.AddRange(rooms.Select(r => r.ConversationId));
        for (var n = 0; n < shape.Clients + shape.Viewers; n++)
        {
            await using var member = _members[n].At(servers[n % servers.Count]);
            var mine = Enumerable.Range(0, shape.Each).Select(i => rooms[(n + i) % shape.Rooms]).ToList();
            foreach (var room in mine) await member.Rooms.JoinAsync(room.Id, cancellation);
            _places.Add([.. mine.Select(r => r.ConversationId)]);
        }
    }

    /// <summary>What one who comes now is told, from the newest page back.</summary>
    private async Task ReadAsync(ConversationId id, string epoch, CancellationToken cancellation)
    {
        await using var reader = _members[0].At(_cluster.Nodes[^1].Url);
        var items = new List<Item>();
        await foreach (var message in reader.Conversation(id).HistoryAsync(null, cancellation)) items.Add(Item.Of(message));
        _history.Add(new Entry(EntryKind.Held, "reader") { Conversation = id, Epoch = epoch, Digest = Item.Digest(items), Items = items });
    }
}
