using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Goals;
using Xunit;

namespace PeerCircle.Core.Tests.Goals;

/// <summary>What becomes of a goal by what its owner does and by time.</summary>
public sealed class GoalRules
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);
    private static readonly MemberId Ana = new(Guid.CreateVersion7());
    private static readonly MemberId Ben = new(Guid.CreateVersion7());
    private static readonly CircleId Founders = new(Guid.CreateVersion7());

    private DateTimeOffset _now = Start;

    [Fact]
    public void A_window_without_a_check_in_is_its_owner_s_for_a_day_and_then_the_circle_s_to_ask()
    {
        var goal = Weekly();
        _now = goal.Rhythm!.RemindAt;
        goal = Passed(goal);
        Assert.Equal([NotificationKind.CheckInDue], Told(goal));
        Assert.Same(goal, Passed(goal));
        _now = goal.Rhythm!.ClosesAt;
        goal = Passed(goal);
        Assert.Equal([NotificationKind.CheckInDue, NotificationKind.CheckInMissed], Told(goal));
        Assert.Equal((_now, false), (goal.Missed!.Since, goal.Missed.IsOffered));
        Assert.Single(goal.Pending, step => step.Kind == GoalStepKind.Show);
        Assert.Single(Taken(goal.AnswerMissed(MissedAnswer.OnIt, _now, TimeZoneInfo.Utc)).Pending, step => step.Kind == GoalStepKind.Show);
        Refused(ErrorCodes.GoalState, goal.Nudge(Founders, Ben, "How is it going?", _now));
        _now += Missed.Private;
        goal = Passed(goal);
        Assert.True(goal.Missed!.IsOffered);
        goal = Taken(goal.Nudge(Founders, Ben, "How is it going?", _now));
        Assert.Same(goal, Taken(goal.Nudge(Founders, Ben, "How is it going?", _now)));
        Refused(ErrorCodes.GoalState, goal.Nudge(Founders, Ben, "And now?", _now));
    }

    [Fact]
    public void Of_daily_windows_missed_one_after_the_other_the_first_one_s_day_counts()
    {
        var goal = Make(CadenceEvery.Day);
        _now = goal.Rhythm!.ClosesAt;
        goal = Taken(Passed(goal).AnswerMissed(MissedAnswer.NeedHelp, _now, TimeZoneInfo.Utc));
        _now += TimeSpan.FromHours(24);
        goal = Passed(goal);
        Assert.Equal((true, MissedAnswer.NeedHelp), (goal.Missed!.IsOffered, goal.Missed.Answer));
        Taken(goal.Nudge(Founders, Ben, "How is it going?", _now));
        _now += TimeSpan.FromHours(24);
        goal = Passed(goal);
        Assert.Equal((GoalState.Dormant, true), (goal.State, goal.Missed!.IsOffered));
    }

    [Fact]
    public void Travel_west_moves_the_end_that_is_shown_and_what_is_due()
    {
        var goal = Weekly();
        var west = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        _now = goal.Rhythm!.ClosesAt;
        goal = goal.Pass(_now, west);
        Assert.Null(goal.Missed);
        Assert.Equal(TimeSpan.FromHours(8), goal.Rhythm!.ClosesAt - _now);
        Assert.True(goal.DueAt > _now);
        Assert.Same(goal, goal.Pass(_now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_check_in_within_two_days_counts_for_the_window_that_was_missed()
    {
        var goal = Weekly();
        _now = goal.Rhythm!.ClosesAt + TimeSpan.FromHours(47);
        goal = CheckedIn(goal, CheckInStatus.AtRisk);
        Assert.True(goal.CheckIns[^1].Late);
        Assert.Null(goal.Missed);
        Assert.False(goal.Rhythm!.IsAnswered);
        goal = CheckedIn(goal, CheckInStatus.OnTrack);
        Assert.False(goal.CheckIns[^1].Late);
        Assert.True(goal.Rhythm!.IsAnswered);
    }

    [Fact]
    public void After_two_days_it_counts_for_the_open_one()
    {
        var goal = Weekly();
        _now = goal.Rhythm!.ClosesAt + TimeSpan.FromHours(48);
        goal = CheckedIn(goal, CheckInStatus.AtRisk);
        Assert.False(goal.CheckIns[^1].Late);
        Assert.True(goal.Rhythm!.IsAnswered);
    }

    [Fact]
    public void Three_missed_windows_leave_it_dormant_with_one_word_and_a_check_in_wakes_it()
    {
        var goal = Weekly();
        _now = Start.AddDays(100);
        goal = Passed(goal);
        Assert.Equal(GoalState.Dormant, goal.State);
        Assert.Equal([NotificationKind.CheckInMissed], Told(goal));
        Assert.Null(goal.DueAt);
        goal = CheckedIn(goal, CheckInStatus.OnTrack);
        Assert.Equal((GoalState.Active, false), (goal.State, goal.CheckIns[^1].Late));
        Assert.Equal(Start.AddDays(107).Date, goal.Rhythm!.ClosesAt.AddDays(-1).Date);
    }

    [Fact]
    public void Misses_that_a_check_in_parted_do_not_add_up()
    {
        var goal = Weekly();
        for (var window = 0; window < 6; window++)
        {
            if (window % 3 == 2) goal = CheckedIn(goal, CheckInStatus.OnTrack);
            _now += TimeSpan.FromDays(7);
            goal = Passed(goal);
            Assert.Equal(GoalState.Active, goal.State);
        }
    }

    [Fact]
    public void A_clock_that_jumps_back_undoes_nothing_and_times_do_not_run_backwards()
    {
        var goal = CheckedIn(Weekly(), CheckInStatus.OnTrack);
        _now -= TimeSpan.FromHours(3);
        Assert.Same(goal, Passed(goal));
        goal = CheckedIn(goal, CheckInStatus.OnTrack);
        Assert.Equal(goal.CheckIns[0].At, goal.CheckIns[1].At);
    }

    [Fact]
    public void A_pause_is_at_most_four_weeks_ends_by_itself_and_neither_hits_nor_misses()
    {
        var goal = Weekly();
        Refused(ErrorCodes.RequestInvalid, goal.Pause(new DateOnly(2026, 12, 27), _now, TimeZoneInfo.Utc));
        Refused(ErrorCodes.RequestInvalid, goal.Pause(new DateOnly(2026, 11, 27), _now, TimeZoneInfo.Utc));
        goal = Taken(goal.Pause(new DateOnly(2026, 12, 26), _now, TimeZoneInfo.Utc));
        Assert.Same(goal, Taken(goal.Pause(new DateOnly(2026, 12, 26), _now, TimeZoneInfo.Utc)));
        Refused(ErrorCodes.GoalState, goal.Pause(new DateOnly(2026, 12, 20), _now, TimeZoneInfo.Utc));
        Refused(ErrorCodes.GoalState, goal.CheckInWith(new CheckInBody(NewCheckIn(), CheckInStatus.OnTrack), _now, TimeZoneInfo.Utc));
        _now = new DateTimeOffset(2026, 12, 26, 23, 59, 0, TimeSpan.Zero);
        Assert.Same(goal, Passed(goal));
        _now = new DateTimeOffset(2026, 12, 28, 12, 0, 0, TimeSpan.Zero);
        goal = Passed(goal);
        Assert.Equal((GoalState.Active, null), (goal.State, goal.Missed));
        Assert.Equal(new DateTimeOffset(2026, 12, 27, 0, 0, 0, TimeSpan.Zero), goal.Pauses[^1].EndedAt);
        Assert.Empty(Told(goal));
    }

    [Fact]
    public void Another_date_or_measure_takes_a_reason_and_says_whether_it_is_easier()
    {
        var goal = Weekly(new MeasureBody(MeasureKind.Number, 100, 10, "kg"));
        Refused(ErrorCodes.GoalReasonRequired, goal.Edit(new GoalPatch(TargetOn: new DateOnly(2027, 4, 1)), _now, TimeZoneInfo.Utc));
        goal = Taken(goal.Edit(new GoalPatch(TargetOn: new DateOnly(2027, 4, 1), Reason: "A hard month"), _now, TimeZoneInfo.Utc));
        goal = Taken(goal.Edit(new GoalPatch(Measure: new MeasureBody(MeasureKind.Number, 100, 20, "kg"), Reason: "Enough"), _now, TimeZoneInfo.Utc));
        goal = Taken(goal.Edit(new GoalPatch(Measure: new MeasureBody(MeasureKind.Number, 100, 5, "kg"), Reason: "More"), _now, TimeZoneInfo.Utc));
        Assert.Equal([("targetOn", true), ("measure", true), ("measure", false)], goal.Changes.Select(c => (c.Field, c.Easier)));
        Assert.Equal(("\"2027-03-01\"", "\"2027-04-01\""), (goal.Changes[0].From.GetRawText(), goal.Changes[0].To.GetRawText()));
        Assert.Equal("""{"kind":"number","start":100,"target":20,"unit":"kg"}""", goal.Changes[1].To.GetRawText());
        Assert.Same(goal, Taken(goal.Edit(new GoalPatch(Title: goal.Title, Milestones: []), _now, TimeZoneInfo.Utc)));
        var change = goal.Changes[0].Id;
        goal = Taken(goal.Ask(change, Ben, "What helps?", _now));
        Assert.Same(goal, Taken(goal.Ask(change, Ben, "What helps?", _now)));
        Refused(ErrorCodes.GoalQuestioned, goal.Ask(change, Ben, "And else?", _now));
        Refused(ErrorCodes.GoalState, goal.Answer(goal.Changes[1].Id, "Nothing", _now));
        Assert.Equal("Sleep", Taken(goal.Answer(change, "Sleep", _now)).Changes[0].Question!.Answer);
    }

    [Fact]
    public void Achieving_is_taken_back_within_five_minutes_and_celebrated_anew()
    {
        var goal = Taken(Weekly().Pause(new DateOnly(2026, 12, 5), _now, TimeZoneInfo.Utc));
        goal = Taken(goal.Achieve([Founders], true, _now, TimeZoneInfo.Utc));
        Assert.Same(goal, Taken(goal.Achieve([], false, _now, TimeZoneInfo.Utc)));
        Refused(ErrorCodes.GoalUndoExpired, goal.UndoAchieve(_now.AddMinutes(5).AddMilliseconds(1)));
        goal = Taken(goal.UndoAchieve(_now.AddMinutes(5)));
        Assert.Equal((GoalState.Paused, null), (goal.State, goal.Pauses[^1].EndedAt));
        Assert.Same(goal, Taken(goal.UndoAchieve(_now)));
        goal = Taken(goal.Achieve([Founders], true, _now, TimeZoneInfo.Utc));
        Assert.Equal(2, goal.Achievement!.Number);
        Refused(ErrorCodes.GoalState, goal.LetGo(new LetGoBody(), _now));
        Refused(ErrorCodes.GoalState, goal.Edit(new GoalPatch("Other"), _now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void To_walk_it_copies_the_plan_moved_by_the_days_since()
    {
        var goal = Weekly(milestones: [new MilestoneBody("Half", new DateOnly(2027, 1, 15))]);
        goal = CheckedIn(goal, CheckInStatus.OnTrack);
        _now = Start.AddDays(10);
        var walked = Taken(goal.Walk(Ben, null, _now, TimeZoneInfo.Utc, TimeZoneInfo.Utc));
        Assert.Equal((Ben, goal.Title, new DateOnly(2027, 3, 11)), (walked.Owner, walked.Title, walked.TargetOn));
        Assert.Equal(("Half", new DateOnly(2027, 1, 25)), (walked.Milestones[0].Title, walked.Milestones[0].DueOn));
        Assert.Empty(walked.CheckIns);
        Assert.Empty(walked.Share.CircleIds);
        Assert.NotEqual(goal.Milestones[0].Id, walked.Milestones[0].Id);
    }

    private Goal Weekly(MeasureBody? measure = null, params IReadOnlyList<MilestoneBody> milestones) => Taken(Goal.Make(
        Ana,
        new GoalBody("Write the book", measure ?? new MeasureBody(MeasureKind.Done), milestones, new DateOnly(2027, 3, 1), new Cadence(CadenceEvery.Week), new ShareBody([Founders], [], false)),
        _now,
        TimeZoneInfo.Utc));

    private Goal Make(CadenceEvery every) => Taken(Goal.Make(
        Ana, new GoalBody("Walk", new MeasureBody(MeasureKind.Done), [], new DateOnly(2027, 3, 1), new Cadence(every), new ShareBody([Founders], [], false)), _now, TimeZoneInfo.Utc));

    private Goal Passed(Goal goal) => goal.Pass(_now, TimeZoneInfo.Utc);

    private Goal CheckedIn(Goal goal, CheckInStatus status) => Taken(goal.CheckInWith(new CheckInBody(NewCheckIn(), status), _now, TimeZoneInfo.Utc));

    private static CheckInId NewCheckIn() => new(Guid.CreateVersion7());

    private static IEnumerable<NotificationKind> Told(Goal goal) => goal.Pending.Where(s => s.Kind == GoalStepKind.Tell).Select(s => s.Of);

    private static Goal Taken(Outcome<Goal> outcome)
    {
        Assert.True(outcome.TryGet(out var goal, out var refusal), refusal?.Message);
        return goal;
    }

    private static void Refused(string code, Outcome<Goal> outcome) => Assert.Equal(code, outcome.Refusal?.Code);
}
