using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Systems;

/// <summary>
/// PeerCircle on SQLite with two celebrations in the feed of the network, which each connection of each member sees: one to warm up, one that counts. There are rooms, of one member
/// each, and behind the last of them, as though it were one more, the feed with members who have no room.
/// </summary>
/// <param name="members">Who have no room.</param>
internal sealed class CelebratingServer(int members, int rooms) : LoadedSystem
{
    private readonly List<string> _tokens = [];
    private readonly List<ConversationId> _rooms = [];
    private readonly List<CardWire> _wires = [];
    private ConversationId _wins;

    /// <summary>Of all connections, in the order made.</summary>
    public IReadOnlyList<CardWire> Wires => _wires;

    public MessageId Rehearsal { get; private set; }

    public MessageId Card { get; private set; }

    public Task StartAsync() => StartAsync(servers: 1, rooms);

    public override async Task StartAsync(int servers, int rooms)
    {
        var port = ChildProcess.FreePort();
        await StartServerAsync(port, "Now listening on", PeerCircleServers.Command(port, [$"--Storage:Sqlite:Path={Path.Combine(Folder, "load.db")}"]));
        using var api = new PeerCircleApi(port);
        for (var n = 0; n < rooms + members; n++)
        {
            _tokens.Add((await api.JoinAsync($"member{n}", isFirst: n == 0)).Token);
            if (n < rooms) _rooms.Add((await api.PostAsync<RoomFacts>("/api/v1/rooms", new RoomBody("Load", "How much can we take?", []))).ConversationId);
        }
        _wins = (await api.GetAsync<WinsFacts>("/api/v1/wins")).ConversationId;
        Rehearsal = await CelebrateAsync(api);
        Card = await CelebrateAsync(api);
    }

    /// <summary>A card as the server tells it to who asks.</summary>
    public async Task<Message> ReadAsync(MessageId card)
    {
        using var api = new PeerCircleApi(Ports[0]);
        api.SpeakFor(_tokens[0]);
        return (await api.GetAsync<MessageAnswer>($"/api/v1/conversations/{_wins}/messages/{card}")).Message;
    }

    protected override (string Path, string Headers) Address(int number, int room) => ("/hubs/peer", $"Authorization: Bearer {_tokens[room < rooms ? room : rooms + (number % members)]}\r\n");

    protected override Wire Speak(int room)
    {
        var wire = new CardWire(room < rooms ? _rooms[room] : _wins, _wins);
        _wires.Add(wire);
        return wire;
    }

    private async Task<MessageId> CelebrateAsync(PeerCircleApi api)
    {
        var goal = await api.PostAsync<GoalFacts>("/api/v1/goals", new GoalBody(
            "Ten talks", new MeasureBody(MeasureKind.Done), [], DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30), new Cadence(CadenceEvery.Week), new ShareBody([], [], Network: true)));
        await api.PostAsync<GoalFacts>($"/api/v1/goals/{goal.Id}/achieve", new AchieveBody(Network: true));
        var page = await api.GetAsync<MessagePage>($"/api/v1/conversations/{_wins}/messages");
        return page.Messages.Last(m => m.Card is { Type: "celebration" } card && card.GoalId == goal.Id).Id;
    }
}
