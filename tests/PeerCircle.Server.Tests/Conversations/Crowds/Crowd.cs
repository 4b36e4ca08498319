using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>A server with many members, of whom each test takes as many as it wants. Its tests run alone, so that what they wait for is the server and not another test.</summary>
[CollectionDefinition(nameof(Crowd), DisableParallelization = true)]
public sealed class Crowd : ICollectionFixture<Crowd>, IAsyncLifetime
{
    private const int AtOnce = 8;

    /// <summary>For what many do together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(Size.Of(60, 600));

    public ChatServer Server { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Server = await ChatServer.StartAsync("Limits:TypingPer10Seconds=1000000", "Limits:ConnectionsPerAddress=1000000", "Limits:ConnectionsPerMember=1000000", "Limits:CreationsPerDay=1000000");
        People = await ManyAsync(Size.Of(200, 1_000));
    }

    /// <summary>More members.</summary>
    public async Task<IReadOnlyList<Person>> ManyAsync(int count)
    {
        var people = new ConcurrentBag<Person>();
        await EachAsync(Enumerable.Range(0, count), async n => people.Add(await Server.AddAsync($"member {n}")));
        return [.. people];
    }

    /// <summary>A new room of these members, joined as members join.</summary>
    public async Task<Room> RoomAsync(IReadOnlyList<Person> people)
    {
        var made = await Server.CallAsync("POST", "/api/v1/rooms", new { name = $"Room {Guid.NewGuid():N}", topic = "Who is there?", tags = Array.Empty<string>() }, people[0]);
        var room = new Room(Server, made.Text("id"), new ConversationId(Guid.Parse(made.Text("conversationId"))));
        await EachAsync(people.Skip(1), room.JoinAsync);
        return room;
    }

    /// <summary>Does something for each, a few at a time.</summary>
    public static Task EachAsync<T>(IEnumerable<T> each, Func<T, Task> act) => Parallel.ForEachAsync(
        each, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (one, _) => await act(one));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>A room of the crowd's.</summary>
public sealed record Room(ChatServer Server, string Id, ConversationId Conversation)
{
    public async Task JoinAsync(Person person)
    {
        var answer = await Server.CallAsync("POST", $"/api/v1/rooms/{Id}/join", by: person);
        Assert.Equal(200, (int)answer.Status);
    }

    internal Task<Viewer> ViewAsync(Person person) => Viewer.ConnectAsync(Server.Url, person.Token, Conversation);

    /// <summary>All connected and subscribed.</summary>
    internal async Task<Viewers> ViewAsync(IEnumerable<Person> people)
    {
        var viewers = new ConcurrentBag<Viewer>();
        await Crowd.EachAsync(people, async person => viewers.Add(await ViewAsync(person)));
        return new Viewers(this, [.. viewers]);
    }

    public async Task<long> RevAsync() => (await Server.HeadAsync(Conversation)).Rev;
}
