using MongoDB.Bson;
using PeerCircle.Faults.Tests.Crowds;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>
/// T18: of commits the answer is lost now and then; what is committed reaches a majority a little later; and again and again there is a new primary, after a second without any, that
/// knows nothing of what had not reached the majority.
/// </summary>
internal sealed class StoreFails : Scenario
{
    private long _takenBack;
    private long _commits;

    public override string Name => "T18";

    public override string Title => "answers of the store are lost, and new primaries take commits back";

    public override bool OwnStore => true;

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        await OrderAsync(trial, new BsonDocument("majorityDelayMs", 40));
        for (var round = 0; round < trial.Of(2, 20); round++)
        {
            for (var n = 0; n < trial.Of(8, 20); n++)
            {
                await trial.LastAsync(trial.Between(0.1, 0.4));
                await OrderAsync(trial, new BsonDocument("dropReplyAfter", new BsonDocument("commitTransaction", 1)));
            }
            await OrderAsync(trial, new BsonDocument("failover", 1_000));
            await trial.LastAsync(TimeSpan.FromSeconds(1.5));
        }
        await OrderAsync(trial, new BsonDocument("clear", true));
        var stats = await trial.Cluster.Mongo.StatsAsync(trial.Cancellation);
        (_takenBack, _commits) = (stats["takenBack"].ToInt64(), stats["commits"].ToInt64());
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        trial.Say($"{_takenBack} of {_commits} commits were taken back");
        await trial.HoldsAsync(_takenBack > 0, "no commit was taken back: nothing was tried");
    }

    private static Task OrderAsync(Trial trial, BsonDocument fault) => trial.BreakAsync(fault.ToString(), () => trial.Cluster.Mongo.FaultAsync(fault, trial.Cancellation));
}
