using System.Diagnostics;
using System.Text.Json;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Everybody reacts to one message at once.</summary>
[Collection(nameof(Crowd))]
public sealed class CelebrationTests(Crowd crowd)
{
    /// <summary>A lane changes existing messages 40 times a second; the rest is for a clock that is not exact.</summary>
    private const int MostCommitsPerSecond = 50;

    private const int MostMessageBytes = 16 * 1024;

    private static readonly string[] Emoji = ["👍", "🎉", "❤️", "🚀", "👏", "🔥", "😀", "🙌"];

    [Fact(Timeout = 600_000)]
    public async Task Is_counted_exactly_in_few_commits_while_other_rooms_go_on()
    {
        var (perMember, people) = (Size.Of(8, 20), crowd.People);
        var room = await crowd.RoomAsync(people);
        await using var viewers = await room.ViewAsync(people);
        await using var elsewhere = await (await crowd.RoomAsync([.. people.Take(2)])).ViewAsync(people.Take(2));
        var win = await viewers.All[0].PostAsync("We did it.");
        await viewers.ReachAsync(win.Rev);

        await using var posting = Posting.Start(elsewhere.All[0], 20, "meanwhile");
        var watch = Stopwatch.StartNew();
        var reactions = viewers.All.Select((v, n) => CelebrateAsync(v, win.Id, perMember, n)).ToList();
        var on = (await Task.WhenAll(reactions).WaitAsync(Crowd.Patience, TestContext.Current.CancellationToken)).SelectMany(r => r).CountBy(emoji => emoji).ToDictionary();
        var (took, rev) = (watch.Elapsed, await room.RevAsync());
        await elsewhere.HaveAllAsync(await posting.StopAsync());

        Assert.InRange(rev - win.Rev, 1, (long)(took.TotalSeconds * MostCommitsPerSecond) + 2);
        await viewers.ReachAsync(rev);
        Assert.All(viewers.All, v => Assert.Equal((win.Id, rev), (v.Last?.Id, v.Last?.Rev)));
        Assert.All(viewers.All, v => Assert.Equal(on, Counts(v.Last!)));
        Assert.All(viewers.All, v => Assert.Equal((0, 0, 0, 0), (v.Gaps, v.Doubled, v.Behind, v.Resyncs)));
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(viewers.All[0].Last!, WireJson.Tolerant).Length, 1, MostMessageBytes);
        TestContext.Current.SendDiagnosticMessage(
            $"{people.Count * perMember} reactions in {took.TotalSeconds:F1} s: {(rev - win.Rev) / took.TotalSeconds:F1} commits/s, {JsonSerializer.SerializeToUtf8Bytes(viewers.All[0].Last!, WireJson.Tolerant).Length} bytes.");
    }

    /// <summary>Reacts and takes some of it back; answers what stands in the end.</summary>
    private static async Task<IEnumerable<string>> CelebrateAsync(Viewer member, MessageId message, int times, int seed)
    {
        var (random, on) = (new Random(seed), new HashSet<string>());
        for (var n = 0; n < times; n++)
        {
            var emoji = Emoji[random.Next(Emoji.Length)];
            var isOn = on.Add(emoji) || !on.Remove(emoji);
            await ReactAsync(member, new ReactCall(member.Conversation, message, emoji, isOn));
        }
        return on;
    }

    /// <summary>As a client does: again with the same, where the server is busy.</summary>
    private static async Task ReactAsync(Viewer member, ReactCall call)
    {
        while (true)
        {
            var reply = await member.TryAsync<ChangeReceipt>(nameof(IPeerHub.React), call);
            if (reply.Ok) return;
            Assert.Equal(ErrorCodes.ConversationBusy, reply.Error?.Code);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(100)), TestContext.Current.CancellationToken);
        }
    }

    private static Dictionary<string, int> Counts(Message message) => (message.Reactions ?? []).ToDictionary(r => r.Emoji, r => r.Count);
}
