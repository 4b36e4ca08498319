using System.Globalization;
using PeerCircle.Client;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Storage.Tests;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>An hour of everyday life: people come and go, and in every second each way is disturbed with a chance of one in a hundred. Neither memory nor handles of the servers may grow.</summary>
internal sealed class Soak : Scenario
{
    /// <summary>Who comes, looks around and leaves, at any time; beside those who stay.</summary>
    private const int Visitors = 12;

    private const double FaultsEachSecond = 0.01;

    /// <summary>Of the last third of the time to the one before.</summary>
    private const double MostGrowth = 1.2;

    /// <summary>What comes and goes with threads, timers and connections that are just being made.</summary>
    private const int HandlesMore = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<Sample> _samples = [];

    public override string Name => "soak";

    public override string Title => "people come and go, and each way is disturbed now and then";

    protected override TimeSpan LongestFull => TimeSpan.FromMinutes(80);

    protected override Shape ShapeOf(Trial trial) => trial.Of(Shape.Small, new Shape(24, 8, 3, 20, 6));

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        _samples.Clear();
        var length = trial.Of(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(60));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(trial.Cancellation);
        var visits = Enumerable.Range(0, Visitors).Select(n => Task.Run(() => VisitAsync(trial, crowd, n, leave.Token))).ToList();
        var disturbing = DisturbNowAndThenAsync(trial, leave.Token);
        for (var end = trial.History.Now + (long)length.TotalMicroseconds; trial.History.Now < end;)
        {
            await trial.LastAsync(length / 60);
            foreach (var node in trial.Cluster.Nodes) _samples.Add(new Sample(node.Number, node.Memory ?? 0, node.Handles ?? 0));
        }
        await leave.CancelAsync();
        await disturbing;
        var visited = (await Task.WhenAll(visits)).Sum();
        trial.Say(string.Create(CultureInfo.InvariantCulture, $"{visited} visits. {string.Join("; ", trial.Cluster.Nodes.Select(Course))}"));
        await trial.HoldsAsync(visited > Visitors, "nobody came");
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        foreach (var node in trial.Cluster.Nodes)
        {
            var (before, last) = (Third(node, 1), Third(node, 2));
            await trial.HoldsAsync(last.Handles <= before.Handles + HandlesMore, $"server {node.Number} keeps handles: {Course(node)}");
            // In half a minute memory still grows to what it will be.
            if (trial.Size == Size.Full) await trial.HoldsAsync(last.Memory <= before.Memory * MostGrowth, $"server {node.Number} grows: {Course(node)}");
        }
    }

    private static async Task DisturbNowAndThenAsync(Trial trial, CancellationToken leave)
    {
        var mending = new List<Task>();
        while (!leave.IsCancellationRequested)
        {
            foreach (var node in trial.Cluster.Nodes)
            {
                foreach (var (to, way) in new[] { ("its clients", node.Clients), ("Redis", node.Redis), ("the store", node.Store) })
                {
                    if (way is null || trial.Chance.NextDouble() > FaultsEachSecond) continue;
                    var fault = trial.Chance.Next(3);
                    trial.History.AddFault($"server {node.Number}, the way to {to}: {((string[])["far", "silent", "reset"])[fault]}");
                    switch (fault)
                    {
                        case 0: way.Delay(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(120)); break;
                        case 1: way.Stall(toClient: false); break;
                        default: way.Reset(); break;
                    }
                    mending.Add(MendAsync(way, trial.Between(0.2, 2)));
                }
            }
            await Task.Delay(TimeSpan.FromSeconds(1), leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(mending);
    }

    private static async Task MendAsync(FaultProxy way, TimeSpan after)
    {
        await Task.Delay(after);
        way.Mend();
    }

    /// <summary>One after the other: connects, looks at the list and at a page of a conversation, stays a little, and goes. Answers how many visits came to that.</summary>
    private static async Task<int> VisitAsync(Trial trial, Crowd crowd, int number, CancellationToken leave)
    {
        var random = new Random(trial.Seed + number);
        var visits = 0;
        while (!leave.IsCancellationRequested)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(leave);
            patience.CancelAfter(Patience);
            try
            {
                var member = crowd.Members[random.Next(crowd.Members.Count)];
                await using var client = member.At(trial.Cluster.Nodes[random.Next(trial.Cluster.Nodes.Count)].Url);
                await client.ConnectAsync(patience.Token);
                var conversations = await client.Conversations.ListAsync(patience.Token);
                await client.Conversations.PageAsync(conversations[random.Next(conversations.Count)].Id, new PageRequest(Limit: 50), patience.Token);
                visits++;
                await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 5)), leave);
            }
            catch (Exception broken) when (broken is OperationCanceledException or PeerCircleException { Retryable: true } or PeerCircleException { Code: ErrorCodes.NotFound })
            {
                // Gone, or its way was disturbed.
            }
        }
        return visits;
    }

    private string Course(Node node)
    {
        var all = _samples.Where(s => s.Server == node.Number).ToList();
        var tenths = all.Chunk(Math.Max(1, all.Count / 10)).Select(some => $"{some[^1].Memory / 1_048_576} MB {some[^1].Handles}");
        return $"server {node.Number}: {string.Join(", ", tenths)} handles";
    }

    /// <summary>The middle values of a third of the time, 0 the first.</summary>
    private (double Memory, double Handles) Third(Node node, int third)
    {
        var all = _samples.Where(s => s.Server == node.Number).ToList();
        var some = all.Skip(all.Count * third / 3).Take(all.Count / 3).ToList();
        return (Middle(some.Select(s => s.Memory)), Middle(some.Select(s => (long)s.Handles)));
    }

    private static double Middle(IEnumerable<long> values) => values.Order().ToList() is { Count: > 0 } all ? all[all.Count / 2] : 0;

    private sealed record Sample(int Server, long Memory, int Handles);
}
