using PeerCircle.Client;
using PeerCircle.Client.Goals;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>Sets one goal after the other, checks in on it, and reaches it or lets it go; each call goes to the next server, and once more where it was not decided.</summary>
/// <param name="circles">With which goals are shared; all are celebrated in the network too.</param>
/// <param name="mostBetween">The longest time that it does nothing between two acts.</param>
/// <param name="chance">Of when it acts, how often it checks in, and of the end.</param>
internal sealed class GoalOwner(Member member, IReadOnlyList<Uri> servers, IReadOnlyList<CircleFacts> circles, TimeSpan mostBetween, Random chance) : IAsyncDisposable
{
    private const int MostCheckIns = 3;

    private readonly List<PeerCircleClient> _clients = [.. servers.Select(member.At)];
    private readonly List<GoalLived> _goals = [];
    private int _at = chance.Next(servers.Count);

    public Member Member => member;

    public IReadOnlyList<CircleFacts> Circles => circles;

    /// <summary>Those that came to their end.</summary>
    public IReadOnlyList<GoalLived> Goals => _goals;

    /// <summary>Calls that were not decided at once.</summary>
    public int Repeated { get; private set; }

    /// <summary>Goal after goal until it is over, or so many; the last one is brought to its end.</summary>
    public async Task ActAsync(int most, CancellationToken over, CancellationToken cancellation)
    {
        while (!over.IsCancellationRequested && _goals.Count < most)
        {
            var lived = new GoalLived(new GoalId(Guid.CreateVersion7()), 1 + chance.Next(MostCheckIns), chance.Next(3) == 0 ? GoalState.LetGo : GoalState.Achieved);
            await DecidedAsync(goals => goals.CreateAsync(BodyOf(lived), cancellation), cancellation);
            for (var n = 1; n <= lived.CheckIns; n++)
            {
                var checkIn = new CheckInBody(new CheckInId(Guid.CreateVersion7()), CheckInStatus.OnTrack, n);
                await DecidedAsync(goals => goals.CheckInAsync(lived.Id, checkIn, cancellation), cancellation);
            }
            await DecidedAsync(
                goals => lived.End == GoalState.LetGo ? goals.LetGoAsync(lived.Id, "Enough", cancellation) : goals.AchieveAsync(lived.Id, new AchieveBody(Network: true), cancellation), cancellation);
            _goals.Add(lived);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }

    private GoalBody BodyOf(GoalLived lived) => new(
        $"{member.Name}'s goal", new MeasureBody(MeasureKind.Number, 0, 10), [], DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30), new Cadence(CadenceEvery.Week),
        new ShareBody([.. circles.Select(c => c.Id)], [], Network: false), lived.Id);

    private async Task DecidedAsync(Func<GoalsApi, Task<GoalFacts>> call, CancellationToken cancellation)
    {
        await Task.Delay(mostBetween * chance.NextDouble(), cancellation);
        while (true)
        {
            try
            {
                await call(_clients[_at++ % _clients.Count].Goals);
                return;
            }
            catch (PeerCircleException undecided) when (undecided.Retryable)
            {
                Repeated++;
                await Task.Delay(undecided.RetryAfter ?? TimeSpan.FromMilliseconds(chance.Next(100)), cancellation);
            }
        }
    }
}

/// <summary>A goal that was checked in on so often, with the values 1, 2 and so on, and then came to its end.</summary>
internal sealed record GoalLived(GoalId Id, int CheckIns, GoalState End);
