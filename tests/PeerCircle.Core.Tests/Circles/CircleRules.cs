using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>What the circle's document allows, without any store.</summary>
public sealed class CircleRules
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly MemberId _ana = NewMember();
    private readonly MemberId _ben = NewMember();
    private readonly MemberId _cem = NewMember();
    private readonly InviteId _invite = new(Guid.CreateVersion7());

    [Fact]
    public void The_creator_is_host_and_the_capacity_is_twelve()
    {
        var circle = Value(Circle.Found(_ana, new CircleBody(" Founders\t", "line\r\none"), Start));
        Assert.Equal(("Founders", "line\none", 12), (circle.Name, circle.Purpose, circle.Capacity));
        Assert.Equal([new Seat(_ana, ParticipantRole.Host, Start)], circle.Seats);
        Assert.Null(Assert.Single(circle.Pending).Card);
    }

    [Theory]
    [InlineData("", "p", null, "name")]
    [InlineData("\u200b\n", "p", null, "name")]
    [InlineData("n", "p", 1, "capacity")]
    [InlineData("n", "p", 201, "capacity")]
    public void Fields_out_of_range_are_named(string name, string purpose, int? capacity, string member) =>
        Refused(Circle.Found(_ana, new CircleBody(name, purpose, Capacity: capacity), Start), ErrorCodes.RequestInvalid, member);

    [Fact]
    public void Lengths_are_kept_to_the_character()
    {
        Value(Circle.Found(_ana, new CircleBody(new string('n', 80), new string('p', 500), Capacity: 200), Start));
        Refused(Circle.Found(_ana, new CircleBody(new string('n', 81), ""), Start), ErrorCodes.RequestInvalid, "name");
        Refused(Circle.Found(_ana, new CircleBody("n", new string('p', 501)), Start), ErrorCodes.RequestInvalid, "purpose");
    }

    [Fact]
    public void A_client_names_a_circle_by_version_7_only() =>
        Refused(Circle.Found(_ana, new CircleBody("n", "p", new CircleId(Guid.NewGuid())), Start), ErrorCodes.RequestInvalid, "id");

    [Fact]
    public void Joining_takes_a_seat_and_a_use_and_says_so()
    {
        var circle = Value(Invited(maxUses: 2).Join(_ben, _invite, Start));
        Assert.Equal(_ben, circle.Seats[^1].Member);
        Assert.Equal(1, Assert.Single(circle.Invites).Uses);
        Assert.Equal(new Card("joined", _ben), circle.Pending[^1].Card);
    }

    [Fact]
    public void Who_is_in_uses_nothing_even_when_the_invite_is_gone()
    {
        var circle = Value(Invited(maxUses: 1).Join(_ben, _invite, Start));
        Assert.Same(circle, Value(circle.Join(_ben, _invite, Start)));
        Refused(circle.Join(_cem, _invite, Start), ErrorCodes.InviteGone);
    }

    [Fact]
    public void A_gone_invite_is_told_before_a_full_circle()
    {
        var circle = Value(Value(Invited(maxUses: 200).Edit(_ana, new CirclePatch(Capacity: 2), Start)).Join(_ben, _invite, Start));
        Refused(circle.Join(_cem, _invite, Start), ErrorCodes.CircleFull);
        Refused(circle.Join(_cem, _invite, Start.AddHours(168)), ErrorCodes.InviteGone);
    }

    [Fact]
    public void An_invite_works_until_the_moment_it_expires()
    {
        var circle = Invited(hours: 1);
        Value(circle.Join(_ben, _invite, Start.AddHours(1).AddMilliseconds(-1)));
        Refused(circle.Join(_ben, _invite, Start.AddHours(1)), ErrorCodes.InviteGone);
    }

    [Fact]
    public void A_withdrawn_invite_is_gone()
    {
        var circle = Value(Invited().Withdraw(_invite, _ana, Start));
        Refused(circle.Join(_ben, _invite, Start), ErrorCodes.InviteGone);
        Assert.Same(circle, Value(circle.Withdraw(_invite, _ana, Start)));
    }

    [Fact]
    public void Whom_a_host_removed_needs_an_invite_made_afterwards_in_the_same_millisecond()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).Remove(_ben, _ana, Start));
        Refused(circle.Join(_ben, _invite, Start), ErrorCodes.InviteGone);
        Value(circle.Join(_cem, _invite, Start));
        var newer = new InviteId(Guid.CreateVersion7());
        circle = Value(Value(circle.MakeInvite(newer, _ana, new InviteBody(), Start)).Join(_ben, newer, Start));
        Refused(Value(circle.Remove(_ben, _ben, Start)).Join(_ben, _invite, Start), ErrorCodes.InviteGone);
    }

    [Fact]
    public void Who_left_may_come_back_with_the_same_invite() =>
        Value(Value(Value(Invited().Join(_ben, _invite, Start)).Remove(_ben, _ben, Start)).Join(_ben, _invite, Start));

    [Fact]
    public void A_removal_is_forgotten_when_no_older_invite_works()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).Remove(_ben, _ana, Start));
        Assert.Single(circle.Removals);
        Assert.Empty(Value(circle.Withdraw(_invite, _ana, Start)).Removals);
    }

    [Fact]
    public void The_longest_standing_becomes_host_when_the_last_host_leaves()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).Join(_cem, _invite, Start));
        circle = Value(circle.Remove(_ana, _ana, Start));
        Assert.Equal([(_ben, ParticipantRole.Host), (_cem, ParticipantRole.Member)], circle.Seats.Select(s => (s.Member, s.Role)));
        Assert.Equal([new Card("left", _ana), new Card("hostChanged", _ben)], circle.Pending.TakeLast(2).Select(s => s.Card));
    }

    [Fact]
    public void A_host_who_leaves_another_host_behind_changes_none()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).SetRole(_ben, ParticipantRole.Host, _ana, Start));
        Assert.Equal(new Card("left", _ana), Value(circle.Remove(_ana, _ana, Start)).Pending[^1].Card);
    }

    [Fact]
    public void The_last_host_is_not_demoted()
    {
        var circle = Value(Invited().Join(_ben, _invite, Start));
        Refused(circle.SetRole(_ana, ParticipantRole.Member, _ana, Start), ErrorCodes.RequestInvalid, "role");
        circle = Value(circle.SetRole(_ben, ParticipantRole.Host, _ana, Start));
        Assert.Same(circle, Value(circle.SetRole(_ben, ParticipantRole.Host, _ana, Start)));
        Assert.Equal(ParticipantRole.Member, Value(circle.SetRole(_ana, ParticipantRole.Member, _ben, Start)).SeatOf(_ana)?.Role);
    }

    [Fact]
    public void An_emptied_circle_has_no_invites()
    {
        var circle = Value(Invited().Remove(_ana, _ana, Start));
        Assert.Empty(circle.Seats);
        Refused(circle.Join(_ben, _invite, Start), ErrorCodes.InviteGone);
    }

    [Fact]
    public void Two_hundred_invites_at_a_time_and_no_more()
    {
        var circle = Invited(hours: 1);
        for (var n = 1; n < 200; n++) circle = Value(circle.MakeInvite(new InviteId(Guid.CreateVersion7()), _ana, new InviteBody(), Start));
        Refused(circle.MakeInvite(new InviteId(Guid.CreateVersion7()), _ana, new InviteBody(), Start), ErrorCodes.RequestInvalid, "invites");
        Value(circle.MakeInvite(new InviteId(Guid.CreateVersion7()), _ana, new InviteBody(), Start.AddHours(1)));
    }

    [Theory]
    [InlineData(0, null, "maxUses")]
    [InlineData(201, null, "maxUses")]
    [InlineData(null, 0, "expiresInHours")]
    [InlineData(null, 721, "expiresInHours")]
    public void Invites_have_bounds(int? uses, int? hours, string member) =>
        Refused(Founded().MakeInvite(_invite, _ana, new InviteBody(uses, hours), Start), ErrorCodes.RequestInvalid, member);

    [Fact]
    public void The_capacity_stays_above_those_who_are_in()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).Join(_cem, _invite, Start));
        Refused(circle.Edit(_ana, new CirclePatch(Capacity: 2), Start), ErrorCodes.RequestInvalid, "capacity");
        Assert.Equal(3, Value(circle.Edit(_ana, new CirclePatch(Capacity: 3), Start)).Capacity);
    }

    [Fact]
    public void Only_a_new_name_is_told()
    {
        var circle = Founded();
        Assert.Same(circle, Value(circle.Edit(_ana, new CirclePatch("Founders "), Start)));
        Assert.Equal(circle.Steps, Value(circle.Edit(_ana, new CirclePatch(Purpose: ""), Start)).Steps);
        Assert.Equal(new Card("renamed", ById: _ana, Name: "Makers"), Value(circle.Edit(_ana, new CirclePatch("Makers"), Start)).Pending[^1].Card);
    }

    [Fact]
    public void Sentences_name_the_people()
    {
        var circle = Value(Value(Invited().Join(_ben, _invite, Start)).SetRole(_ben, ParticipantRole.Host, _ana, Start));
        circle = Value(Value(circle.SetRole(_ben, ParticipantRole.Member, _ana, Start)).Edit(_ana, new CirclePatch("Makers"), Start));
        circle = Value(circle.Remove(_ben, _ana, Start));
        Assert.Equal(
            ["Ben joined.", "Ben is now a host.", "Ben is no longer a host.", "Ana renamed the circle to “Makers”.", "Ben was removed by Ana."],
            circle.Pending.Skip(1).Select(s => circle.ToStep(s, m => m == _ana ? "Ana" : "Ben").Announce?.Text));
    }

    [Fact]
    public void A_step_has_one_message_id_for_good()
    {
        var circle = Value(Invited().Join(_ben, _invite, Start));
        var step = circle.Pending[^1];
        var later = Value(circle.Edit(_ana, new CirclePatch("Makers"), Start)) with { Pending = [] };
        Assert.Equal(circle.ToStep(step, _ => "Ben").Announce?.Id, later.ToStep(step, _ => "Benjamin").Announce?.Id);
        Assert.Equal(8, circle.ToStep(step, _ => "").Announce?.Id.Value.Version);
    }

    private Circle Founded() => Value(Circle.Found(_ana, new CircleBody("Founders", "p"), Start));

    private Circle Invited(int? maxUses = null, int? hours = null) => Value(Founded().MakeInvite(_invite, _ana, new InviteBody(maxUses, hours), Start));

    private static MemberId NewMember() => new(Guid.CreateVersion7());

    private static T Value<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.TryGet(out var value, out var refusal), refusal?.Message);
        return value;
    }

    private static void Refused<T>(Outcome<T> outcome, string code, string? member = null)
    {
        Assert.Equal(code, outcome.Refusal?.Code);
        if (member is not null) Assert.Equal([member], outcome.Refusal?.Errors?.Keys);
    }
}
