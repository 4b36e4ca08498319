using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Rooms;

internal static class HiringAndGrowing
{
    public static Talk Tell()
    {
        var talk = Talk.OfRoom(-21, "10:30", Tomas, "Hiring and growing teams", "Finding people, the first ninety days, and letting them grow past you.", "hiring", "onboarding", "teams");
        talk.Joins("10:45", Priya, Lea);
        talk.Says(Tomas, "10:52", "What is the one question that you always ask in an interview, and what do you listen for?");
        talk.Says(Lea, "11:00", "“Show me something that you made and would make differently now.” I listen for whether it hurts.");
        var bring = talk.Says(Priya, "11:08", "“Whom would you bring along?” Some light up and talk for ten minutes about somebody else. I have never been wrong with those.");
        talk.Reacts(bring, "💡", Tomas, Lea);

        talk.Day(-19);
        talk.Joins("9:00", Ingrid, Kofi);
        talk.Says(Ingrid, "9:08", "I ask them to explain their work to my mother. She is not in the room, but she is eighty-six and very direct, and they can tell.");
        talk.Reacts(talk.Says(Kofi, "9:15", "For volunteers I ask nothing. I give them a broom and see who looks for a second one for somebody else."), "🙌", Ingrid, Tomas, Priya);

        talk.Day(-13);
        talk.Says(Lea, "14:05", "First ninety days: what do you want somebody to have *done* by then? Not learned. Done.");
        var ninety = talk.Says(Tomas, "14:15", """
            Ours, written down for the first time because you ask:

            - Week 1: put something live, however small
            - Week 4: answered a question that nobody else could answer
            - Week 8: told us one thing that we do badly, and was thanked for it
            - Week 12: shown the next new person around
            """);
        talk.Reacts(ninety, "👏", Lea, Priya, Ingrid);
        talk.Says(Ingrid, "14:30", "Week 8 is the one that I would watch. Not whether they say it. What your face does.");
        talk.Says(Tomas, "14:34", "I shall practise my face.");

        talk.Day(-7);
        talk.Says(Kofi, "10:20", "A question from the other end: how do you let somebody go who is ready to go, when you would rather keep her? Ama runs our reading mornings. She has an offer, and she is asking me what I think.");
        talk.Says(Priya, "10:31", "What do you think?");
        talk.Says(Kofi, "10:33", "That she should take it. I have practised saying it in the car.");
        var car = talk.Says(Ingrid, "10:40", "Say it before she asks again. The second time she will be asking for permission, and she should not have to.");
        talk.Reacts(car, "🙏", Kofi, Lea);

        talk.Day(-5);
        talk.Says(Kofi, "9:12", "I said it this morning, at the kettle. She cried, I cried, the kettle boiled over. She starts in January and has already named somebody who could do the mornings. Somebody who looks for the second broom.");
        talk.Reacts(talk.Says(Tomas, "9:20", "I have read the whole room again from the top, and it is all in there."), "❤️", Kofi, Priya, Lea, Ingrid);

        talk.Day(-2);
        talk.Says(Tomas, "16:10", "We have two good people for one place. One has done everything before. The other one asked why our status page needs a password.");
        talk.Says(Lea, "16:14", "You know that you have decided, do you?");
        talk.Reacts(talk.Says(Tomas, "16:15", "I wanted to hear somebody else say it."), "😄", Lea, Priya, Kofi);
        return talk;
    }
}
