using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T20: the clocks of two servers are ten minutes fast and ten minutes slow, and leap while everybody writes.</summary>
internal sealed class Clocks : Scenario
{
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(10);

    private long _leapt;

    public override string Name => "T20";

    public override string Title => "clocks of servers are ten minutes fast and slow, and leap";

    public override bool HasClocks => true;

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        // They were set before anybody came.
        await trial.LastAsync(trial.Of(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30)));
        _leapt = trial.History.Now;
        for (var round = 0; round < trial.Of(3, 10); round++)
        {
            var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
            var by = trial.Chance.Next(2) == 0 ? Off : -Off;
            trial.History.AddFault($"server {node.Number}'s clock leaps by {by}");
            node.Clock?.Advance(by);
            await trial.LastAsync(trial.Of(trial.Between(1, 2), trial.Between(4, 8)));
        }
    }

    protected override void Prepare(Trial trial)
    {
        trial.Cluster.Nodes[1].Clock?.Advance(Off);
        trial.Cluster.Nodes[2].Clock?.Advance(-Off);
        trial.History.AddFault("server 2's clock is ten minutes fast, server 3's ten minutes slow");
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var entries = trial.History.Entries;
        var stored = entries.Where(e => e is { Kind: EntryKind.Held, Who: Entry.Store }).ToList();
        foreach (var room in stored)
        {
            var times = (room.Items ?? []).OrderBy(i => i.Seq).Select(i => i.CreatedAt).ToList();
            await trial.HoldsAsync(times.Zip(times.Skip(1)).All(two => two.First <= two.Second), $"times run backwards in {room.Conversation}");
        }
        var early = entries.Where(e => e is { Kind: EntryKind.Ok, Act: Act.Post } && e.At < _leapt).Select(e => e.Message).ToHashSet();
        var off = stored.SelectMany(s => s.Items ?? []).Where(i => early.Contains(i.Id)).Select(i => (i.CreatedAt - trial.Began).Duration()).DefaultIfEmpty().Max();
        await trial.HoldsAsync(early.Count > 0 && off < Off / 2, $"of {early.Count} messages from before the leaps one is dated {off} from the beginning");
        await trial.HoldsAsync(!entries.Any(e => e is { Kind: EntryKind.Offline, Code: "session" }), "sessions ended");
        trial.Say($"{early.Count} messages of before the leaps are dated within {off.TotalSeconds:F0} s of the beginning");
    }
}
