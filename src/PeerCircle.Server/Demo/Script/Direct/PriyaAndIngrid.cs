using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Direct;

/// <summary>A mentor, and what one writes to her.</summary>
internal static class PriyaAndIngrid
{
    public static Talk Tell()
    {
        var talk = Talk.OfTwo(-21, "17:40", Priya, Ingrid);
        talk.Says(Priya, "17:44", "Dear Ingrid, we have not met. I saw that you mentor in service design, and I am about to talk to twenty-four people who gave up on us. I have never done more than five. May I ask you something now and then?");
        talk.Says(Ingrid, "17:58", "Dear Priya, gladly. I answer between two trains, and if I do not, I am on one without a signal. Ask the first one.");
        talk.Says(Priya, "18:03", "How do you begin, so that they do not tell you what they think you want to hear?");
        talk.Says(Ingrid, "18:15", "I begin with the day and not with the thing. “Tell me about the day on which you tried it.” Nobody knows what I want to hear about a day.");
        var day = talk.Says(Priya, "18:19", "I am going to use that on {+1}. Thank you.");
        talk.Reacts(day, "🌱", Ingrid);

        talk.Day(-19);
        talk.Says(Priya, "12:30", "It worked. She told me about the day for half an hour. The booking itself was two sentences of it, and they were the saddest two.");
        talk.Says(Ingrid, "12:52", "Keep the two. You will need them in a room full of numbers.");

        talk.Day(-13);
        talk.Says(Priya, "9:10", "May I ask something less nice? I am behind. A week of flu, and I want to say nothing and catch up quietly.");
        talk.Says(Ingrid, "9:34", "I moved a ticket office of three hundred people to one counter. It took a year longer than I had said. Do you know what I would not do again?");
        talk.Says(Priya, "9:36", "The year?");
        talk.Says(Ingrid, "9:41", "The saying nothing. I carried it from March to October. When I told them, they had known since April, and had been carrying *me*.");
        talk.Reacts(talk.Says(Priya, "9:44", "Oh."), "🙏", Ingrid);

        talk.Day(-9);
        talk.Says(Ingrid, "16:20", "I heard that a retired bus driver wore a tie. Word travels, even by train.");
        talk.Says(Priya, "16:28", "Léa!");
        talk.Reacts(talk.Says(Ingrid, "16:30", "I protect my sources."), "😄", Priya);

        talk.Day(-5);
        talk.Says(Priya, "17:31", "Moved it to the middle of December. Told the circle why, and my own people. It was easier than I thought.");
        talk.Says(Ingrid, "17:40", "It always is, on the other side of it. What did you learn by moving it?");
        talk.Says(Priya, "17:46", "That the nine who are left are the families who need an interpreter. I had put them at the end, and I told myself that it was because of the scheduling.");
        talk.Reacts(talk.Says(Ingrid, "17:52", "That you can write this sentence is worth the two weeks."), "❤️", Priya);

        talk.Day(-1);
        talk.Says(Priya, "17:32", "The first one with an interpreter is on {+2}. I would like to hear how you prepare somebody for being translated.");
        talk.Says(Ingrid, "18:05", """
            Three things, and the third one is the one that matters.

            1. Meet the interpreter ten minutes before, and tell her what you hope for. She is not a telephone.
            2. Look at the person who speaks, not at the one who translates.
            3. Ask half as much. Everything will take twice as long, and the silence in between belongs to them.
            """);
        return talk;
    }
}
