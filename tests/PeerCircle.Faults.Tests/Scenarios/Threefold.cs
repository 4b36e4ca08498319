using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;
using PeerCircle.Faults.Tests.Invariants;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T21: everything is sent three times at once, to three servers; and somebody tries the ids of others.</summary>
internal sealed class Threefold : Scenario
{
    public override string Name => "T21";

    public override string Title => "every operation is sent three times at once, to three servers; and ids of others are tried";

    public override async Task RunAsync(Trial trial)
    {
        await using var crowd = await Crowd.GatherAsync(trial.Cluster, trial.Of(new Shape(4, 2, 2, 1, 3), new Shape(12, 4, 4, 1, 3)), trial.History, trial.Seed, trial.Cancellation);
        // Each member's three connections; those of the crowd look on.
        await Task.WhenAll(crowd.Members.Take(crowd.Members.Count - 3).Index().Select(m => ActAsync(trial, crowd, m.Item, trial.Seed + m.Index, trial.Of(15, 150))));
        await trial.HealAsync();
        await crowd.SettleAsync(trial.Cancellation);
        var operations = new Evidence(trial.History.Entries).Operations;
        trial.Say($"{operations.Count} operations. {new Figures(trial.History.Entries)}");
        await trial.JudgeAsync(trial.Of(Limits.Patient, Limits.Promised));
        await trial.HoldsAsync(operations.Where(o => o.Refused is null).All(o => o.Acknowledged.Count == 3), "not everything was acknowledged three times");
    }

    protected override Task DisturbAsync(Trial trial, Crowd crowd) => Task.CompletedTask;

    private static async Task ActAsync(Trial trial, Crowd crowd, Member member, int seed, int rounds)
    {
        var chance = new Random(seed);
        IReadOnlyList<Uri> servers = [.. trial.Cluster.Nodes.Select(n => n.Url)];
        var lines = new List<TracedClient>();
        for (var n = 0; n < 3; n++) lines.Add(await TracedClient.ConnectAsync(member, servers, n % servers.Count, [], trial.History, seed + n, crowd.Epoch, trial.Cancellation, stays: true));
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var room = crowd.Rooms[chance.Next(crowd.Rooms.Count)];
                var post = new Deed(Act.Post, room, MessageId.From(Guid.CreateVersion7())) { Text = $"{member.Name} says {round}" };
                var told = await ThriceAsync(trial, lines, post);
                await trial.HoldsAsync(told.Select(t => (t.Rev, t.Seq)).Distinct().Count() == 1, $"three answers to one post: {string.Join(", ", told.Select(t => $"({t.Rev}, {t.Seq})"))}");
                await ThriceAsync(trial, lines, new Deed(Act.React, room, post.Message) { Emoji = "👍", On = true });
                await ThriceAsync(trial, lines, new Deed(Act.Edit, room, post.Message) { Text = $"{member.Name} means {round}", BaseRev = told[0].Rev });
                if (round % 3 == 0) await ThriceAsync(trial, lines, new Deed(Act.React, room, post.Message) { Emoji = "👍", On = false });
                if (round % 5 == 0) await ThriceAsync(trial, lines, new Deed(Act.Delete, room, post.Message));
                await ForgeAsync(trial, crowd, lines[round % 3], room, chance);
            }
        }
        finally
        {
            foreach (var line in lines) await line.DisposeAsync();
        }
    }

    private static async Task<DeedAnswer[]> ThriceAsync(Trial trial, List<TracedClient> lines, Deed deed)
    {
        var told = await Task.WhenAll(lines.Select(l => trial.DecidedAsync(l, deed)));
        foreach (var refused in told.Where(t => t.Error is not null)) await trial.HoldsAsync(false, $"{deed.Act} was refused with {refused.Error?.Code}");
        return told;
    }

    /// <summary>Posts under the id of another's message: refused, and nothing of it shown.</summary>
    private static async Task ForgeAsync(Trial trial, Crowd crowd, TracedClient forger, ConversationId room, Random chance)
    {
        var others = crowd.Clients[0].Look(room, s => s.Messages.Where(m => m is { System: false, Gone: false } && m.By != forger.Member.Id).ToList());
        if (others.Count == 0) return;
        var answer = await trial.DecidedAsync(forger, new Deed(Act.Post, room, others[chance.Next(others.Count)].Id) { Text = "mine" });
        await trial.HoldsAsync(answer is { Rev: null, Seq: null, Error.Code: ErrorCodes.MessageIdTaken }, $"a forged id was answered ({answer.Rev}, {answer.Seq}) {answer.Error?.Code}");
        await trial.HoldsAsync(answer.Error?.Message.Contains("says", StringComparison.Ordinal) is false, "a refusal showed another's message");
    }
}
