using System.Net.Http.Headers;
using System.Net.Http.Json;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Systems;

/// <summary>PeerCircle itself: one server on SQLite, or several on Redis and the MongoDB stand-in (or the replica set that <c>PEERCIRCLE_TEST_MONGODB</c> names).</summary>
/// <param name="members">How many share the connections of a room: each costs a slow password hash.</param>
internal sealed class PeerCircleServers(int members) : LoadedSystem
{
    private const string Password = "plain oats and rivers";

    private readonly List<ConversationId> _rooms = [];
    private readonly List<List<string>> _tokens = [];

    public override async Task StartAsync(int servers, int rooms)
    {
        string[] store = servers == 1 ? [$"--Storage:Sqlite:Path={Path.Combine(Folder, "load.db")}"] : await StartStoreAsync();
        for (var n = 0; n < servers; n++)
        {
            var port = ChildProcess.FreePort();
            await StartServerAsync(port, "Now listening on",
            [
                "dotnet", Repository.Server, "--urls", $"http://127.0.0.1:{port}", .. store, "--Accounts:Registration=open", "--Accounts:SetupCode=load-and-nothing-else",
                .. Without("MessagesPer10Seconds", "RequestsPer10Seconds", "ConnectionsPerMember", "ConnectionsPerAddress", "HandshakesPerSecond", "CreationsPerDay", "SignInsPerAddressPer10Minutes", "SignUpsPerAddressPerHour"),
            ]);
        }
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ports[0]}") };
        for (var n = 0; n < rooms; n++) await MakeRoomAsync(http, n);
    }

    protected override (string Path, string Headers) Address(int number, int room) => ("/hubs/peer", $"Authorization: Bearer {_tokens[room][number % _tokens[room].Count]}\r\n");

    protected override Wire Speak(int room) => new PeerCircleWire(_rooms[room]);

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

    private async Task MakeRoomAsync(HttpClient http, int number)
    {
        var tokens = new List<string>();
        RoomFacts? room = null;
        for (var n = 0; n < members; n++)
        {
            http.DefaultRequestHeaders.Authorization = null;
            var email = $"member{n}of{number}@example.org";
            await SendAsync<MemberFacts>(http, "/api/v1/accounts", new SignUpBody(email, Password, $"Member {n}", SetupCode: n + number == 0 ? "load-and-nothing-else" : null));
            var signedIn = await SendAsync<SignedIn>(http, "/api/v1/sessions", new SignInBody(email, Password, SessionKind.Token));
            tokens.Add(signedIn.Token ?? throw new InvalidOperationException("No token came."));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
            room = room is null
                ? await SendAsync<RoomFacts>(http, "/api/v1/rooms", new RoomBody("Load", "How much can we take?", []))
                : await SendAsync<RoomFacts>(http, $"/api/v1/rooms/{room.Id}/join", null);
        }
        _rooms.Add((room ?? throw new InvalidOperationException("A room needs a member.")).ConversationId);
        _tokens.Add(tokens);
    }

    private static async Task<T> SendAsync<T>(HttpClient http, string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body, body.GetType(), options: WireJson.Tolerant);
        using var answer = await http.PostAsync(path, content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Tolerant) ?? throw new InvalidOperationException($"{path} answered nothing.");
    }
}
