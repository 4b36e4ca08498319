using PeerCircle.Contracts.Conversations;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Many viewers of one room.</summary>
internal sealed class Viewers(Room room, IReadOnlyList<Viewer> all) : IAsyncDisposable
{
    public Room Room => room;

    public IReadOnlyList<Viewer> All => all;

    /// <summary>Everybody was pushed everything from here on, once, in order and without being told to ask.</summary>
    public async Task HaveAllAsync(IReadOnlyCollection<PostReceipt> posted)
    {
        var (first, last, rev) = (posted.Min(p => p.Seq), posted.Max(p => p.Seq), posted.Max(p => p.Rev));
        await ReachAsync(rev);
        Assert.All(all, v => Assert.Empty(v.Missed(first, last)));
        Assert.All(all, v => Assert.Equal((0, 0, 0, 0), (v.Gaps, v.Doubled, v.Behind, v.Resyncs)));
    }

    public Task ReachAsync(long rev) => Wait.UntilAsync(() => all.All(v => v.To >= rev), Crowd.Patience, () => $"{all.Count(v => v.To < rev)} of {all.Count} are not at {rev}, the last at {all.Min(v => v.To)}");

    public async ValueTask DisposeAsync()
    {
        foreach (var viewer in all) await viewer.DisposeAsync();
    }
}
