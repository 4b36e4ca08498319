using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Circles;

/// <summary>Four who lead people that were their peers a moment ago. Priya has not read this morning's talk.</summary>
internal static class FirstTimeLeads
{
    public static Talk Tell()
    {
        var talk = Talk.OfCircle(-22, "12:05", Lea, "First-time leads", "Leading people who were your peers a moment ago.", capacity: 6);
        talk.Joins("12:20", Tomas, Priya);
        var goals = FirstWeeks(talk);
        LastWeeks(talk, goals);
        Now(talk, goals);
        return talk;
    }

    private static Goals FirstWeeks(Talk talk)
    {
        var hello = talk.Says(Lea, "12:24", "I made this because I have a question too small for Harbour Seven and too large for me. Since March I lead four people with whom I used to complain about whoever led us. Who gets the complaints now?");
        talk.Says(Tomas, "12:31", "Nobody told me either. For a year I went on complaining with them, and it was about me.");
        talk.Reacts(hello, "🙏", Priya, Tomas);
        talk.Says(Priya, "12:38", "I stopped going to lunch for a while, so that they could. I thought that it was tactful. They thought that I was angry.");
        var lunch = talk.Says(Lea, "12:40", "How did you find out?");
        talk.Says(Priya, "12:44", "One of them asked whether I was angry. It took her five weeks. Now I go on Tuesdays, and on Thursdays I do not, and everybody knows which is which.");
        talk.Reacts(lunch, "💡", Tomas);

        talk.Day(-20);
        talk.Joins("9:02", Kofi);
        talk.Says(Lea, "9:05", "I asked @Kofi to come in, because he has done this four times and says that it does not get less strange.");
        talk.Says(Kofi, "9:11", "It does not. But one recognises the furniture. Thank you for having me.");
        talk.Says(Kofi, "9:15", "A thing that I would have liked to hear the first time: they are not watching whether you are good at it. They are watching whether they are still safe with you.");
        var safe = talk.Says(Tomas, "9:20", "I am going to sit with that one for a while.");
        talk.Reacts(safe, "❤️", Lea, Priya);

        var interviews = talk.Sets(
            Priya, "9:30", "Interview 24 patients before we redesign booking", "We have guessed for six years. I would like to know once.", 44,
            new MeasureBody(MeasureKind.Number, 0, 24, "patients"), ("The first six", 10), ("Half of them", 21));
        talk.Witnesses(interviews, Lea);
        var nights = talk.Sets(Tomas, "9:34", "Hand over on-call without losing sleep", "I answer the phone before it rings.", 35, null, ("Somebody else is on the rota", 7), ("A night with the phone in the kitchen", 21));
        var saturdays = talk.Sets(Kofi, "9:36", "Be at school before everybody else", "I have always been the first.", 60);
        talk.Sets(Lea, "9:41", "Run once a week, however short", "I think better with wet shoes.", 60);
        var goals = new Goals(interviews, nights, saturdays);

        talk.Day(-18);
        talk.Says(Priya, "8:45", "One-to-ones. How long, how often, and what do you do when they say that everything is fine?");
        talk.Says(Tomas, "8:52", "Half an hour, every week, walking. On a walk “fine” lasts until about the second traffic light.");
        var walks = talk.Says(Lea, "8:58", "Mine are in a room with a glass wall. I have just heard myself say that.");
        talk.Replies(walks, Kofi, "9:06", "Who put the meeting in the room with the glass wall?");
        talk.Replies(walks, Lea, "9:08", "The calendar. It does that by itself.");
        talk.Replies(walks, Kofi, "9:10", "Calendars are very sure of themselves.");
        talk.Reacts(walks, "👀", Tomas, Priya);
        talk.Says(Lea, "16:30", "Walked round the yard with Jonas. Two laps of “fine”. At the third he said that he had applied for my job, in March, and had never told anybody.");
        talk.Says(Priya, "16:36", "Oh, Léa. What did you say?");
        talk.Says(Lea, "16:41", "That I was glad to know. And that I would have been a little afraid of him, if I had known, and that this would have been my loss. We did a fourth lap.");
        talk.Reacts(talk.Says(Tomas, "16:44", "A fourth lap is the best review that one can get."), "❤️", Lea, Priya, Kofi);
        talk.ChecksIn(goals.Interviews, Priya, "17:00", CheckInStatus.OnTrack, 3, "Three, and I talked less each time.");
        talk.ChecksIn(goals.Nights, Tomas, "17:02", CheckInStatus.OffTrack, note: "Rang myself at four to see whether it works.");
        talk.ChecksIn(goals.Saturdays, Kofi, "17:05", CheckInStatus.OnTrack);

        talk.Day(-14);
        talk.Says(Tomas, "9:15", "I have to give somebody a review that is good, for somebody who thinks that it is brilliant. It *is* good. How do I say “good” to him without it sounding like a door closing?");
        talk.Says(Lea, "9:22", "What would brilliant have been?");
        talk.Says(Tomas, "9:27", "Bringing the others along. He solves things at night, alone, and in the morning it is done and nobody has learned anything.");
        talk.Says(Kofi, "9:33", "Does he know that you see the nights?");
        var seen = talk.Says(Tomas, "9:36", "I have never said it, because I do not want more of them.");
        talk.Says(Kofi, "9:40", "Perhaps say both, then, in that order.");
        talk.Reacts(seen, "💡", Priya, Lea);
        talk.ChecksIn(goals.Interviews, Priya, "17:00", CheckInStatus.OnTrack, 6, milestones: 1);
        talk.ChecksIn(goals.Nights, Tomas, "17:02", CheckInStatus.AtRisk, note: "Two of five have said yes.", milestones: 1);
        talk.ChecksIn(goals.Saturdays, Kofi, "17:05", CheckInStatus.AtRisk, note: "First, and alone. I could not say what for.");
        return goals;
    }

    private static void LastWeeks(Talk talk, Goals goals)
    {
        talk.Day(-12);
        talk.Says(Tomas, "17:20", "I said both. He was quiet. Then he asked whether I would still need him if everybody could do it. I had not seen that one coming at all.");
        var need = talk.Says(Priya, "17:26", "Is that not what *you* ask about your phone?");
        talk.Says(Tomas, "17:30", "I left the building after I read this, walked round it and came back in.");
        talk.Reacts(need, "💡", Lea, Kofi, Tomas);

        talk.Day(-9);
        talk.Says(Priya, "8:40", """
            I wrote down what I expect from the team, and what they may expect from me. I would like to be told where it sounds like a poster.

            **From you:** say early when it goes wrong, and say it to the one who can do something about it.

            **From me:** you hear what I think of your work from me, in the same week, and never first in front of others.
            """);
        talk.Says(Lea, "8:48", "“In the same week” is good. I can check that.");
        talk.Says(Tomas, "8:50", "The first half sounds a bit like a poster, if I may. “To the one who can do something about it” is a lot to know when things are on fire.");
        var early = talk.Says(Priya, "8:55", "True. “Say early when it goes wrong. To me, if you do not know to whom.” Better?");
        talk.Reacts(early, "👍", Tomas, Lea, Kofi);
        talk.Says(Kofi, "9:30", "And ask them for the third part, the one that you cannot write. Mine told me: “Say when you do not know. We can tell anyway.”");
        talk.ChecksIn(goals.Interviews, Priya, "17:00", CheckInStatus.AtRisk, 9, "Three said no. One of them told me why, for an hour, so I count him.");
        talk.ChecksIn(goals.Nights, Tomas, "17:02", CheckInStatus.OnTrack, note: "The phone was in the hall.", milestones: 1);

        talk.Day(-6);
        talk.Says(Lea, "12:12", "I said “I do not know” in front of eleven people today. Nothing fell from the ceiling.");
        talk.Reacts(talk.Says(Priya, "12:15", "What happened instead?"), "😄", Tomas);
        talk.Says(Lea, "12:18", "Jonas said: “I might.” And he did.");
        talk.Reacts(talk.Says(Kofi, "12:26", "That is a very good day for two people."), "❤️", Lea, Tomas, Priya);
        talk.LetsGo(goals.Saturdays, Kofi, "12:40", "The lights go on without me. I had kept the door, and called it leading.");

        talk.Day(-3);
        talk.Says(Priya, "13:02", "Lunch, a report: I sat down on a Thursday by mistake. Somebody said “it is Thursday”, quite kindly. I took my tray and went. I was never so happy to be sent away.");
        talk.Reacts(talk.Says(Tomas, "13:05", "They trust you with the rule."), "👏", Kofi, Lea, Priya);
        talk.ChecksIn(goals.Interviews, Priya, "16:10", CheckInStatus.OnTrack, 12, "Half-way.", milestones: 2);
        talk.MovesTheDate(goals.Interviews, Priya, "16:12", 28, "Twelve in three weeks is my speed. I would rather be late than guess the rest.");
    }

    private static void Now(Talk talk, Goals goals)
    {
        talk.Day(-1);
        talk.Says(Tomas, "18:02", "The one who worked at night gave a lesson today. Forty minutes, on the booking queue, for five colleagues. He had made a drawing. I stood at the back and had something in my eye.");
        talk.Reacts(talk.Says(Priya, "18:10", "He came by afterwards and asked me if it had been too long. I said that I had understood a queue for the first time in my life."), "😄", Tomas, Lea);
        talk.ChecksIn(goals.Nights, Tomas, "18:20", CheckInStatus.OnTrack, note: "Seven hours. The phone was in the kitchen, and it was not for me.", milestones: 2);
        talk.Reaches(goals.Nights, Tomas, "18:24");

        talk.Day(0);
        talk.ReadUpToHere(Priya);
        talk.Says(Lea, "7:30", "Jonas will present Storvik to the board with me. Half each. He asked which half. I said that he may choose, and then I did not say anything, which took everything I have.");
        talk.Says(Tomas, "7:41", "Which half did he choose?");
        talk.Says(Lea, "7:44", "The one with the questions at the end.");
        talk.Says(Kofi, "7:52", "That is the whole trick, I think. You give away the half that you are afraid of, and it turns out that somebody has been waiting for it.");
    }

    private sealed record Goals(GoalId Interviews, GoalId Nights, GoalId Saturdays);
}
