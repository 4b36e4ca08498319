using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Goals;

/// <summary>What those say to a goal with whom it is shared. That they may see it was looked at before.</summary>
public sealed partial record Goal
{
    private const int MostWitnesses = 2;

    /// <summary>One question to a change of the plan.</summary>
    public Outcome<Goal> Ask(ChangeId change, MemberId by, string raw, DateTimeOffset now)
    {
        if (Changes.FirstOrDefault(c => c.Id == change) is not { } asked) return Refusal.NotFound;
        if (by == Owner) return Refusal.Forbidden("Others ask; the owner answers.");
        if (!Field.Text("text", raw, 1, WordsCharacters).TryGet(out var text, out var refusal)) return refusal;
        if (asked.Question is { } question) return question.ById == by && question.Text == text ? this : Questioned;
        return With(asked with { Question = new QuestionFacts(by, now, text) }).Then(now, Tell(NotificationKind.Question, [Owner], by));
    }

    public Outcome<Goal> Answer(ChangeId change, string raw, DateTimeOffset now)
    {
        if (Changes.FirstOrDefault(c => c.Id == change) is not { } asked) return Refusal.NotFound;
        if (!Field.Text("text", raw, 1, WordsCharacters).TryGet(out var text, out var refusal)) return refusal;
        if (asked.Question is not { } question) return Wrong("Nobody asked.");
        if (question.Answer == text) return this;
        if (question.Answer is not null) return Wrong("The question is answered.");
        return With(asked with { Question = question with { Answer = text } }).Then(now, Tell(NotificationKind.Answer, [question.ById], Owner));
    }

    /// <summary>The kind question of somebody in one of its circles, once for a missed window, after a day.</summary>
    public Outcome<Goal> Nudge(CircleId circle, MemberId by, string raw, DateTimeOffset now)
    {
        if (!Share.CircleIds.Contains(circle)) return Refusal.NotFound;
        if (by == Owner) return Refusal.Forbidden("Others ask this.");
        if (!Field.Text("text", raw, 1, WordsCharacters).TryGet(out var text, out var refusal)) return refusal;
        var asked = new Nudge(by, circle, text);
        if (Missed?.Nudge == asked) return this;
        if (Missed is not { Nudge: null } missed || (!missed.IsOffered && missed.Since + Missed.Private > now)) return Wrong("There is nothing to ask now.");
        var nudge = new GoalStep { Kind = GoalStepKind.Nudge, CircleIds = [circle], By = by, Text = text };
        var nudged = this with { Missed = missed with { IsOffered = true, Nudge = asked } };
        return nudged.Then(now, nudge, nudged.Shown(), Tell(NotificationKind.Nudge, [Owner], by));
    }

    /// <summary>Whether the member is a witness, named on the card and told of check-ins and changes.</summary>
    /// <param name="gone">Those of the witnesses who may see it no longer: their places are free.</param>
    public Outcome<Goal> Witness(MemberId by, bool on, IReadOnlyCollection<MemberId> gone, DateTimeOffset now)
    {
        if (by == Owner) return Refusal.Forbidden("Others are witnesses.");
        if (Witnesses.Contains(by) == on) return this;
        if (on && !IsOpen) return Wrong("A goal that has ended takes no more witnesses.");
        var others = Witnesses.Where(w => w != by && !gone.Contains(w)).ToList();
        if (on && others.Count >= MostWitnesses) return Wrong($"A goal has at most {MostWitnesses} witnesses.");
        var changed = this with { Witnesses = on ? [.. others, by] : others };
        return changed.Then(now, changed.Shown());
    }

    private Goal With(Change changed) => this with { Changes = [.. Changes.Select(c => c.Id == changed.Id ? changed : c)] };

    private static Refusal Questioned { get; } = new(ErrorCodes.GoalQuestioned, "Somebody has asked about this change.");
}
