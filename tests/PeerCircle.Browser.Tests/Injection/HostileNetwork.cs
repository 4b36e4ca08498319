using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Client;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Browser.Tests.Injection;

/// <summary>
/// For every payload a member who writes it into every field there is, with a circle, an advice room and messages of the same. Readers
/// share them: each is in the circles and rooms of some, and writes to these.
/// </summary>
public sealed class HostileNetwork : IAsyncLifetime
{
    private const int PerReader = 35, AtOnce = 8;
    private PeerServer? _server;

    public Uri Url => _server!.Url;

    internal IReadOnlyList<Hostile> Members { get; private set; } = [];

    /// <summary>The first one administers the network.</summary>
    internal IReadOnlyDictionary<string, Hostile[]> Readers { get; private set; } = new Dictionary<string, Hostile[]>();

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _server = await PeerServer.StartAsync("open", TimeProvider.System, cancellation, [.. PeerServer.NoRates]);
        await using var network = new Network(Url, cancellation);
        var readers = new List<(string Name, PeerCircleClient Client)>();
        for (var n = 0; n * PerReader < Payload.All.Count; n++) readers.Add(($"Reader{n} Lind", (await network.AddAsync($"Reader{n} Lind")).Client));
        var members = new Hostile[Payload.All.Count];
        await Parallel.ForAsync(0, members.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (n, stop) =>
            members[n] = await HostileAsync(n, readers[n / PerReader].Client, stop));
        Readers = readers.Zip(members.Chunk(PerReader)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        Members = members;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task<Hostile> HostileAsync(int n, PeerCircleClient reader, CancellationToken stop)
    {
        var payload = Payload.All[n];
        string Fit(int characters) => Payload.Within(payload, characters);
        await using var client = new PeerCircleClient(Url);
        var email = $"member{n}@example.org";
        await client.Accounts.SignUpAsync(new SignUpBody(email, Person.Password, Fit(80)), stop);
        await client.SignInAsync(email, Person.Password, stop);
        var profile = new ProfilePatch(Headline: Fit(160), WorkingTowards: Fit(160), Field: Fit(80), Organisation: Fit(80), Mentor: new Mentor(true, [Fit(80)]));
        var me = await client.Accounts.ChangeMeAsync(profile, stop);

        var circle = await client.Circles.CreateAsync(new CircleBody(Fit(80), Fit(500)), stop);
        var invite = await client.Circles.InviteAsync(circle.Id, new InviteBody(), stop);
        await reader.Circles.AcceptInviteAsync(invite.Token, stop);
        var said = await PostAsync(client, circle.ConversationId, payload, null, stop);
        var edited = await PostAsync(client, circle.ConversationId, "Before the edit", null, stop);
        await client.Conversations.EditAsync(circle.ConversationId, edited, new EditBody(payload), stop);
        var reply = await PostAsync(client, circle.ConversationId, payload, said, stop);

        var room = await client.Rooms.CreateAsync(new RoomBody(Fit(80), Fit(200), [Fit(30)]), stop);
        await reader.Rooms.JoinAsync(room.Id, stop);
        await PostAsync(client, room.ConversationId, payload, null, stop);
        var direct = await reader.Direct.OpenAsync(me.Id, stop);
        return new Hostile(payload, me, circle, invite.Token, room, direct, said, edited, reply);
    }

    private static async Task<MessageId> PostAsync(PeerCircleClient client, ConversationId conversation, string text, MessageId? parent, CancellationToken stop)
    {
        var id = new MessageId(Guid.CreateVersion7());
        await client.Conversations.PostAsync(conversation, new PostBody(id, text, parent), stop);
        return id;
    }
}

internal sealed record Hostile(
    string Payload, MemberFacts Me, CircleFacts Circle, string InviteToken, RoomFacts Room, ConversationId Direct, MessageId Said, MessageId Edited, MessageId Reply);
