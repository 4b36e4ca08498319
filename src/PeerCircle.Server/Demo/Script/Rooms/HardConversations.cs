using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Rooms;

internal static class HardConversations
{
    public static Talk Tell()
    {
        var talk = Talk.OfRoom(-26, "9:40", Nadia, "Hard conversations", "The ones you have been putting off. Say what is going on, what you tried, and the help you want.", "people", "feedback", "conflict");
        talk.Joins("10:02", Kofi, Yusuf);
        Quiet(talk);
        talk.Day(-16);
        talk.Joins("8:50", MeiLin, Ingrid);
        Late(talk);
        Miriam(talk);
        return talk;
    }

    private static void Quiet(Talk talk)
    {
        talk.Says(Yusuf, "10:10", "I start with a small one. A colleague talks over people in every meeting. He is kind and has no idea. I have waited two years for somebody else to tell him.");
        var over = talk.Says(Nadia, "10:16", "Have you ever seen him not do it?");
        talk.Says(Yusuf, "10:22", "On the phone, oddly. On the phone he is a wonderful listener.");
        talk.Says(Kofi, "10:28", "You may have your first sentence there. “On the phone you are the best listener I know, and I would like to have him in the meeting.”");
        talk.Reacts(over, "💡", Yusuf);

        talk.Day(-24);
        talk.Says(Yusuf, "17:02", "I said it, nearly in those words. He went red and said that in meetings he cannot tell when somebody has finished. We agreed on a sign. I lift my pen. He says that it is the most useful thing anybody has told him in years, and I am thinking about the two years.");
        talk.Reacts(talk.Says(Nadia, "17:08", "Two years of waiting, and then a pen."), "❤️", Yusuf, Kofi);
    }

    private static void Late(Talk talk)
    {
        var late = talk.Says(MeiLin, "8:55", """
            **What is going on:** a shift lead, twenty years here, well loved, comes late. Ten minutes, most days, since the summer.

            **What I tried:** joking about it. I am not proud of that.

            **The help I want:** how do I ask without it being about the ten minutes?
            """);
        talk.Says(Ingrid, "9:03", "Since the summer. What changed in the summer?");
        talk.Says(MeiLin, "9:06", "I do not know.");
        talk.Says(Ingrid, "9:08", "Then I think that is what you ask, and you can leave the ten minutes outside. He knows about the ten minutes.");
        talk.Says(Nadia, "9:20", "I ask such things while we both look at something else. A window, a form, the road. Faces are a lot.");
        talk.Reacts(late, "🙏", Nadia, Yusuf);

        talk.Day(-14);
        talk.Joins("8:12", Priya);
        talk.Says(MeiLin, "15:30", "We looked at a broken pallet together. His wife starts work at the hospital at six now, and he takes the boy to school, and the bus that would be on time does not exist any more. He had been running from the stop. Every day, at fifty-four.");
        talk.Says(MeiLin, "15:31", "His shift starts a quarter of an hour later now. It took one e-mail. I keep thinking about the jokes.");
        talk.Reacts(talk.Says(Kofi, "15:40", "You asked, and you could have gone on joking. I would let that weigh something, too."), "❤️", MeiLin, Ingrid, Nadia, Yusuf, Priya);
    }

    private static void Miriam(Talk talk)
    {
        talk.Day(-4);
        var miriam = talk.Says(Nadia, "9:30", """
            **How do I tell someone with 22 years here that her role is going?**

            Our school office moves to shared services in February. Miriam has run the front desk since before I was a teacher. Her post goes, she does not. There is a place for her in admissions, on the same pay.

            *What I tried:* I wrote a script. It sounds like a letter from a bank.

            *The help I want:* words for the first two minutes, and what you would leave out.
            """);
        talk.Reacts(miriam, "🙏", Priya, MeiLin, Yusuf);
        var first = talk.Says(Ingrid, "10:12", "Say the hard part in the first sentence, and her part in the second. “The front desk is moving to shared services in February. You are not going anywhere, and I want to talk about where.” Then stop. I counted to ten in my head. She needed eight.");
        talk.Reacts(first, "🙏", Nadia, MeiLin, Priya, Kofi);
        talk.Says(Yusuf, "18:40", "Leave out the reasons. I sat beside someone who heard six good reasons and remembered none of them, only that there were six.");

        talk.Day(-2);
        talk.Says(Priya, "12:20", "Could she have half an hour between hearing it and having to say anything? I was once asked for my thoughts in the same breath, and I heard myself say that it was fine.");
        talk.Says(Nadia, "12:31", "Half an hour, a door that closes, and I take over the phone at her desk meanwhile. I like that. It is {+3}, at ten.");

        talk.Day(0);
        talk.ReadUpToHere(Priya);
        talk.Says(MeiLin, "7:15", "Tell her before the office hears it, and ask her who should know next. It is a small choice, but it is hers.");
        talk.Says(Kofi, "7:48", "And when it is said, tell her one thing that you learned from her. Not as comfort. Only so that it has been said on that day, too.");
    }
}
