using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Circles;

/// <summary>Four who write next to their work, most mornings for half an hour.</summary>
internal static class SteadyWriters
{
    public static Talk Tell()
    {
        var talk = Talk.OfCircle(-25, "6:40", Nadia, "Steady writers", "Half an hour of writing, most mornings. Nobody marks it.", capacity: 8);
        talk.Joins("6:52", Yusuf, Ingrid);
        var goals = Begin(talk);
        talk.Day(-17);
        talk.Joins("6:45", Priya);
        GoOn(talk, goals);
        Now(talk, goals);
        return talk;
    }

    private static Goals Begin(Talk talk)
    {
        talk.Says(Nadia, "6:55", "Good morning to the early ones. The rules are short: thirty minutes, then one line here about how it was. Not about whether it was good.");
        talk.Says(Ingrid, "7:27", "Thirty minutes about a ticket office in Luleå that closed in 1994. I remembered the colour of the linoleum. It was a start.");
        talk.Says(Yusuf, "7:31", "Twelve minutes of writing, eighteen of looking for the good pen.");
        var pen = talk.Says(Nadia, "7:33", "That counts. The pen is part of it.");
        talk.Reacts(pen, "✏️", Yusuf, Ingrid);
        talk.Says(Ingrid, "7:40", "May one ask what the others write?");
        talk.Says(Nadia, "7:44", "Letters to parents that I shall never send. It makes the ones that I do send much better.");
        var grandfather = talk.Says(Yusuf, "7:50", "My grandfather’s shop in Izmir, out of the order book. He wrote down every lemon.");
        talk.Reacts(grandfather, "🍋", Nadia, Ingrid);

        talk.Day(-23);
        talk.Says(Nadia, "7:02", "Half an hour. One good paragraph, and I know it because I wanted to get up and show it to somebody.");
        talk.Says(Ingrid, "7:34", "Today the linoleum had people on it.");
        talk.Says(Yusuf, "7:36", "4 March 1961. Forty lemons, one crate of oranges, and in the margin “rain, nobody came, read the newspaper”. I have been sitting in that afternoon for half an hour.");
        var rain = talk.Says(Nadia, "7:41", "I would read a whole book of that.");
        talk.Reacts(rain, "❤️", Yusuf, Ingrid);

        talk.Day(-20);
        talk.Says(Yusuf, "7:15", "Did not write. Say it here, so that it does not grow.");
        var grow = talk.Says(Ingrid, "7:22", "Thank you for saying it. I did not on {-1} and kept quiet. It had grown to the size of a dog.");
        talk.Reacts(grow, "😄", Nadia, Yusuf);
        talk.Says(Nadia, "7:30", "The dog may come, too.");
        return new Goals(
            talk.Sets(Yusuf, "7:44", "Sixty afternoons from the order book", "He wrote down every lemon, and nobody has read it.", 120, new MeasureBody(MeasureKind.Number, 0, 60, "afternoons"), ("Ten", 14), ("Thirty", 60)),
            talk.Sets(Ingrid, "7:50", "Thirty pages about thirty years of counters", "Before I only remember the linoleum.", 42, new MeasureBody(MeasureKind.Number, 0, 30, "pages"), ("Fifteen", 20)));
    }

    private static void GoOn(Talk talk, Goals goals)
    {
        talk.Says(Priya, "6:58", "Good morning. Nadia told me about the dog. I come without anything to write, only with a wall full of interviews that I do not want to turn into slides.");
        talk.Says(Ingrid, "7:05", "Welcome. Begin with one chair. Who sat in it, and what did they do with their hands?");
        talk.Says(Priya, "7:38", "He folded the napkin into smaller and smaller squares until it would not go any further. I had forgotten. It is not in my notes, and it is the whole conversation.");
        var napkin = talk.Says(Nadia, "7:41", "And there it is.");
        talk.Reacts(napkin, "🙏", Priya, Ingrid, Yusuf);
        talk.ChecksIn(goals.Lemons, Yusuf, "8:00", CheckInStatus.OnTrack, 4);
        talk.ChecksIn(goals.Counters, Ingrid, "8:04", CheckInStatus.OnTrack, 6, "One page a morning. The seventh is about a coat.");
        talk.Witnesses(goals.Counters, Priya);

        talk.Day(-13);
        talk.Says(Priya, "7:10", "Twenty minutes. It was raining and I wrote about the rain, and in the last two about somebody’s mother.");
        talk.Says(Yusuf, "7:24", "9 June 1961. No lemons at all. In the margin a telephone number, and a name that is not my grandmother’s.");
        talk.Says(Ingrid, "7:30", "Yusuf.");
        var number = talk.Says(Yusuf, "7:31", "I know. I rang my aunt. It was the dentist.");
        talk.Reacts(number, "😄", Ingrid, Nadia, Priya);
        var question = talk.Says(Nadia, "7:45", "A question to all: do you read it again the next day, or only go on?");
        talk.Replies(question, Ingrid, "7:50", "Never before a month. The linoleum has to dry.");
        talk.Replies(question, Yusuf, "7:52", "At once, and it is a mistake every time.");
        talk.Replies(question, Priya, "7:58", "I read the last line aloud, so that the next one knows where it starts.");
        talk.Reacts(question, "💡", Ingrid);
        talk.ChecksIn(goals.Lemons, Yusuf, "8:10", CheckInStatus.AtRisk, 7, "The dentist took two mornings.");
        talk.ChecksIn(goals.Counters, Ingrid, "8:12", CheckInStatus.OnTrack, 14);

        talk.Day(-10);
        talk.Says(Ingrid, "7:33", "I wrote down what thirty years of counters taught me, as a list. I got to four. I had thought that it would be forty.");
        talk.Says(Nadia, "7:36", "May we see the four?");
        var four = talk.Says(Ingrid, "7:40", """
            1. People do not come for the ticket. They come to be sure.
            2. Who is ashamed speaks quietly, so build rooms in which one can speak quietly.
            3. The queue is part of the service.
            4. Leave one human being where you take away ten.
            """);
        talk.Reacts(four, "❤️", Priya, Nadia, Yusuf);
        talk.Says(Priya, "7:44", "The second one goes on my wall tonight, with your name.");

        talk.Day(-8);
        talk.Says(Yusuf, "7:04", "An hour. I did not notice.");
        talk.Reacts(talk.Says(Nadia, "7:09", "Then it has begun."), "🌱", Yusuf, Ingrid, Priya);
        talk.ChecksIn(goals.Lemons, Yusuf, "8:00", CheckInStatus.OnTrack, 12, milestones: 1);
        talk.ChecksIn(goals.Counters, Ingrid, "8:03", CheckInStatus.OnTrack, 21, milestones: 1);
    }

    private static void Now(Talk talk, Goals goals)
    {
        talk.Day(-5);
        talk.Says(Nadia, "7:00", "I sent one. One of the letters that I never send. Four lines, to the father who did not sit down. He answered with a photograph of a page of fractions.");
        talk.Says(Priya, "7:06", "I had to read this twice, because the screen went blurry.");
        talk.Reacts(talk.Says(Ingrid, "7:12", "Four lines are a good length. I worked in an office that could not do it under two pages."), "❤️", Nadia, Priya, Yusuf);

        talk.Day(-3);
        talk.Says(Ingrid, "7:28", "Number five has come, in the bath: *“Ask what they did before they came to you. The service started there.”*");
        talk.Says(Yusuf, "7:35", "My grandfather knew that one. He has a column for it. I always thought it was the weather.");
        talk.Says(Priya, "7:41", "Thirty minutes on one question that I asked badly, and what she answered anyway.");
        talk.Says(Nadia, "7:50", "Shall we read to each other some time? Ten minutes each, no comments, tea?");
        var tea = talk.Says(Yusuf, "7:52", "If I may go last.");
        talk.Reacts(tea, "☕", Nadia, Ingrid, Priya);
        talk.Pauses(goals.Lemons, Yusuf, "8:00", 18);
        talk.ChecksIn(goals.Counters, Ingrid, "8:03", CheckInStatus.OnTrack, 29, "I keep the last one for a day on which it rains.");

        talk.Day(-1);
        talk.Says(Nadia, "7:03", "Half an hour, and it was fun. I am not sure that I am allowed to write that here.");
        talk.Reacts(talk.Says(Ingrid, "7:20", "It is in the small print."), "😄", Nadia, Priya);
        talk.ChecksIn(goals.Counters, Ingrid, "8:30", CheckInStatus.OnTrack, 30, "It rained.");
        talk.Reaches(goals.Counters, Ingrid, "8:31");
    }

    private sealed record Goals(GoalId Lemons, GoalId Counters);
}
