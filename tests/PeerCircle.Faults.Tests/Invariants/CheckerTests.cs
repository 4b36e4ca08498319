using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;
using Xunit;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>A sound history passes; each way of breaking it is found, under its name.</summary>
public sealed class CheckerTests
{
    private static readonly MessageId One = MessageId.From(Guid.CreateVersion7()), Two = MessageId.From(Guid.CreateVersion7()), Three = MessageId.From(Guid.CreateVersion7());
    private static readonly Guid First = Guid.NewGuid(), Second = Guid.NewGuid(), Edited = Guid.NewGuid(), Liked = Guid.NewGuid(), Third = Guid.NewGuid(), Deleted = Guid.NewGuid();
    private static readonly string Like = Item.Reaction("👍", Told.Ben);

    private static readonly Item[] Final = [Told.State(One, 4, 1, "edited", Told.Ann, Like), Told.State(Two, 2, 2, "second", Told.Ben), Told.State(Three, 6, 3, null)];

    [Fact]
    public void A_sound_history_is_sound() => Assert.Empty(Sound().Violated());

    [Fact]
    public void I1_finds_an_acknowledged_post_that_is_not_there() => Finds("I1", Sound().Add(Lost()));

    [Fact]
    public void I1_finds_an_edit_that_was_undone() => Finds("I1", Ending(6, Told.State(One, 4, 1, "first", Told.Ann, Like), Final[1], Final[2]));

    [Fact]
    public void I1_finds_a_deletion_that_was_undone() => Finds("I1", Ending(6, Final[0], Final[1], Told.State(Three, 6, 3, "third")));

    [Fact]
    public void I1_finds_a_reaction_that_is_not_there() => Finds("I1", Ending(6, Told.State(One, 4, 1, "edited"), Final[1], Final[2]));

    [Fact]
    public void I2_finds_a_post_with_two_receipts() => Finds("I2", Sound().Ok(Second, Act.Post, Two, Told.Ben, 7, 4, "second"));

    [Fact]
    public void I2_finds_a_message_that_nobody_posted() => Finds("I2", Sound().Instead(e => e.Operation == Second, _ => null));

    [Fact]
    public void I2_finds_an_edit_that_was_applied_again() =>
        Finds("I2", Sound().Instead(e => e is { Kind: EntryKind.Deliver, From: 2 }, e => e with { Items = [Told.State(One, 3, 1, "second of one"), Told.State(One, 4, 1, "edited", Told.Ann, Like)] }).Deliver("ann", 1, Told.State(One, 2, 1, "edited", Told.Ann)));

    [Fact]
    public void I3_finds_a_hole_and_a_head_that_counts_otherwise() =>
        Finds("I3", Ending(6, Final[0], Told.State(Two, 2, 3, "second", Told.Ben), Told.State(Three, 6, 4, null)));

    [Fact]
    public void I4_finds_a_rev_that_stood_for_two_states() => Finds("I4", Sound().Deliver("ann", 5, Told.State(One, 6, 1, "another")));

    [Fact]
    public void I4_finds_a_receipt_whose_rev_is_anothers() => Finds("I4", Sound().Ok(Guid.NewGuid(), Act.Post, MessageId.From(Guid.CreateVersion7()), Told.Ben, 4, 4, "x"));

    [Fact]
    public void I4_finds_what_was_pushed_before_it_was_committed_and_never_was() => Finds("I4", Sound().Deliver("ann", 6, Told.State(Two, 7, 2, "never", Told.Ben)));

    [Fact]
    public void I5_finds_a_cursor_that_goes_back() => Finds("I5", Sound().Add(new Entry(EntryKind.Cursor, "ann") { Rev = 5 }));

    [Fact]
    public void I5_lets_a_cursor_begin_anew_in_another_epoch() => Assert.Empty(Sound().Add(new Entry(EntryKind.Cursor, "ann") { Rev = 1, Epoch = "other" }).Violated());

    [Fact]
    public void I6_finds_a_client_that_holds_something_else() =>
        Finds("I6", Sound().Instead(e => e is { Kind: EntryKind.Held, Who: "ben" }, e => e with { Items = [Final[0], Final[1], Told.State(Three, 5, 3, "third")], Digest = "other" }));

    [Fact]
    public void I7_finds_posts_of_one_connection_that_overtook_each_other()
    {
        var (a, b, sent) = (Guid.NewGuid(), Guid.NewGuid(), new Entry(EntryKind.Invoke, "ann") { Act = Act.Post, By = Told.Ann, Line = 1, Body = Item.HashOf("x") });
        Told Pipelined(long first, long second) => new Told()
            .Add(sent with { Operation = a, Message = One }).Add(sent with { Operation = b, Message = Two })
            .Add(sent with { Kind = EntryKind.Ok, Operation = a, Message = One, Rev = first, Seq = first }).Add(sent with { Kind = EntryKind.Ok, Operation = b, Message = Two, Rev = second, Seq = second })
            .End(2, Told.State(One, first, first, "x"), Told.State(Two, second, second, "x"));
        Assert.Empty(Pipelined(1, 2).Violated());
        Finds("I7", Pipelined(2, 1));
    }

    [Fact]
    public void I8_finds_what_began_later_and_has_a_lower_rev() => Finds("I8", Sound().Ok(Guid.NewGuid(), Act.React, One, Told.Ben, 4, emoji: "👍"));

    [Fact]
    public void I9_finds_who_never_came_to_know_everything() => Finds("I9", Sound().Instead(e => e is { Kind: EntryKind.Cursor, Who: "ben", Rev: 6 }, _ => null));

    [Fact]
    public void I9_finds_who_came_to_know_everything_too_late() => Finds("I9", Sound().Instead(e => e is { Kind: EntryKind.Cursor, Who: "ben", Rev: 6 }, e => e with { At = 8_000_000 }));

    [Fact]
    public void I10_finds_too_much_memory() => Assert.Equal(["I10"], Sound().Add(new Entry(EntryKind.Memory, "server 1") { Bytes = 1_000 }).Violated(mostBytes: 999));

    [Fact]
    public void I11_finds_what_was_pushed_to_one_who_was_removed()
    {
        Told Removed(long after) => Sound().Add(new Entry(EntryKind.Removed, "ben")).Add(new Entry(EntryKind.Deliver, "ben") { At = 1_000_000 + after, From = 5, To = 6, Items = [Final[2]] });
        Assert.Empty(Removed(0).Violated());
        Finds("I11", Removed(2_000_000));
    }

    [Fact]
    public void I11_finds_what_was_answered_to_one_who_was_removed() =>
        Finds("I11", Sound().Add(new Entry(EntryKind.Removed, "ben") { At = 100_000 }).Add(new Entry(EntryKind.Sync, "ben") { At = 103_000, AskedAt = 102_000, From = 5, To = 6, Items = [Final[2]] }));

    [Fact]
    public void I12_finds_what_was_refused_and_is_there() => Finds("I12", Sound().Instead(e => e is { Kind: EntryKind.Ok } && e.Operation == Second, e => e with { Kind = EntryKind.Fail, Code = "internal" }));

    [Fact]
    public async Task A_history_is_the_same_after_it_was_kept()
    {
        var path = Path.GetTempFileName();
        var history = new History();
        history.Add(new Entry(EntryKind.Deliver, "ann") { Conversation = Told.Room, Epoch = Told.Epoch, From = 5, To = 6, Items = [Final[0]], Act = Act.React });
        await history.SaveAsync(path, TestContext.Current.CancellationToken);
        var entry = Assert.Single(await History.LoadAsync(path, TestContext.Current.CancellationToken));
        File.Delete(path);
        Assert.Equal(history.Entries[0] with { Items = null }, entry with { Items = null });
        Assert.Equal((Final[0] with { Reactions = null }, Like), (entry.Items![0] with { Reactions = null }, Assert.Single(entry.Items[0].Reactions!)));
    }

    private static void Finds(string invariant, Told history) => Assert.Contains(invariant, history.Violated());

    private static Told Sound() => Ending(6, Final);

    private static Told Ending(long rev, params Item[] items)
    {
        var told = new Told()
            .Ok(First, Act.Post, One, Told.Ann, 1, 1, "first")
            .Ok(Second, Act.Post, Two, Told.Ben, 2, 2, "second")
            .Deliver("ann", 0, Told.State(One, 1, 1, "first"), Told.State(Two, 2, 2, "second", Told.Ben))
            .Deliver("ben", 0, Told.State(One, 1, 1, "first"), Told.State(Two, 2, 2, "second", Told.Ben))
            .Ok(Edited, Act.Edit, One, Told.Ann, 3, text: "edited")
            .Ok(Liked, Act.React, One, Told.Ben, 4, emoji: "👍")
            .Ok(Third, Act.Post, Three, Told.Ann, 5, 3, "third")
            .Ok(Deleted, Act.Delete, Three, Told.Ann, 6);
        foreach (var who in (string[])["ann", "ben"]) told.Deliver(who, 2, Told.State(One, 4, 1, "edited", Told.Ann, Like), Told.State(Three, 6, 3, null));
        return told.End(rev, items);
    }

    private static Entry Lost() => new(EntryKind.Ok, "ann") { Operation = Guid.NewGuid(), Act = Act.Post, Message = MessageId.From(Guid.CreateVersion7()), By = Told.Ann, Rev = 7, Seq = 4 };
}
