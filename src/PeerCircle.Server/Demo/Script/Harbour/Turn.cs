using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The fifth week: some things begin to hold by themselves.</summary>
internal static partial class HarbourSeven
{
    private static void Turn(Talk talk)
    {
        talk.Day(-9);
        talk.Says(Priya, "10:20", "I did it the way you said. I read Mr Adeyemi out loud, all four pages, and he sat in the second row in a tie. Then I said what I will not conclude yet. Nobody asked for a number for twenty minutes, which is a record on our floor.");
        var tie = talk.Says(Nadia, "10:26", "He wore a tie.");
        talk.Reacts(tie, "❤️", Priya, Kofi, MeiLin, Lea, Tomas);
        talk.Says(Priya, "10:29", "Afterwards our medical director asked him what he would change first. He said: “Ask me when I can come. You can ask me why when I am there.”");
        talk.Says(Tomas, "10:33", "I moved the field. It took eleven minutes, and three years.");
        var field = talk.Says(Priya, "10:35", "I told him on the way out. He shook Tomás’s hand for a long time.");
        talk.Reacts(field, "🎉", Tomas, Nadia, MeiLin, Yusuf, Kofi, Lea);
        talk.Says(Kofi, "10:50", "Priya, you promised him that you would come back and tell him. That was three weeks ago. I only want to point at it.");
        talk.Says(Priya, "10:52", "One promise of twenty-four kept. I am writing it on the wall, in a different colour.");

        talk.Day(-8);
        talk.Says(MeiLin, "7:20", "The chairs are here. Six of them, blue. At five this morning the whole handover sat down, and nobody said anything for a good ten seconds. Then Owen said “well, this is nice”, and they talked for nine minutes.");
        talk.Says(Yusuf, "7:31", "Nine is longer than six.");
        talk.Says(MeiLin, "7:33", "And at half past six nobody rang me to ask where the Leeds truck was, because they knew.");
        var leeds = talk.Says(Yusuf, "7:34", "Then nine is shorter than six.");
        talk.Reacts(leeds, "💡", MeiLin, Tomas, Priya, Kofi);
        talk.Says(Lea, "8:05", "What happened to the note?");
        talk.Says(MeiLin, "8:12", """
            We have a first one. It goes like this:

            > **What is late.** **Who is new.** **What sticks.**
            > *What did you decide, and why?*

            The last line is Owen’s. He says that he never minds what the day shift decided. He minds guessing.
            """);
        var owens = talk.Says(Tomas, "8:20", "May I steal “what did you decide, and why” for the on-call page? With credit. I will put his name on it.");
        talk.Replies(owens, MeiLin, "8:26", "I asked him. He said that you may have it, and that you should sit down when you read it.");
        talk.Replies(owens, Tomas, "8:29", "Buying a chair for the on-call corner. I am not joking.");
        talk.Reacts(owens, "🙌", MeiLin, Yusuf, Lea);

        talk.Day(-7);
        talk.Says(Kofi, "9:05", "Saturday, then. I walked past. On the other side of the road, at ten to seven, like a man in a film. The lights were on. I could smell toast.");
        var toast = talk.Says(Nadia, "9:09", "And then?");
        talk.Says(Kofi, "9:14", "I went home and had breakfast with my wife. On a Saturday. She asked whether I was ill.");
        talk.Reacts(talk.Says(Priya, "9:16", "This is the best report we have had so far, and we have had very good ones."), "❤️", Kofi, Nadia, MeiLin, Tomas, Yusuf, Lea);
        talk.Reacts(toast, "👀", Tomas);
        talk.Says(Tomas, "9:25", "Was it hard?");
        talk.Says(Kofi, "9:31", "At the corner, yes. There is a moment in which you can still cross the road. I counted the windows of the school until it was over. There are twenty-two.");
        talk.Says(Tomas, "9:33", "I am going to need that. What do you count at night?");
        var rotas = talk.Says(Yusuf, "9:40", "People on the rota who are not you.");
        talk.Reacts(rotas, "💡", Tomas, Kofi, MeiLin, Priya);

        talk.Day(-6);
        talk.Says(Lea, "8:45", "Bad day. My director saw the draft for Storvik and asked whether we could “start with the punctual ones”. I said that I would think about it. I have thought about it. I am a little bit ashamed of how reasonable it sounded for an hour.");
        talk.Says(MeiLin, "8:53", "What is he afraid of?");
        talk.Says(Lea, "8:59", "A headline. Same as me in June. I recognised the voice, it was mine.");
        var voice = talk.Says(Priya, "9:05", "Then you know what it needs. What did it need when it was you?");
        talk.Says(Lea, "9:12", "Berit. A name, and a blackboard, and somebody who said “about time”.");
        talk.Says(Kofi, "9:18", "How far is Storvik, by train?");
        var delay = talk.Says(Lea, "9:20", "Two hours and ten minutes. Planned.");
        talk.Reacts(delay, "😄", Kofi, Priya, MeiLin, Tomas, Nadia, Yusuf);
        talk.Reacts(voice, "🙏", Lea);
        talk.Says(Lea, "14:02", "He said yes. We are going on {+3}. I told him to bring boots and not to bring slides.");

        talk.Day(-5);
        var sorry = talk.Says(Yusuf, "9:00", "Small thing. The books: day five of nine, and I think that we may be done tomorrow. I keep looking for what we forgot.");
        talk.Says(Nadia, "9:06", "What if you forgot nothing?");
        talk.Says(Yusuf, "9:08", "Then the other four days were for looking. Every year. For eleven years.");
        talk.Reacts(sorry, "🌱", Nadia, Kofi, Priya);
        var five = talk.Says(MeiLin, "9:11", "Careful, Yusuf. That was nearly a party.");
        talk.Reacts(five, "😄", Yusuf, Lea, Tomas);
        var slip = talk.Says(Tomas, "11:20", "Sam, for the last time, the dashboard is not");
        talk.Deletes(slip, Tomas, "11:21");
        talk.Says(Tomas, "11:22", "Sorry, wrong window. Which says something about who has been awake since four. It was not on-call. It was my daughter, who has discovered the moon.");
        talk.Reacts(talk.Says(Lea, "11:30", "That is the right reason to be awake."), "🌙", Tomas, Priya, Nadia, MeiLin, Kofi);
        talk.Says(Priya, "16:04", "Twelve interviews. Half-way. I moved the date to the middle of December and told everyone whom it concerns. The answer was “fine”. I had prepared for everything but that.");
        var fine = talk.Says(Kofi, "16:10", "We prepare for a trial, and then it is a hallway.");
        talk.Reacts(fine, "💡", Priya, Nadia, Lea, Yusuf);
    }
}
