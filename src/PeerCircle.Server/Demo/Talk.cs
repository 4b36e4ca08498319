using System.Globalization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Demo;

/// <summary>One thing that happens in a conversation, and when.</summary>
internal sealed record Act(int Day, TimeOnly At, Func<Stage, CancellationToken, Task> PerformAsync);

/// <summary>
/// All that happens in one conversation, in the order of time. The script (<see cref="Script"/>) writes it down; a
/// <see cref="Stage"/> performs it. In words, <c>@Kofi</c> mentions somebody and <c>{+2}</c> is the name of the day two working days on.
/// </summary>
internal sealed class Talk
{
    private readonly List<Act> _acts = [];
    private int _day;
    private TimeOnly _at;

    private Talk(int day, string at, Func<Stage, CancellationToken, Task> begins)
    {
        (_day, _at) = (day, Time(at));
        Then(begins);
    }

    public IReadOnlyList<Act> Acts => _acts;

    public static Talk OfCircle(int day, string at, Figure host, string name, string purpose, int capacity) =>
        new(day, at, (stage, cancellation) => stage.CreateCircleAsync(host, name, purpose, capacity, cancellation));

    public static Talk OfRoom(int day, string at, Figure creator, string name, string topic, params string[] tags) =>
        new(day, at, (stage, cancellation) => stage.CreateRoomAsync(creator, name, topic, tags, cancellation));

    public static Talk OfTwo(int day, string at, Figure one, Figure other) =>
        new(day, at, (stage, cancellation) => stage.OpenDirectAsync(one, other, cancellation));

    /// <summary>A new day begins.</summary>
    public void Day(int day)
    {
        if (day <= _day) throw new InvalidOperationException($"Day {day} comes after day {_day}.");
        (_day, _at) = (day, TimeOnly.MinValue);
    }

    public MessageId Says(Figure who, string at, string words) => SaysIn(null, who, at, words);

    public MessageId Replies(MessageId to, Figure who, string at, string words) => SaysIn(to, who, at, words);

    public void Edits(MessageId message, Figure who, string at, string words)
    {
        Move(at);
        var day = _day;
        Then((stage, _) => stage.EditAsync(who, message, words, day));
    }

    public void Deletes(MessageId message, Figure who, string at)
    {
        Move(at);
        Then((stage, cancellation) => stage.DeleteAsync(who, message, cancellation));
    }

    /// <summary>Nobody sees when somebody reacted, so it happens with what was said last.</summary>
    public void Reacts(MessageId message, string emoji, params Figure[] people) => Then((stage, _) => stage.ReactAsync(people, message, emoji));

    public void Joins(string at, params Figure[] people)
    {
        Move(at);
        foreach (var who in people) Then((stage, cancellation) => stage.JoinAsync(who, cancellation));
    }

    public void MakesHost(Figure by, string at, Figure who)
    {
        Move(at);
        Then((stage, cancellation) => stage.SetRoleAsync(by, who, ParticipantRole.Host, cancellation));
    }

    /// <summary>What follows is unread for them. Everybody else has read all of it.</summary>
    public void ReadUpToHere(params Figure[] people)
    {
        foreach (var who in people) Then((stage, cancellation) => stage.ReadNoFurtherAsync(who, cancellation));
    }

    /// <summary>A goal of theirs, shared with the circle and checked in on each week, with its target so many days ahead.</summary>
    public GoalId Sets(Figure who, string at, string title, string why, int inDays, MeasureBody? measure = null, params (string Title, int InDays)[] milestones)
    {
        Move(at);
        var id = new GoalId(Guid.CreateVersion7());
        Then((stage, cancellation) => stage.SetGoalAsync(who, id, title, why, inDays, measure ?? new MeasureBody(MeasureKind.Done), milestones, cancellation));
        return id;
    }

    /// <param name="milestones">How many of its milestones, the first ones, are reached by then.</param>
    public void ChecksIn(GoalId goal, Figure who, string at, CheckInStatus status, double? value = null, string? note = null, int milestones = 0)
    {
        Move(at);
        Then((stage, cancellation) => stage.CheckInAsync(who, goal, status, value, note, milestones, cancellation));
    }

    public void Witnesses(GoalId goal, params Figure[] people)
    {
        foreach (var who in people) Then((stage, cancellation) => stage.WitnessAsync(who, goal, cancellation));
    }

    public void MovesTheDate(GoalId goal, Figure who, string at, int inDays, string reason)
    {
        Move(at);
        Then((stage, cancellation) => stage.MoveDateAsync(who, goal, inDays, reason, cancellation));
    }

    public void Pauses(GoalId goal, Figure who, string at, int days)
    {
        Move(at);
        Then((stage, cancellation) => stage.PauseAsync(who, goal, days, cancellation));
    }

    public void LetsGo(GoalId goal, Figure who, string at, string learned)
    {
        Move(at);
        Then((stage, cancellation) => stage.LetGoAsync(who, goal, learned, cancellation));
    }

    /// <summary>Celebrated in the circle, and in the whole network.</summary>
    public void Reaches(GoalId goal, Figure who, string at)
    {
        Move(at);
        Then((stage, cancellation) => stage.AchieveAsync(who, goal, cancellation));
    }

    private MessageId SaysIn(MessageId? parent, Figure who, string at, string words)
    {
        Move(at);
        var (id, day) = (new MessageId(Guid.CreateVersion7()), _day);
        Then((stage, _) => stage.PostAsync(who, id, words, parent, day));
        return id;
    }

    private void Move(string at)
    {
        var time = Time(at);
        if (time < _at) throw new InvalidOperationException($"On day {_day}, {at} comes after {_at}.");
        if (_day == 0 && time > Calendar.MorningEnds) throw new InvalidOperationException($"{at} may be in the future: the last day ends at {Calendar.MorningEnds}.");
        _at = time;
    }

    private void Then(Func<Stage, CancellationToken, Task> perform) => _acts.Add(new Act(_day, _at, perform));

    private static TimeOnly Time(string at) => TimeOnly.ParseExact(at, "H:mm", CultureInfo.InvariantCulture);
}
