using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

public abstract partial class ConversationLogContract
{
    [Fact(Timeout = Deadline)]
    public async Task Every_change_of_a_participation_adds_one_to_its_version_also_over_leaving()
    {
        var member = Sample.Member();
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        var first = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal(new Participation(conversation.Id, member, true, ParticipantRole.Member, 0, 0, NotifyLevel.All, 1, first.ChangedAt), first);

        await Other.SetNotifyAsync(conversation.Id, member, NotifyLevel.Mentions, null, Stop);
        conversation = await One.CommittedAsync(Sample.Admitting(conversation, 0, new ParticipationWrite(member, true, ParticipantRole.Host, null, 5)), Stop);
        var host = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal((3, ParticipantRole.Host, 0, 5, NotifyLevel.Mentions), (host.Version, host.Role, host.JoinedSeq, host.ReadSeq, host.Notify));

        conversation = await One.CommittedAsync(Sample.Admitting(conversation, 1, Sample.Leaving(member)), Stop);
        var gone = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal((4, false, ParticipantRole.Member, 5), (gone.Version, gone.Present, gone.Role, gone.ReadSeq));
        Assert.Empty(await Other.ReadParticipantsAsync(conversation.Id, null, 10, Stop));

        await One.CommittedAsync(Sample.Admitting(conversation, 0, Sample.Joining(member, joinedSeq: 9, readSeq: 3)), Stop);
        var back = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal((5, true, 9, 5, NotifyLevel.Mentions), (back.Version, back.Present, back.JoinedSeq, back.ReadSeq, back.Notify));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_new_participation_starts_at_zero_where_nothing_is_said()
    {
        var (member, ended) = (Sample.Member(), Sample.Member());
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation()), Stop);
        await One.CommittedAsync(Sample.Admitting(conversation, 0, new ParticipationWrite(member, true, ParticipantRole.Host, null, null), Sample.Leaving(ended)), Stop);

        var part = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal((0, 0, 1, ParticipantRole.Host), (part.JoinedSeq, part.ReadSeq, part.Version, part.Role));
        Assert.False((await Other.PartAsync(conversation.Id, ended, Stop)).Present);
    }

    [Fact(Timeout = Deadline)]
    public async Task Participations_are_read_by_member_by_conversation_and_by_both()
    {
        var (member, left) = (Sample.Member(), Sample.Member());
        MemberId[] many = [.. Enumerable.Range(0, 11).Select(_ => Sample.Member())];
        var one = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), [member, left, .. many]), Stop);
        var two = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        await One.CommittedAsync(Sample.Creating(Sample.Conversation(), left), Stop);
        await One.CommittedAsync(Sample.Admitting(one, 1, Sample.Leaving(left)), Stop);

        var paged = new List<Participation>();
        for (MemberId? after = null; await Other.ReadParticipantsAsync(one.Id, after, 5, Stop) is { Count: > 0 } page; after = page[^1].Member)
            paged.AddRange(page);
        Assert.Equal(many.Append(member).OrderBy(m => m.Value), paged.Select(p => p.Member));

        Assert.Equal(new[] { one.Id, two.Id }.ToHashSet(), (await Other.ReadParticipationsAsync(member, Stop)).Select(p => p.Conversation).ToHashSet());
        Assert.Equal(new[] { false, true }, (await Other.ReadParticipationsAsync(left, Stop)).Select(p => p.Present).Order());
        Assert.Equal(new[] { member, left }.ToHashSet(), (await Other.FindParticipationsAsync(one.Id, [member, left, Sample.Member()], Stop)).Select(p => p.Member).ToHashSet());
        Assert.Empty(await Other.ReadParticipationsAsync(Sample.Member(), Stop));
        Assert.Empty(await Other.FindParticipationsAsync(two.Id, [], Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Companions_are_those_with_whom_one_takes_part_in_something_now()
    {
        var (member, both, left, elsewhere, stranger) = (Sample.Member(), Sample.Member(), Sample.Member(), Sample.Member(), Sample.Member());
        var one = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member, both, left), Stop);
        await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member, both), Stop);
        var ended = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member, elsewhere), Stop);
        await One.CommittedAsync(Sample.Creating(Sample.Conversation(), stranger, elsewhere), Stop);
        await One.CommittedAsync(Sample.Admitting(one, 1, Sample.Leaving(left)), Stop);
        MemberId[] all = [both, left, elsewhere, stranger, Sample.Member()];
        Assert.Equal([both, elsewhere], (await Other.FindCompanionsAsync(member, all, Stop)).ToHashSet());
        await One.CommittedAsync(Sample.Admitting(ended, 1, Sample.Leaving(member)), Stop);
        Assert.Equal([both], await Other.FindCompanionsAsync(member, all, Stop));
        Assert.Empty(await Other.FindCompanionsAsync(member, [stranger], Stop));
        Assert.Empty(await Other.FindCompanionsAsync(Sample.Member(), all, Stop));
        Assert.Empty(await Other.FindCompanionsAsync(member, [], Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Reading_only_moves_on_also_in_a_race()
    {
        var member = Sample.Member();
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        var before = await One.PartAsync(conversation.Id, member, Stop);
        await ClockMovesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Task.Run(async () =>
            (Asked: n, Now: await (n % 2 == 0 ? One : Other).MarkReadAsync(conversation.Id, member, n, null, Stop)), Stop)));

        Assert.All(answers, answer => Assert.True(answer.Now >= answer.Asked));
        Assert.Equal(40, await Other.MarkReadAsync(conversation.Id, member, 7, null, Stop));
        Assert.Equal(before with { ReadSeq = 40 }, await Other.PartAsync(conversation.Id, member, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Where_there_is_no_participation_the_implied_one_is_inserted_once()
    {
        var (member, nobody) = (Sample.Member(), Sample.Member());
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(ConversationKind.Wins)), Stop);
        var implied = new Participation(conversation.Id, member, true, ParticipantRole.Member, 3, 3, NotifyLevel.All, 1, Sample.At);

        Assert.Null(await One.MarkReadAsync(conversation.Id, nobody, 5, null, Stop));
        Assert.Null(await One.SetNotifyAsync(conversation.Id, nobody, NotifyLevel.None, null, Stop));
        Assert.Empty(await One.FindParticipationsAsync(conversation.Id, [nobody], Stop));

        var answers = await Task.WhenAll(Enumerable.Range(4, 8).Select(n => Task.Run(() => (n % 2 == 0 ? One : Other).MarkReadAsync(conversation.Id, member, n, implied, Stop), Stop)));
        Assert.DoesNotContain(null, answers);
        var part = await Other.PartAsync(conversation.Id, member, Stop);
        Assert.Equal(implied with { ReadSeq = 11, ChangedAt = part.ChangedAt }, part);

        var low = implied with { Member = nobody, Version = 4 };
        Assert.Equal(3, await One.MarkReadAsync(conversation.Id, nobody, 1, low, Stop));
        Assert.Equal((4, 3), ((await Other.PartAsync(conversation.Id, nobody, Stop)).Version, (await Other.PartAsync(conversation.Id, nobody, Stop)).ReadSeq));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_notify_level_is_set_with_a_new_version_unless_it_stands()
    {
        var (member, other) = (Sample.Member(), Sample.Member());
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        var before = await One.PartAsync(conversation.Id, member, Stop);
        await ClockMovesAsync();

        var set = await One.SetNotifyAsync(conversation.Id, member, NotifyLevel.None, null, Stop);
        Assert.Equal(before with { Notify = NotifyLevel.None, Version = 2, ChangedAt = set!.ChangedAt }, set);
        Assert.True(set.ChangedAt > before.ChangedAt);
        await ClockMovesAsync();
        Assert.Equal(set, await Other.SetNotifyAsync(conversation.Id, member, NotifyLevel.None, null, Stop));
        Assert.Equal(set, await Other.PartAsync(conversation.Id, member, Stop));

        var implied = new Participation(conversation.Id, other, true, ParticipantRole.Member, 2, 2, NotifyLevel.All, 1, Sample.At);
        var inserted = await Other.SetNotifyAsync(conversation.Id, other, NotifyLevel.Mentions, implied, Stop);
        Assert.Equal(implied with { Notify = NotifyLevel.Mentions, Version = 2, ChangedAt = inserted!.ChangedAt }, inserted);
        Assert.Equal(inserted, await One.PartAsync(conversation.Id, other, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Changed_participations_show_from_the_time_before_and_reading_does_not_change_them()
    {
        var (one, two, three) = (Sample.Member(), Sample.Member(), Sample.Member());
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), one, two), Stop);
        var old = await One.PartAsync(conversation.Id, two, Stop);

        var since = await ClockMovesAsync();
        await Other.MarkReadAsync(conversation.Id, two, 4, null, Stop);
        conversation = await One.CommittedAsync(Sample.Admitting(conversation, 1, Sample.Leaving(one)), Stop);
        var second = await ClockMovesAsync();
        await Other.SetNotifyAsync(conversation.Id, three, NotifyLevel.None, new(conversation.Id, three, true, ParticipantRole.Member, 0, 0, NotifyLevel.All, 1, Sample.At), Stop);

        var changed = await Other.ReadChangedParticipationsAsync(since, 100, Stop);
        Assert.Equal([(one, false, 2L), (three, true, 2L)], changed.Select(p => (p.Member, p.Present, p.Version)));
        Assert.True(changed[0].ChangedAt < changed[1].ChangedAt);
        Assert.Equal(one, Assert.Single(await Other.ReadChangedParticipationsAsync(since, 1, Stop)).Member);
        Assert.Equal(three, Assert.Single(await Other.ReadChangedParticipationsAsync(second, 100, Stop)).Member);
        Assert.Equal(three, Assert.Single(await Other.ReadChangedParticipationsAsync(changed[1].ChangedAt, 100, Stop)).Member);
        Assert.Equal(3, (await Other.ReadChangedParticipationsAsync(old.ChangedAt, 100, Stop)).Count);
    }
}
