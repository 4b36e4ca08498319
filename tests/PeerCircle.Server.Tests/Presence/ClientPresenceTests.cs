using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Client;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Presence;

/// <summary>Who is there, as the .NET SDK knows it of a real server.</summary>
[Collection(nameof(Chat))]
public sealed class ClientPresenceTests(ChatServer server)
{
    /// <summary>Who leaves is shown for ten seconds more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task It_is_known_of_those_watched_follows_changes_and_outlives_a_lost_connection()
    {
        var (ada, grace) = (await server.AddAsync("Ada"), await server.AddAsync("Grace"));
        await server.DirectAsync(ada, grace);
        await using var watcher = await ConnectAsync(ada);
        await using var states = watcher.Presence.WatchAsync([grace.Id], TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await states.MoveNextAsync());
        Assert.Empty(states.Current);
        await IsAsync(states, grace.Id, PresenceState.Offline);

        await using var watched = await ConnectAsync(grace);
        await IsAsync(states, grace.Id, PresenceState.Online);
        watched.Presence.SetAway(true);
        await IsAsync(states, grace.Id, PresenceState.Away);

        var connections = server.Services.GetRequiredService<LiveConnections>();
        // One after the other loses the connection: what each had told the server stands on the next.
        foreach (var person in (Person[])[grace, ada])
        {
            var lost = connections.Of(person.Id).Single();
            lost.CloseAfter(TimeSpan.Zero);
            await Faults.Wait.UntilAsync(() => connections.Of(person.Id) is [var next] && next != lost, Patience, () => $"{person.Name} did not come back");
        }
        watched.Presence.SetAway(false);
        await IsAsync(states, grace.Id, PresenceState.Online);
        await watched.DisposeAsync();
        await IsAsync(states, grace.Id, PresenceState.Offline);
    }

    [Fact]
    public async Task Whom_one_meets_later_is_known_from_then_on_and_strangers_never_are()
    {
        var (ada, grace, stranger) = (await server.AddAsync("Ada"), await server.AddAsync("Grace"), await server.AddAsync("Stranger"));
        await using var watcher = await ConnectAsync(ada);
        await using var watched = await ConnectAsync(grace);
        await using var unknown = await ConnectAsync(stranger);
        await using var states = watcher.Presence.WatchAsync([grace.Id, stranger.Id], TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await states.MoveNextAsync());
        Assert.Empty(states.Current);
        await server.DirectAsync(ada, grace);
        await IsAsync(states, grace.Id, PresenceState.Online);
        Assert.Equal([grace.Id], states.Current.Keys);
    }

    private async Task<PeerCircleClient> ConnectAsync(Person person)
    {
        var client = new PeerCircleClient(new Uri(server.Url), options => options.AccessToken = _ => ValueTask.FromResult<string?>(person.Token));
        await client.ConnectAsync(TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task IsAsync(IAsyncEnumerator<IReadOnlyDictionary<MemberId, PresenceState>> states, MemberId member, PresenceState state)
    {
        while (states.Current.GetValueOrDefault(member, (PresenceState)(-1)) != state) Assert.True(await states.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
    }
}
