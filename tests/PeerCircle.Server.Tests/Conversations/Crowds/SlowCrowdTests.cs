using PeerCircle.Server.Conversations.Mailboxes;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Some who read far more slowly than is written, among many who do not.</summary>
[Collection(nameof(Crowd))]
public sealed class SlowCrowdTests(Crowd crowd)
{
    /// <summary>200 KB a second in all.</summary>
    private const int PostsPerSecond = 25;

    /// <summary>Less than what is written, and enough that no write takes as long as is waited for one.</summary>
    private const int Enough = 24_000;

    private static readonly string Text = new('s', 7_990);

    /// <summary>Twice what the server waits, and what it takes until all that is between is full: the machine may be busy.</summary>
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Are_closed_or_told_to_ask_and_hold_up_nobody_and_little_memory()
    {
        var people = crowd.People.Take(Size.Of(200, 1_000)).ToList();
        var room = await crowd.RoomAsync(people);
        await using var viewers = await room.ViewAsync(people.Skip(4));
        using var stopped = await Laggard.ConnectAsync(room, people[0], 0);
        using var trickling = await Laggard.ConnectAsync(room, people[1], 64);
        using var crawling = await Laggard.ConnectAsync(room, people[2], 1_000);
        using var slow = await Laggard.ConnectAsync(room, people[3], Enough);
        Laggard[] all = [stopped, trickling, crawling, slow];

        await using var posting = Posting.Start(viewers.All[0], PostsPerSecond, Text);
        var most = all.ToDictionary(l => l, _ => 0L);
        await Wait.UntilAsync(
            () =>
            {
                foreach (var laggard in all) most[laggard] = Math.Max(most[laggard], laggard.Waiting);
                return !stopped.IsConnected && !trickling.IsConnected && !crawling.IsConnected && slow.Behind is not null;
            },
            Closing,
            () => $"connected: {string.Join(", ", all.Select(l => l.IsConnected))}; the slow one was told {slow.Behind}");
        Assert.True(slow.IsConnected);
        var posted = await posting.StopAsync();
        await viewers.HaveAllAsync(posted);

        Assert.All(most.Values, bytes => Assert.InRange(bytes, 1, Mailbox.MostBytes));
        var rev = posted.Max(p => p.Rev);
        foreach (var laggard in all) Assert.Equal(rev, await laggard.CatchUpAsync());
        slow.Hurry();
        await Wait.UntilAsync(() => slow.Told == rev, Crowd.Patience, () => $"told {slow.Told} of {rev}");
        var last = await viewers.All[0].PostAsync("everybody again");
        await viewers.ReachAsync(last.Rev);
        Assert.True(slow.IsConnected);
        TestContext.Current.SendDiagnosticMessage($"{viewers.All.Count} read {posted.Count} posts; most waiting {string.Join(", ", most.Values)} bytes; one got up to {stopped.Reached}, {trickling.Reached}, {crawling.Reached}, {slow.Reached} of {rev}.");
    }
}
