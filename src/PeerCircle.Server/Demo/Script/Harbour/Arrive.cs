using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The first week: who is here, and what they carry.</summary>
internal static partial class HarbourSeven
{
    private static void Arrive(Talk talk)
    {
        talk.Joins("9:02", Priya, Nadia);
        talk.Joins("9:10", Tomas);
        var welcome = talk.Says(Kofi, "9:14", "Good morning, and welcome. There is no agenda here and nobody takes minutes. Say what you run, and one thing about it that you have not told anyone at work.");
        talk.Says(Kofi, "9:15", "I will go first, it is only fair. I run the community programmes of nine schools. I have built something that stops when I have a cold, and I have been calling that dedication.");
        talk.Reacts(welcome, "👋", Priya, Nadia, Tomas);
        talk.Joins("9:31", MeiLin, Yusuf);
        talk.Says(Nadia, "9:40", "Deputy head, two years in. I know 400 children by name and perhaps thirty of their parents. I tell people it is because I have no time. It is because I am shy.");
        var shy = talk.Says(Priya, "9:47", "Thank you for saying that so plainly. I lead the product team at Fernhill, which books appointments for eleven clinics. We get about forty complaints a week, and I have started to suspect that we only ever design for those forty.");
        talk.Reacts(shy, "💡", Kofi, Nadia);
        talk.Says(Tomas, "10:05", "Same building as Priya, one floor down. I look after the engineers. My phone has been on my pillow for three years. I am told that this is not what a pillow is for.");
        talk.Says(MeiLin, "10:22", "Operations at Brightwater: three warehouses, two hundred people, and a night shift that I have met properly once. I inherited a handover note that nobody reads and everybody signs.");
        talk.Says(Yusuf, "10:36", "Finance, also Brightwater. I am the only one who understands our forecast. I used to be proud of that.");
        var four = talk.Says(Kofi, "10:44", "So far I count four things that only one person can do. We may have found our subject on the first morning.");
        talk.Reacts(four, "😄", MeiLin, Yusuf, Tomas, Priya);
        talk.Joins("13:20", Lea);
        talk.Says(Lea, "13:26", "Hello, sorry, I was on a train and the irony is not lost on me. I lead the data team at Norrland Rail. We know to the minute how late every train is, and we publish a yearly average.");
        talk.Says(Priya, "13:30", "A yearly average of lateness. That is almost poetry.");
        talk.Says(Lea, "13:31", "It is a PDF.");
        talk.Says(Tomas, "13:40", "Then you are in the right place.");

        talk.Day(-28);
        talk.Says(Kofi, "8:35", """
            How I suggest we do this. Change it if it does not fit.

            - Mornings, before the day has opinions
            - A question before a piece of advice
            - What is said here stays here
            - Nobody has to be interesting
            """);
        var rules = talk.Says(MeiLin, "8:41", "The last one is the first rule of any group that made me want to join it.");
        talk.Reacts(rules, "❤️", Nadia, Lea, Kofi);
        talk.Says(Yusuf, "8:52", "May I add one? If somebody says they will do a thing by a day, we ask how it went, not whether.");
        var how = talk.Says(Nadia, "8:58", "I like that. “How did it go” leaves a door open that “did you” closes.");
        talk.Reacts(how, "👍", Yusuf, Priya, MeiLin, Kofi);
        talk.Says(Priya, "9:20", "Then here is mine, so that you can ask. I want to talk to twenty-four patients before we change a single screen. Not the ones who write to us. The ones who opened the booking page, looked at it, and quietly gave up.");
        var find = talk.Says(Tomas, "9:24", "How do you find somebody who gave up quietly?");
        talk.Says(Priya, "9:31", "That is exactly what I do not know. We see that they were there. We do not see who they were, and I would rather keep it so.");
        talk.Replies(find, Nadia, "9:44", "At school we ask the person at the gate. Somebody always sees the ones who turn round.");
        talk.Replies(find, Priya, "9:52", "Our gate would be the front desk. I have never once asked the front desk.");
        var desk = talk.Replies(find, Kofi, "10:03", "There is your first morning, then.");
        talk.Reacts(desk, "🙌", Priya, Nadia);

        talk.Day(-27);
        talk.Says(Tomas, "8:12", "Question from somebody who slept badly. When you handed over something that only you could do, what went wrong first?");
        talk.Says(Yusuf, "8:30", "The questions. I answered them all, quickly and kindly. Three months later I was still the only one who knew, but now with a queue.");
        var queue = talk.Says(Kofi, "8:37", "I did that with a whole programme. It took me years to see that a fast answer can be a way of keeping the thing.");
        talk.Reacts(queue, "💡", Tomas, Yusuf, Lea, Priya);
        talk.Says(Tomas, "8:44", "I feel seen, and not comfortable.");
        talk.Says(MeiLin, "8:50", "What happens today when you do not answer the phone at night? Has it ever been tried?");
        talk.Says(Tomas, "8:55", "By accident, once. The battery died. Two people who had never done it fixed it in forty minutes. I found out at breakfast, and the first thing I felt was insulted.");
        talk.Says(MeiLin, "8:57", "And the second thing?");
        var rested = talk.Says(Tomas, "9:01", "Rested.");
        talk.Reacts(rested, "😄", MeiLin, Priya, Nadia, Kofi, Lea, Yusuf);

        talk.Day(-26);
        talk.Says(Priya, "9:05", "I stood at a front desk for two hours. Nobody minded. A man came in to book in person because, I quote, “the computer wants me to know what is wrong with me first”.");
        talk.Says(Priya, "9:06", "We ask for the reason of the visit on the first screen. It is a required field.");
        var required = talk.Says(Lea, "9:15", "Oh, that is a sentence to print and hang up.");
        talk.Reacts(required, "👀", Tomas, MeiLin);
        talk.Says(Tomas, "9:22", "I built that field. It was to save the clinicians time. I do not think we ever asked what it cost on the other side of the screen.");
        talk.Says(Priya, "9:26", "It was a good reason, and I signed it off. I am only glad that I heard it from him and not from a chart.");
        talk.Says(Kofi, "9:34", "Did you ask whether he would talk to you for longer?");
        var first = talk.Says(Priya, "9:36", "I did. He is my first of twenty-four. {+3}, at a café, and he chose the café.");
        talk.Reacts(first, "🌱", Kofi, Nadia, MeiLin, Lea, Tomas);

        talk.Day(-25);
        talk.Says(Nadia, "8:20", "My turn to say it out loud. I want to meet every family of Year 6 before half-term. All sixty-one of them, not at a table with a queue behind, but in a conversation that they would not mind having again.");
        talk.Says(Yusuf, "8:29", "How long is a conversation?");
        talk.Says(Nadia, "8:33", "In my head twenty minutes. In my diary seven.");
        talk.Says(Yusuf, "8:40", "Sixty-one times twenty is twenty hours and a bit. Over six weeks that is three and a half hours a week. It is a lot, but it is a number, and numbers are less frightening than “every family”.");
        var number = talk.Says(Nadia, "8:44", "You have just turned my dread into a timetable. Is this what finance does all day?");
        talk.Reacts(number, "😄", Yusuf, MeiLin, Kofi);
        talk.Says(Yusuf, "8:46", "On the good days.");
        talk.Says(Kofi, "16:10", "End of our first week. Thank you, all of you. Go home, if you are not there already. @Tomás, put the phone in the kitchen.");
        talk.Says(Tomas, "16:25", "The hallway. It is a negotiation.");
    }
}
