using FsCheck;
using FsCheck.Fluent;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Tests.Conversations.Model;

namespace PeerCircle.Client.Tests.Conversations;

public sealed class ConvergenceProperties
{
    [Fact]
    public void Pushes_in_any_split_order_and_number_with_pages_and_syncs_at_any_point_equal_refetching() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_500).WithEndSize(120),
        Prop.ForAll(Acts.Arbitrary, Converges));

    private static void Converges(Act[] acts)
    {
        var party = new Party();
        party.Run(acts);
        party.Settle();
        var (c, now) = (party.C!, party.Server.Now);

        Assert.Equal(party.Server.Present.Epoch, c.Epoch);
        Assert.Equal(now.Rev, c.Cursor);
        Assert.Empty(c.Ahead);
        Assert.Empty(c.Outbox);
        Assert.Equal(now.Seq, c.Seq);
        Assert.Same(now.Messages.Values.LastOrDefault(), c.Last);
        Assert.Equal(party.Server.ReadSeq, c.ReadSeq);
        Assert.Equal(party.Server.Unread, c.Unread);
        SameStates(c, now);
        SameRange(c, now);
        SameReactions(party, c, now);
    }

    /// <summary>What is not shown may lag behind a state that was discarded or never seen: the page that will show it brings the newest.</summary>
    private static void SameStates(ConversationState c, Moment now)
    {
        var shown = c.Visible().Select(m => m.Id).ToHashSet();
        foreach (var held in c.Messages.Values)
        {
            var newest = now.Messages[held.State.Seq];
            if (!shown.Contains(held.State.Id) && newest.Rev <= Math.Max(c.Discarded, c.Started)) continue;
            Assert.False(held.Provisional);
            Assert.Same(newest, held.State);
        }
    }

    private static void SameRange(ConversationState c, Moment now)
    {
        var loaded = Assert.NotNull(c.Loaded);
        Assert.Equal(Enumerable.Range(0, (int)(loaded.Last - loaded.First + 1)).Select(i => loaded.First + i), c.Visible().Select(m => m.Seq));
        if (!c.MoreAfter) Assert.Equal(now.Seq, loaded.Last);
        if (loaded.Last < loaded.First) return;
        Assert.Equal(loaded.First > 1, c.MoreBefore);
    }

    /// <summary>
    /// Of the messages shown; nobody reacts to a tombstone. <c>Reacted</c> names no epoch, so that after a restore nothing is promised.
    /// </summary>
    private static void SameReactions(Party party, ConversationState c, Moment now)
    {
        if (party.Server.Histories.Count > 1) return;
        foreach (var id in c.Visible().Where(m => m.DeletedAt is null).Select(m => m.Id))
        {
            var own = c.Mine.GetValueOrDefault(id, OwnReactions.None).Effective().Order(StringComparer.Ordinal);
            Assert.Equal(now.Mine.GetValueOrDefault(id, []).Order(StringComparer.Ordinal), own);
        }
    }
}
