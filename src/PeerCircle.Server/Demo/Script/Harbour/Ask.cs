using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The fourth week: they begin to lend each other what they know.</summary>
internal static partial class HarbourSeven
{
    private static void Ask(Talk talk)
    {
        talk.Day(-14);
        talk.Says(Yusuf, "8:18", "For @Mei-Lin, and for whoever likes small numbers. What the missing chairs cost, rounded so that nobody can argue about the pennies:");
        var page = talk.Says(Yusuf, "8:19", """
            - Things that went wrong last year and were known to the shift before: **41**
            - Of these, written in a margin: **29**
            - Hours spent finding out again what the margin said: about **600**
            - Chairs: **6**
            """);
        talk.Reacts(page, "👏", MeiLin, Priya, Tomas, Lea, Kofi);
        talk.Says(MeiLin, "8:25", "It ends with the chairs. It is the most restrained thing I have ever read.");
        talk.Says(Yusuf, "8:27", "I had a last line. Hanna crossed it out.");
        talk.Says(Priya, "8:40", "I am at eight interviews, and I lost a week. I notice that I want to make it up by doing two a day, and I notice that I would listen to neither.");
        talk.Says(Nadia, "8:47", "What does the week after next look like if you do not make it up?");
        talk.Says(Priya, "8:52", "Then I finish in the middle of December and not at the start. I would have to tell people. I do not love telling people.");
        var when = talk.Says(Kofi, "8:55", "You have just told seven.");
        talk.Reacts(when, "😄", Priya, Nadia, Yusuf);

        talk.Day(-13);
        talk.Says(Lea, "10:15", "I rang Berit at Storvik. I explained for ten minutes what open data is. She said: “So it is my blackboard, but people can read it from home.” I said yes. She said: “About time.”");
        var time = talk.Says(Tomas, "10:20", "I would work for Berit.");
        talk.Reacts(time, "😄", Lea, Priya, MeiLin, Kofi, Nadia);
        talk.Says(Lea, "10:24", "She asked one thing. That the reasons stay. Not “technical fault” but “the door of the second carriage froze and Arne is on his way”.");
        var arne = talk.Replies(time, MeiLin, "10:31", "Reasons are the margin again.");
        talk.Replies(time, Lea, "10:33", "Everything is the margin. I shall have it embroidered.");
        talk.Reacts(arne, "💡", Lea, Tomas, Priya);
        talk.Says(Lea, "10:40", """
            This is what a row would look like, then:

            ```
            station   planned   real    reason
            Storvik   07:42     07:49   Door froze, Arne came
            Storvik   08:10     08:10
            ```
            """);
        talk.Says(Tomas, "10:44", "An empty reason for a train that was on time. I find that oddly moving.");

        talk.Day(-12);
        talk.Says(Kofi, "8:02", "The key has a new owner. Her name is Denise, she was a ward sister for thirty years, and when I began to explain how to open the door she put her hand on my arm and said “I have opened doors before, love.”");
        var denise = talk.Says(Nadia, "8:09", "Denise has been at our gate every Saturday for two years. I could have told you. I did not, because it seemed to be yours to find.");
        talk.Reacts(denise, "❤️", Kofi, Priya, MeiLin, Lea, Yusuf, Tomas);
        talk.Says(Kofi, "8:14", "It was. Thank you for waiting.");
        talk.Says(Yusuf, "8:30", "What will you do on Saturday at seven?");
        talk.Says(Kofi, "8:36", "Walk past on the other side of the road, probably.");
        talk.Says(Tomas, "8:38", "The hallway. It is a negotiation.");
        talk.Reacts(talk.Says(Kofi, "8:40", "I deserved that."), "😄", Tomas, Nadia, Priya, MeiLin);

        talk.Day(-11);
        var ask = talk.Says(Priya, "9:18", "May I use you? I have eight long conversations, and I am meant to say something about them on {+2}. I have a wall full of paper. How do you get from a wall to a sentence without betraying the people on it?");
        talk.Replies(ask, Lea, "9:30", "I would look for what surprised you, not for what they have in common. What they have in common you knew before.");
        talk.Replies(ask, Nadia, "9:36", "Read one of them out loud in full. One. Then the numbers, if there must be numbers.");
        talk.Replies(ask, Yusuf, "9:41", "Say what you will **not** conclude yet. I trust people who do that, and I sit in a lot of those meetings.");
        talk.Replies(ask, Kofi, "9:52", "And ask Mr Adeyemi whether he wants to be in the room.");
        var room = talk.Replies(ask, Priya, "9:58", "He would ask them what happens with what he told us. Oh. That is why you said it.");
        talk.Reacts(room, "🙌", Kofi, Nadia, Lea);
        talk.Says(MeiLin, "13:40", "Chairs. Six. Approved. He read Yusuf’s page, was quiet for a while and said: “I was very proud of that memo.” And then he signed, and then he laughed.");
        var chairs = talk.Says(Yusuf, "13:44", "Good man.");
        talk.Reacts(chairs, "❤️", MeiLin, Priya, Lea, Nadia);
        talk.Says(Tomas, "13:46", "Please tell me that somebody will keep the memo.");
        talk.Says(MeiLin, "13:47", "He asked whether he may frame it.");

        talk.Day(-10);
        talk.MakesHost(Kofi, "8:24", Priya);
        talk.Says(Kofi, "8:26", "I have made @Priya a host of this circle beside me. It seemed time to practise here what I preach on Saturdays. She can open the door, too, if I have a cold.");
        talk.Says(Priya, "8:30", "I have opened doors before, love.");
        talk.Reacts(talk.Says(Kofi, "8:31", "I walked into that one."), "😄", Priya, Tomas, Nadia, Lea, MeiLin, Yusuf);
        talk.Says(Nadia, "11:48", "Thirty-three families. I have stopped being afraid on the stairs. Now I am only afraid at the door.");
        var door = talk.Says(MeiLin, "11:55", "I like that the fear is moving towards the door. It will be out in the yard by half-term.");
        talk.Reacts(door, "🎈", Nadia, Kofi, Priya);
        talk.Says(Yusuf, "15:20", "I am going to pause mine. The books of the year have to be closed, and if I teach Hanna the forecast at the same time I will do both badly and blame her a little. Back on it in three weeks.");
        talk.Says(Lea, "15:26", "Do you want us to ask in three weeks?");
        talk.Says(Yusuf, "15:28", "Please. “How is it going”, not “are you still”.");
        var promise = talk.Says(Kofi, "15:34", "I find a pause that is said out loud quite a different thing from one that just happens. Good for you.");
        talk.Reacts(promise, "👍", Yusuf, Priya, Tomas, MeiLin);
    }
}
