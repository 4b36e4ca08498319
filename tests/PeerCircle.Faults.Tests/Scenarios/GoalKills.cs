using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T43: servers are killed while members check in on goals, reach them and let them go. In the end each goal is told once in each conversation it belongs to, and as it is.</summary>
internal sealed class GoalKills : Scenario
{
    /// <summary>A member may make a hundred goals a day.</summary>
    private const int MostGoals = 80;

    private static readonly TimeSpan Finished = TimeSpan.FromSeconds(45);

    public override string Name => "T43";

    public override string Title => "a random server is killed, and comes back, while goals are checked in on, reached and let go";

    public override async Task RunAsync(Trial trial)
    {
        var owners = await GatherAsync(trial, trial.Of(5, 12));
        try
        {
            using var over = new CancellationTokenSource();
            var acting = Task.WhenAll(owners.Select(o => o.ActAsync(MostGoals, over.Token, trial.Cancellation)));
            await Kills.NowAndThenAsync(trial);
            await over.CancelAsync();
            await acting;
            await trial.HealAsync();
            await AreToldOnceAsync(trial, owners);

            trial.Say($"told once after {trial.History.Now / 1e6:F0} s, of which there are {trial.History.Entries.Count(e => e.Kind == EntryKind.Fault)} kills");
            // What a start would find left over, it would do now.
            await trial.BreakAsync("all servers are killed", () => Task.WhenAll(trial.Cluster.Nodes.Select(n => n.KillAsync())));
            await trial.HealAsync();
            await AreToldOnceAsync(trial, owners);
            var goals = owners.SelectMany(o => o.Goals).ToList();
            trial.Say($"{goals.Count} goals, {goals.Count(g => g.End == GoalState.Achieved)} of them reached, {goals.Sum(g => g.CheckIns)} check-ins; {owners.Sum(o => o.Repeated)} calls were repeated");
            await trial.HoldsAsync(owners.Sum(o => o.Repeated) > 0, "no kill was in anybody's way");
        }
        finally
        {
            foreach (var owner in owners) await owner.DisposeAsync();
        }
    }

    protected override Task DisturbAsync(Trial trial, Crowd crowd) => Task.CompletedTask;

    /// <summary>Each is in a circle of their own, with the next one, and so in two.</summary>
    private static async Task<IReadOnlyList<GoalOwner>> GatherAsync(Trial trial, int count)
    {
        var (cluster, circles, mostBetween) = (trial.Cluster, new List<CircleFacts>(), trial.Of(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(4)));
        IReadOnlyList<Uri> servers = [.. cluster.Nodes.Select(n => n.Url)];
        for (var n = cluster.Members.Count; n < count; n++) cluster.Members.Add(await Member.JoinAsync(servers[n % servers.Count], $"m{n}", trial.Cancellation));
        for (var n = 0; n < count; n++)
        {
            await using var host = cluster.Members[n].At(servers[n % servers.Count]);
            await using var next = cluster.Members[(n + 1) % count].At(servers[0]);
            circles.Add(await host.Circles.CreateAsync(new CircleBody($"Circle {n}", "To go on"), trial.Cancellation));
            await next.Circles.AcceptInviteAsync((await host.Circles.InviteAsync(circles[n].Id, new InviteBody(), trial.Cancellation)).Token, trial.Cancellation);
        }
        return [.. Enumerable.Range(0, count).Select(n => new GoalOwner(cluster.Members[n], servers, [circles[n], circles[(n + count - 1) % count]], mostBetween, new Random(trial.Seed + n)))];
    }

    private static async Task AreToldOnceAsync(Trial trial, IReadOnlyList<GoalOwner> owners)
    {
        IReadOnlyList<string> wrong = [];
        await trial.UntilAsync(async () => (wrong = await WrongAsync(trial, owners)).Count == 0, Finished, () => $"{wrong.Count} are told otherwise than once: {string.Join("; ", wrong.Take(5))}");
    }

    /// <summary>What is not told as it should be to who reads all of it.</summary>
    private static async Task<IReadOnlyList<string>> WrongAsync(Trial trial, IReadOnlyList<GoalOwner> owners)
    {
        var wrong = new List<string>();
        var wins = await ReadAsync(trial, owners[0].Member, ConversationIds.Wins);
        foreach (var owner in owners)
        {
            foreach (var circle in owner.Circles)
            {
                var told = await ReadAsync(trial, owner.Member, circle.ConversationId);
                foreach (var goal in owner.Goals)
                {
                    var cards = told[goal.Id].ToList();
                    Expect($"states of {goal} in {circle.Name}", [goal.End], cards.Where(m => m.Kind == MessageKind.Goal).Select(m => m.Card?.State ?? default));
                    Expect($"check-ins of {goal} in {circle.Name}", Enumerable.Range(1, goal.CheckIns), cards.Where(m => m.Kind == MessageKind.CheckIn).Select(m => (int)(m.Card?.Value ?? 0)).Order());
                    Expect($"celebrations of {goal} in {circle.Name}", [goal.End == GoalState.Achieved ? 1 : 0], [cards.Count(m => m.Kind == MessageKind.Celebration)]);
                }
            }
            foreach (var goal in owner.Goals) Expect($"celebrations of {goal} in the network", [goal.End == GoalState.Achieved ? 1 : 0], [wins[goal.Id].Count(m => m.Kind == MessageKind.Celebration)]);
        }
        return wrong;

        void Expect<T>(string what, IEnumerable<T> expected, IEnumerable<T> found)
        {
            if (!expected.SequenceEqual(found)) wrong.Add($"{what}: {string.Join(", ", found)} instead of {string.Join(", ", expected)}");
        }
    }

    /// <summary>All messages with cards of goals, by their goals.</summary>
    private static async Task<ILookup<GoalId, Message>> ReadAsync(Trial trial, Member who, ConversationId conversation)
    {
        await using var reader = who.At(trial.Cluster.Nodes[^1].Url);
        var messages = new List<Message>();
        await foreach (var message in reader.Conversation(conversation).HistoryAsync(null, trial.Cancellation)) messages.Add(message);
        return messages.Where(m => m.Card?.GoalId is not null).ToLookup(m => m.Card!.GoalId.GetValueOrDefault());
    }
}
