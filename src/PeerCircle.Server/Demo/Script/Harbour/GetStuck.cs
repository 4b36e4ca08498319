using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The third week: the first steps meet the rest of the week.</summary>
internal static partial class HarbourSeven
{
    private static void GetStuck(Talk talk)
    {
        talk.Day(-19);
        talk.Says(Kofi, "8:20", "I had a second key cut. It cost four pounds, and it has been in my coat for three days, because I have not given it to anybody.");
        var coat = talk.Says(Nadia, "8:28", "What would the person have to be like?");
        talk.Replies(coat, Kofi, "8:34", "Calm. Early. Kind to the boy who comes at half past six because nobody is home.");
        talk.Replies(coat, Nadia, "8:36", "Do you know one?");
        talk.Replies(coat, Kofi, "8:41", "Three of them.");
        var three = talk.Replies(coat, Nadia, "8:42", "Then I think that it is not about the person.");
        talk.Reacts(three, "🙏", Kofi, MeiLin, Yusuf);
        talk.Says(Tomas, "8:55", "Full honesty, since that is what the place is for. I took the on-call phone back over the weekend. Nobody asked me to. I said that it was “just until the release is out”.");
        talk.Says(Yusuf, "9:02", "How was the release?");
        talk.Says(Tomas, "9:04", "Uneventful. I lay awake next to a phone that did not ring. I could have been lying awake without one.");
        var awake = talk.Says(MeiLin, "9:10", "Thank you for telling us before we asked. I find that part hardest.");
        talk.Reacts(awake, "❤️", Tomas, Priya, Kofi, Lea);

        talk.Day(-18);
        talk.Says(MeiLin, "7:50", "I asked Owen what he would do if the handover note were his. He took a pencil out of his jacket, so he had been waiting. He crossed out twenty-six of the thirty-one boxes and said: “and then I would sit down for it”.");
        var sit = talk.Says(Priya, "8:02", "“And then I would sit down for it” is the whole design.");
        talk.Reacts(sit, "💡", MeiLin, Kofi, Tomas, Nadia, Lea);
        talk.Says(Lea, "8:11", "Why are they standing?");
        var chairs = talk.Says(MeiLin, "8:16", "Because in 2014 somebody took the chairs away so that handovers would be shorter. I found the memo. It worked. They are shorter.");
        talk.Replies(chairs, Tomas, "8:21", "This belongs in a museum.");
        talk.Replies(chairs, Yusuf, "8:30", "I can tell you what the chairs cost, and I can guess what the memo costs each year. It is not close.");
        talk.Replies(chairs, MeiLin, "8:33", "Could you guess it on paper? I have to talk to the person who wrote the memo. He is nice, and he is my boss.");
        var guess = talk.Replies(chairs, Yusuf, "8:35", "By {+4}. One page, rounded, and nobody in it looks foolish.");
        talk.Reacts(guess, "🙌", MeiLin, Priya);

        talk.Day(-17);
        talk.Says(Lea, "9:12", "I was going to show the slide to my director today. I moved the meeting. It is the third time that I moved it.");
        talk.Says(Kofi, "9:20", "What did you do with the hour?");
        talk.Says(Lea, "9:24", "I made the slide nicer.");
        var nicer = talk.Says(Yusuf, "9:26", "I have a spreadsheet with eleven colours. I know this hour.");
        talk.Reacts(nicer, "😄", Lea, Priya, Kofi, MeiLin);
        talk.Says(Priya, "9:33", "Léa, may I ask a question that is half a piece of advice? What is the smallest part of the data that you would not be afraid of?");
        talk.Says(Lea, "9:41", "One station. A small one. Where the people who work there have said that they want it.");
        talk.Says(Priya, "9:42", "Do you have one in mind?");
        var storvik = talk.Says(Lea, "9:48", "Storvik. Four platforms, a café, and a station manager called Berit who writes the delays on a blackboard. By hand, with the reasons. People take pictures of it.");
        talk.Reacts(storvik, "❤️", Priya, Nadia, MeiLin, Tomas, Kofi);
        talk.Says(Tomas, "9:50", "Berit has already published.");
        talk.Says(Lea, "9:51", "Berit has already published. I need a moment.");

        talk.Day(-16);
        talk.Says(Priya, "7:32", "I have the flu, the proper one. I am cancelling two interviews and writing this with one eye. Please nobody ask me how many.");
        var sleep = talk.Says(Nadia, "7:40", "Sleep. They will be glad to talk to you next week, and gladder not to catch it.");
        talk.Reacts(sleep, "❤️", Priya, Tomas, Lea);
        talk.Says(Tomas, "7:44", "I will bring soup at six and leave it at the door. It is not negotiable and it is not very good.");
        talk.Says(Yusuf, "12:15", "I sat down with Hanna to teach her the forecast. I prepared for a week. After ten minutes she asked why we forecast by month, when everything we decide is decided by week. I opened my mouth and nothing was in it.");
        var month = talk.Says(MeiLin, "12:24", "We decide by week because we get it by month and then divide by four. I thought that you wanted it so.");
        talk.Says(Yusuf, "12:26", "I thought that *you* wanted it so.");
        talk.Reacts(month, "👀", Yusuf, Lea, Tomas, Kofi);
        talk.Says(Lea, "12:31", "How long has this been going on?");
        talk.Says(Yusuf, "12:33", "Six years. Hanna has been here since March.");
        var hanna = talk.Says(Kofi, "12:50", "I would like to know more of Hanna.");
        talk.Reacts(hanna, "😄", Yusuf, MeiLin, Nadia, Lea);

        talk.Day(-15);
        talk.Says(Nadia, "8:10", "A hard one. I met a father yesterday who did not sit down. He said that the last time somebody at this school wanted to talk to him, it was to tell him that his son was “a concern”. The boy is seven. He is now ten, and it is the only sentence the father has from us.");
        talk.Says(Nadia, "8:11", "It was I who wrote it. I did not remember. I do now.");
        talk.Says(Kofi, "8:19", "I am sorry. That is a heavy thing to be handed standing up. What did you do?");
        talk.Says(Nadia, "8:25", "I said that it was mine. Then I said what I see when I look at him today, which is a boy who explains fractions to his friends with crisps. Then I stopped, because I wanted to say a lot more, and most of it was for me.");
        var stopped = talk.Says(MeiLin, "8:31", "That you stopped there. I would have gone on until he comforted me.");
        talk.Reacts(stopped, "🙏", Nadia, Kofi, Yusuf, Tomas, Lea, Priya);
        talk.Says(Nadia, "8:33", "He sat down. He asked whether the crisps were school property.");
        talk.Reacts(talk.Says(Yusuf, "8:36", "I am in an open-plan office, and people are looking at me."), "❤️", Nadia, MeiLin);
        talk.Says(Priya, "10:02", "Back to both eyes. Read all of this in one go. Nadia, I am going to think about “most of it was for me” before every interview from now on.");
        talk.Says(Tomas, "16:05", "How did it go, week three. I gave the phone back on {-2} evening, to Sam, with the runbook, and I told Sam about the pencil. It rang once. I heard about it at ten the next morning, from somebody who was not Sam.");
        talk.Says(Kofi, "16:12", "And first you were insulted?");
        var hungry = talk.Says(Tomas, "16:14", "First I was hungry. I think that is progress.");
        talk.Reacts(hungry, "👏", Kofi, Priya, MeiLin, Nadia, Lea, Yusuf);
    }
}
