using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Goals;

/// <summary>What happens to goals by time alone: windows end, reminders come, pauses are over. Each once, however many nodes look.</summary>
public sealed class GoalTimes(GoalDocuments goals, Members members, IStore store, TimeProvider time)
{
    private const int ReadAtOnce = 100;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Sees to every goal that is due, the longest due first, and says how many those were.</summary>
    public async Task<int> PassAsync(CancellationToken cancellation)
    {
        var query = new DocumentQuery([new IndexMatch(Goal.DueIndex, Goal.Due)], ReadAtOnce);
        var passed = 0;
        while (true)
        {
            var page = await store.Documents.ListAsync(Goal.Type, query, cancellation);
            var due = page.Items.Select(s => s.Value).TakeWhile(g => g.DueAt <= Now).ToList();
            var zones = (await members.FindManyAsync([.. due.Select(g => g.Owner).Distinct()], cancellation)).ToDictionary(m => m.Id, m => m.Zone);
            foreach (var goal in due)
            {
                await goals.ChangeAsync(goal.Key, g => g.Pass(Now, zones.GetValueOrDefault(g.Owner, TimeZoneInfo.Utc)), cancellation);
                passed++;
            }
            if (due.Count < page.Items.Count || page.Next is null) return passed;
            query = query with { After = page.Next };
        }
    }
}
