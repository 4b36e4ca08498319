using System.Diagnostics;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>A room that very many watch.</summary>
[Collection(nameof(Crowd))]
public sealed class HotRoomTests(Crowd crowd)
{
    /// <summary>Between two pushes of a room, in the long run.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    /// <summary>So many may go out at once after some quiet; one more is for a clock that is not exact.</summary>
    private const int AtOnce = 4;

    /// <summary>
    /// Five a second, as people talk; and so many that they have to go together. These to fewer viewers at full size: clients of .NET in the server's own process take no more. The
    /// load tool has a scenario with 5,000.
    /// </summary>
    [Theory(Timeout = 900_000)]
    [InlineData(5, 5_000)]
    [InlineData(200, 1_000)]
    public async Task Everybody_gets_everything_in_no_more_pushes_than_are_due(int perSecond, int many)
    {
        var people = await crowd.ManyAsync(Size.Of(300, many));
        var room = await crowd.RoomAsync(people);
        await using var viewers = await room.ViewAsync(people);
        await using var posting = Posting.Start(viewers.All[0], perSecond, "hot");
        var watch = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(Size.Of(4, 60)), TestContext.Current.CancellationToken);
        var posted = await posting.StopAsync();
        await viewers.HaveAllAsync(posted);

        var most = Math.Min(posted.Count, (int)(watch.Elapsed / Rest) + AtOnce + 1);
        Assert.All(viewers.All, v => Assert.InRange(v.Frames, 1, most));
        TestContext.Current.SendDiagnosticMessage($"{people.Count} viewers, {posted.Count} posts in {watch.Elapsed.TotalSeconds:F1} s: {viewers.All.Average(v => v.Frames / watch.Elapsed.TotalSeconds):F1} pushes/s each.");
    }
}
