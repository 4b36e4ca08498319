using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Systems;

/// <summary>PeerCircle itself: one server on SQLite, or several on Redis and the MongoDB stand-in (or the replica set that <c>PEERCIRCLE_TEST_MONGODB</c> names).</summary>
/// <param name="members">How many share the connections of a room: each costs a slow password hash.</param>
/// <param name="speak">What is spoken on a connection into a room; null for what only posts.</param>
internal sealed class PeerCircleServers(int members, Func<ConversationId, PeerCircleWire>? speak = null) : LoadedSystem
{
    private readonly List<ConversationId> _rooms = [];
    private readonly List<List<(MemberId Id, string Token)>> _members = [];

    /// <summary>In turn they have the connections of the room.</summary>
    public IEnumerable<MemberId> MembersOf(int room) => _members[room].Select(m => m.Id);

    public override async Task StartAsync(int servers, int rooms)
    {
        string[] store = servers == 1 ? [$"--Storage:Sqlite:Path={Path.Combine(Folder, "load.db")}"] : await StartStoreAsync();
        for (var n = 0; n < servers; n++)
        {
            var port = ChildProcess.FreePort();
            await StartServerAsync(port, "Now listening on", Command(port, store));
        }
        using var api = new PeerCircleApi(Ports[0]);
        for (var n = 0; n < rooms; n++) await MakeRoomAsync(api, n);
    }

    /// <summary>A server in which no limit is in the way.</summary>
    public static string[] Command(int port, string[] store) =>
    [
        "dotnet", Repository.Server, "--urls", $"http://127.0.0.1:{port}", .. store, "--Accounts:Registration=open", $"--Accounts:SetupCode={PeerCircleApi.SetupCode}",
        .. Without(
            "MessagesPer10Seconds", "ChangesPer10Seconds", "TypingPer10Seconds", "RequestsPer10Seconds", "ConnectionsPerMember", "ConnectionsPerAddress", "HandshakesPerSecond", "CreationsPerDay", "SignInsPerAddressPer10Minutes",
            "SignUpsPerAddressPerHour"),
    ];

    protected override (string Path, string Headers) Address(int number, int room) => ("/hubs/peer", $"Authorization: Bearer {_members[room][number % _members[room].Count].Token}\r\n");

    protected override Wire Speak(int room) => speak?.Invoke(_rooms[room]) ?? new PeerCircleWire(_rooms[room]);

    private static IEnumerable<string> Without(params string[] limits) => limits.Select(limit => $"--Limits:{limit}=1000000");

    private async Task<string[]> StartStoreAsync()
    {
        var redis = await StartRedisAsync();
        var mongo = Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_MONGODB");
        if (string.IsNullOrEmpty(mongo))
        {
            var line = await StartOtherAsync(await NodeFolder.PrepareAsync("MongoStandIn"), "listening", "node", "server.mjs", "--port", "0", "--exit-with-stdin");
            mongo = $"mongodb://127.0.0.1:{line.Replace("listening ", "", StringComparison.Ordinal)}";
        }
        return ["--Storage:Provider=mongo", $"--Storage:Mongo:Uri={mongo}", $"--Storage:Mongo:Database=load{Guid.NewGuid():N}", $"--Redis:Uri=redis://{redis}"];
    }

    private async Task MakeRoomAsync(PeerCircleApi api, int number)
    {
        var joined = new List<(MemberId, string)>();
        RoomFacts? room = null;
        for (var n = 0; n < members; n++)
        {
            joined.Add(await api.JoinAsync($"member{n}of{number}", isFirst: n + number == 0));
            room = room is null
                ? await api.PostAsync<RoomFacts>("/api/v1/rooms", new RoomBody("Load", "How much can we take?", []))
                : await api.PostAsync<RoomFacts>($"/api/v1/rooms/{room.Id}/join", null);
        }
        _rooms.Add((room ?? throw new InvalidOperationException("A room needs a member.")).ConversationId);
        _members.Add(joined);
    }
}
