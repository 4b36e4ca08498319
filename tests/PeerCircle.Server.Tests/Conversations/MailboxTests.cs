using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Mailboxes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What is kept for a reader that takes nothing, and what comes of it when they read again.</summary>
public sealed class MailboxTests : IDisposable
{
    private const int Stopper = PipedConnection.Stopper;

    private static readonly ConversationId Busy = new(Guid.CreateVersion7());
    private static readonly ConversationId Quiet = new(Guid.CreateVersion7());

    private readonly FakeTimeProvider _time = new();
    private readonly PipedConnection _connection = new();
    private readonly MailboxSpace _space = new(() => []);
    private readonly Mailbox _mailbox;

    public MailboxTests() => _mailbox = new Mailbox(_connection.Context, _space, _time);

    [Theory, OverBothProtocols]
    public async Task Everything_comes_in_order_to_who_reads_late(Wire wire)
    {
        using var connection = new PipedConnection(wire);
        var mailbox = new Mailbox(connection.Context, _space, _time);
        for (var rev = 1; rev <= 200; rev++) Change(rev % 2 == 0 ? Busy : Quiet, rev, 1_000, mailbox);
        Assert.InRange(mailbox.Bytes, 1, Mailbox.MostBytes);
        var pushes = await connection.ReadAsync(200);
        Assert.Equal(Enumerable.Range(1, 200), pushes.Select(p => (int)ToOf(p)));
        Assert.Equal(0, mailbox.Bytes);
        Change(Busy, 201, 10, mailbox);
        Assert.Equal(201, ToOf(Assert.Single(await connection.ReadAsync(1))));
    }

    [Fact]
    public async Task Of_what_does_not_fit_the_busy_conversation_is_dropped_for_one_word_that_it_is_behind()
    {
        Change(Busy, 1, Stopper);
        Change(Quiet, 1, 10);
        for (var rev = 2; rev <= 300; rev++)
        {
            Change(Busy, rev, 20_000);
            Assert.InRange(_mailbox.Bytes, 0, Mailbox.MostBytes);
        }
        Change(Quiet, 2, 10);
        var pushes = await ReadAsync(4);
        Assert.Equal(["Changes", "Behind", "Changes", "Changes"], pushes.Select(p => p.Method));
        Assert.Equal(new Behind(Busy, 300), pushes[1].Push);
        Assert.Equal([(Quiet, 1), (Quiet, 2)], pushes[2..].Select(p => (((Changes)p.Push).ConversationId, ToOf(p))));

        // From here on it is told what happens again.
        Change(Busy, 301, 10);
        Assert.Equal(301, ToOf(Assert.Single(await ReadAsync(1))));
    }

    [Fact]
    public async Task The_number_of_what_waits_is_bounded_too()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 1_000; rev++) Change(Busy, rev, 1);
        var pushes = await ReadAsync(2);
        Assert.Equal(["Changes", "Behind"], pushes.Select(p => p.Method));
        Assert.Equal(new Behind(Busy, 1_000), pushes[1].Push);
    }

    [Fact]
    public async Task What_no_sync_brings_back_asks_to_start_over()
    {
        Change(Busy, 1, Stopper);
        for (var n = 0; n < 300; n++) _mailbox.Send(Frame.Of("Reacted", [new Reacted(Busy, new MessageId(Guid.CreateVersion7()), "🎉", true, n)]));
        var pushes = await ReadAsync(Mailbox.MostFrames + 2);
        Assert.Equal("Resync", pushes[1].Method);
        Assert.All(pushes[2..], p => Assert.Equal("Reacted", p.Method));
    }

    [Fact]
    public async Task Typing_is_dropped_first_and_missed_by_nobody()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 100; rev++)
        {
            _mailbox.Send(Frame.Of("Typing", new TypingNotice(Busy, new MemberId(Guid.CreateVersion7()))));
            Change(Busy, rev, 1);
        }
        var pushes = await ReadAsync(100 + (Mailbox.MostBeforeFleeting / 2));
        Assert.Equal(Mailbox.MostBeforeFleeting / 2, pushes.Count(p => p.Method == "Typing"));
        Assert.Equal(100, pushes.Count(p => p.Method == "Changes"));
        await NothingMoreAsync();
    }

    [Fact]
    public async Task Of_what_a_member_does_only_the_latest_waits_and_comes_where_it_belongs()
    {
        var (one, other) = (new MemberId(Guid.CreateVersion7()), new MemberId(Guid.CreateVersion7()));
        Change(Busy, 1, Stopper);
        for (var n = 2; n <= 1_000; n++)
        {
            Send("ReadMoved", new ReadMoved(Busy, one, n));
            Send("Presence", new MemberPresence(one, n % 2 == 0 ? PresenceState.Away : PresenceState.Online));
            Send("Typing", new TypingNotice(Busy, one));
            if (n == 3) Send("ReadMoved", new ReadMoved(Busy, other, n));
            // Overtaken on its way from another server.
            if (n == 4) Send("ReadMoved", new ReadMoved(Busy, other, 2));
            if (n == 500) Send("ReadMoved", new ReadMoved(Quiet, one, n));
            if (n == 999) Change(Busy, 2, 10);
        }
        var pushes = (await ReadAsync(8))[1..];
        Assert.Equal(["ReadMoved", "ReadMoved", "ReadMoved", "Changes", "ReadMoved", "Presence", "Typing"], pushes.Select(p => p.Method));
        object[] states =
        [
            new ReadMoved(Busy, other, 3), new ReadMoved(Busy, other, 2), new ReadMoved(Quiet, one, 500),
            new ReadMoved(Busy, one, 1_000), new MemberPresence(one, PresenceState.Away), new TypingNotice(Busy, one),
        ];
        Assert.Equal(states, pushes.Where(p => p.Method != "Changes").Select(p => p.Push));
        await NothingMoreAsync();

        void Send(string method, object push) => _mailbox.Send(Frame.Of(method, push));
    }

    [Fact]
    public async Task The_end_of_the_session_comes_before_all_that_waits_and_nothing_after_it()
    {
        Change(Busy, 1, Stopper);
        for (var rev = 2; rev <= 300; rev++) Change(Busy, rev, 10_000);
        _mailbox.Send(Frame.Of("SessionEnded", new SessionEnded(SessionEndReason.PasswordChanged)));
        Change(Quiet, 1, 1);
        var pushes = await ReadAsync(2);
        Assert.Equal(["Changes", "SessionEnded"], pushes.Select(p => p.Method));
    }

    [Fact]
    public async Task Several_words_to_start_over_are_one_and_the_next_comes_after_five_seconds()
    {
        Change(Busy, 1, Stopper);
        for (var n = 0; n < 3; n++) _mailbox.Send(Frame.Of("Resync", new Resync()));
        Assert.Equal(["Changes", "Resync"], (await ReadAsync(2)).Select(p => p.Method));
        _mailbox.Send(Frame.Of("Resync", new Resync()));
        await NothingMoreAsync();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        await NothingMoreAsync();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal("Resync", Assert.Single(await ReadAsync(1)).Method);
        _time.Advance(TimeSpan.FromSeconds(10));
        await NothingMoreAsync();
    }

    [Fact]
    public async Task Who_has_to_make_space_is_behind_in_everything()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        Change(Quiet, 7, 100);
        _mailbox.GiveUp();
        Assert.Equal(0, _mailbox.Bytes);
        Change(Quiet, 8, 100);
        var pushes = (await ReadAsync(3))[1..];
        Assert.All(pushes, p => Assert.Equal("Behind", p.Method));
        Assert.Equivalent(new[] { new Behind(Busy, 2), new Behind(Quiet, 8) }, pushes.Select(p => p.Push));
    }

    [Fact]
    public async Task Nothing_of_a_conversation_that_one_is_no_longer_in_comes_after_all()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        Change(Quiet, 1, 100);
        _mailbox.Send(Frame.Of(new SerializedHubMessage(new InvocationMessage("Changes", ["of some conversation or other"]))));
        _mailbox.Withdraw(HubGroups.Of(Busy));
        var pushes = (await ReadAsync(3))[1..];
        Assert.Equal(["Resync", "Changes"], pushes.Select(p => p.Method));
        Assert.Equal(Quiet, ((Changes)pushes[1].Push).ConversationId);
        await NothingMoreAsync();
    }

    [Fact]
    public async Task One_is_not_told_to_be_behind_in_a_conversation_that_one_is_no_longer_in()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        _mailbox.GiveUp();
        _mailbox.Withdraw(HubGroups.Of(Busy));
        await ReadAsync(1);
        await NothingMoreAsync();
    }

    [Fact]
    public void A_closed_one_keeps_nothing()
    {
        Change(Busy, 1, Stopper);
        Change(Busy, 2, 100);
        _mailbox.Close();
        Change(Busy, 3, 100);
        Assert.Equal(0, _mailbox.Bytes);
    }

    [Fact]
    public async Task When_all_together_hold_too_much_the_fullest_gives_up_and_the_others_lose_nothing()
    {
        using var full = new PipedConnection();
        using var other = new PipedConnection();
        List<Mailbox> all = [];
        var space = new MailboxSpace(() => all, 200_000);
        all.AddRange([new Mailbox(full.Context, space, _time), new Mailbox(other.Context, space, _time)]);
        foreach (var mailbox in all) Change(Busy, 1, Stopper, mailbox);
        for (var rev = 2; rev <= 8; rev++) Change(Busy, rev, 20_000, all[0]);
        for (var rev = 2; rev <= 4; rev++) Change(Quiet, rev, 20_000, all[1]);
        Assert.True(SpinWait.SpinUntil(() => space.Bytes <= 180_000, Pushes.Deadline), $"{space.Bytes} bytes");
        Assert.Equal(["Changes", "Behind"], (await full.ReadAsync(2)).Select(p => p.Method));
        Assert.Equal([1, 2, 3, 4], (await other.ReadAsync(4)).Select(ToOf));
        Assert.Equal(0, space.Bytes);
    }

    public void Dispose()
    {
        _mailbox.Close();
        Assert.Equal(0, _space.Bytes);
        _connection.Dispose();
    }

    private static long ToOf((string Method, object Push) push) => Assert.IsType<Changes>(push.Push).To;

    private void Change(ConversationId conversation, long rev, int characters, Mailbox? mailbox = null) =>
        (mailbox ?? _mailbox).Send(Frame.Of("Changes", [new Changes(conversation, new string('e', characters), rev - 1, rev, [])]));

    private Task<List<(string Method, object Push)>> ReadAsync(int count) => _connection.ReadAsync(count);

    private async Task NothingMoreAsync()
    {
        Change(Quiet, 99, 1);
        Assert.Equal(99, ToOf(Assert.Single(await ReadAsync(1))));
    }
}
