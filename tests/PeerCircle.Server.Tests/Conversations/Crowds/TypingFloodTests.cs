using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Mailboxes;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Five thousand words a second about who types and who is there, beside posts.</summary>
[Collection(nameof(Crowd))]
public sealed class TypingFloodTests(Crowd crowd)
{
    private const int FloodPerSecond = 5_000;
    private const int PostsPerSecond = 50;
    private const int Typists = 50;

    /// <summary>More in three seconds than the system keeps for one connection, and less than that and what a mailbox holds.</summary>
    private static readonly string Text = new('t', 2_200);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    /// <summary>For which one reads nothing: well less than after what it would be closed.</summary>
    private static readonly TimeSpan Standing = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Of_what_is_fleeting_most_is_dropped_and_of_the_rest_nothing_also_for_one_who_does_not_keep_up()
    {
        var room = await crowd.RoomAsync([.. crowd.People.Take(Typists + 10)]);
        await using var viewers = await room.ViewAsync(crowd.People.Skip(1).Take(Typists + 9));
        var watcher = viewers.All[^1];
        await watcher.CallAsync<WatchAnswer>(nameof(IPeerHub.Watch), new WatchCall([.. crowd.People.Skip(1).Take(Typists + 9).Select(p => p.Id)]));

        await using var posting = Posting.Start(watcher, PostsPerSecond, Text);
        var watch = Stopwatch.StartNew();
        var sent = await FloodAsync(viewers, TimeSpan.FromSeconds(Size.Of(1, 27)));
        using var stopped = await SlowReader.ConnectAsync(crowd.Server, crowd.People[0]);
        var (rev, seen) = (await room.RevAsync(), watcher.Typing);
        sent += await FloodAsync(viewers, Standing);
        var flooded = watch.Elapsed;
        var posted = await posting.StopAsync();
        Assert.InRange(Waiting(crowd.People[0]), 1, Mailbox.MostBytes);
        var told = await CatchesUpAsync(stopped, rev, posted.Max(p => p.Rev));
        await viewers.HaveAllAsync(posted);
        await viewers.All[0].AnsweredAsync();
        var forEach = TypingPace.ForEachViewer * viewers.All.Count;
        var (least, most) = ((int)Math.Min(flooded / forEach, sent / 2) / 4, (int)((watch.Elapsed + TypingPace.Tolerance) / forEach) + 2);
        Assert.All(viewers.All, v => Assert.InRange(v.Typing, least, most));
        // What came while there was room, and what still fitted before the changes that waited.
        Assert.InRange(told, 0, watcher.Typing - seen - 1);

        // In the end all of them are away, which is told once; those that came and went between two looks not at all.
        await Crowd.EachAsync(viewers.All.Take(Typists), v => v.SendAsync(nameof(IPeerHub.SetPresence), new SetPresenceCall(PresenceState.Away)));
        await Wait.UntilAsync(() => watcher.There.Values.Count(s => s == PresenceState.Away) == Typists, Crowd.Patience, () => $"told {watcher.Presence} times");
        Assert.InRange(watcher.Presence, Typists, sent / 10);
        TestContext.Current.SendDiagnosticMessage($"{sent} words, {posted.Count} posts; typing seen {viewers.All.Average(v => v.Typing):F0}, by who read nothing {told}, presence {watcher.Presence}.");
    }

    /// <summary>Bytes in the mailbox of somebody's one connection.</summary>
    private long Waiting(Person person)
    {
        var services = crowd.Server.Services;
        return services.GetRequiredService<MailboxLifetimeManager>().Find(Assert.Single(services.GetRequiredService<LiveConnections>().Of(person.Id)).Id)?.Bytes ?? 0;
    }

    /// <summary>Half of them of typing, half of presence; answers how many.</summary>
    private static async Task<int> FloodAsync(Viewers viewers, TimeSpan length)
    {
        using var beats = new PeriodicTimer(Beat);
        var (sending, sent) = (new List<Task>(), 0);
        for (var due = 0d; due < FloodPerSecond * length.TotalSeconds; due += FloodPerSecond * Beat.TotalSeconds)
        {
            for (; sent < (int)due; sent++)
            {
                var by = viewers.All[sent % Typists];
                sending.Add(sent % 2 == 0
                    ? by.SendAsync(nameof(IPeerHub.Typing), new TypingCall(by.Conversation))
                    : by.SendAsync(nameof(IPeerHub.SetPresence), new SetPresenceCall(sent / (3 * Typists) % 2 == 0 ? PresenceState.Away : PresenceState.Online)));
            }
            await beats.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        await Task.WhenAll(sending);
        // Each was heard when what was sent after it is answered.
        await Crowd.EachAsync(viewers.All, v => v.AnsweredAsync());
        return sent;
    }

    /// <summary>Who read nothing since before a rev still gets every change from there on, in order; of who was typing only what fitted before them; answers how often that was.</summary>
    private static async Task<int> CatchesUpAsync(SlowReader stopped, long reached, long rev)
    {
        var told = 0;
        while (reached < rev)
        {
            var (method, push) = await stopped.ReadAsync();
            if (method == "Typing")
            {
                told++;
                continue;
            }
            Assert.Equal("Changes", method);
            Assert.InRange(push.Number("from")!.Value, 0, reached);
            reached = push.Number("to")!.Value;
        }
        return told;
    }
}
