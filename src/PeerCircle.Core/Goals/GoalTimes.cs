using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Goals;

/// <summary>What happens to goals by time alone: windows end, reminders come, pauses are over. Each once, however many nodes look.</summary>
public sealed partial class GoalTimes(GoalDocuments goals, Members members, IStore store, TimeProvider time, ILogger<GoalTimes> logger)
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
                await PassAsync(goal, zones.GetValueOrDefault(goal.Owner, TimeZoneInfo.Utc), cancellation);
                passed++;
            }
            if (due.Count < page.Items.Count || page.Next is null) return passed;
            query = query with { After = page.Next };
        }
    }

    /// <summary>One that fails keeps no other from its time.</summary>
    private async Task PassAsync(Goal goal, TimeZoneInfo zone, CancellationToken cancellation)
    {
        try
        {
            await goals.ChangeAsync(goal.Key, g => g.Pass(Now, zone), cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
        {
            LogFailed(failure, goal.Id);
        }
    }

    [LoggerMessage(5002, LogLevel.Error, "Letting time pass for goal {Goal} failed; it is tried again.")]
    private partial void LogFailed(Exception failure, GoalId goal);
}
