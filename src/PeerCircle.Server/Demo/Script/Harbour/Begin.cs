using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The second week: everybody takes a first step, and most of them are small.</summary>
internal static partial class HarbourSeven
{
    private static void Begin(Talk talk)
    {
        talk.Day(-24);
        talk.Says(MeiLin, "8:15", "I went in at four this morning to see the handover happen. It takes six minutes. Five of them are people looking for a pen.");
        talk.Says(MeiLin, "8:17", "The note is two sides of A4 with thirty-one boxes. I asked Owen, who leads the night, which ones he reads. He said “the scribble in the margin”.");
        var margin = talk.Says(Lea, "8:26", "What is in the margin?");
        talk.Replies(margin, MeiLin, "8:31", "Everything. Which truck is late, who is new, that the third door sticks when it rains.");
        talk.Replies(margin, Lea, "8:33", "So the margin is the note, and the boxes are the decoration.");
        var decoration = talk.Replies(margin, MeiLin, "8:36", "I am going to say that to somebody important, and I will give you credit.");
        talk.Reacts(decoration, "😄", Lea, Tomas, Kofi);
        talk.Says(Kofi, "8:50", "Did Owen say what he would do, if the note were his?");
        talk.Says(MeiLin, "8:54", "I did not ask. I was busy having an idea of my own. I will ask.");
        talk.Says(Kofi, "8:55", "That happens to me about twice a day.");

        talk.Day(-23);
        talk.Says(Priya, "10:40", "First interview done. Mr Adeyemi, 71, retired bus driver. We were meant to talk for half an hour and it was ninety minutes.");
        talk.Says(Priya, "10:44", """
            Three things I did not expect:

            1. He is very good with computers. He gave up because of the **question**, not the screen.
            2. He keeps his appointments on the calendar that the butcher gives out.
            3. He asked me what would happen with what he told me, and I did not have a good answer.
            """);
        var third = talk.Says(Yusuf, "10:58", "The third one is the one I would lose sleep over. What did you say?");
        talk.Says(Priya, "11:03", "That I would come back and tell him what we changed, or why we did not. Now I have promised it, and there are twenty-three more.");
        var promised = talk.Says(Nadia, "11:10", "You have just described how I would like to be treated by everyone.");
        talk.Reacts(promised, "❤️", Priya, Kofi, MeiLin);
        talk.Reacts(third, "👏", Tomas);
        talk.Says(Tomas, "11:30", "I would like to sit in on one. In a corner. I shall bring biscuits and say nothing.");
        talk.Says(Priya, "11:32", "You have never said nothing.");
        var learning = talk.Says(Tomas, "11:33", "It would be a week of firsts.");
        talk.Reacts(learning, "😄", Priya, MeiLin, Yusuf);

        talk.Day(-22);
        talk.Says(Tomas, "8:05", "I wrote the first page of a runbook. The rule is that it has to work for somebody who has never seen our system and has been awake for ninety seconds.");
        talk.Says(Tomas, "8:07", """
            It begins like this now:

            ```
            1. You have not broken anything. Something else did.
            2. Open the status page. Is it red? Go to 4.
            3. Not red? Drink some water, look again in five minutes.
            4. Restart the queue:  ops restart booking-queue --wait
            ```
            """);
        var broken = talk.Says(Lea, "8:16", "Line 1 made me tear up a little, and I have never been on call.");
        talk.Reacts(broken, "❤️", Tomas, Nadia, Priya, Kofi, MeiLin);
        talk.Says(MeiLin, "8:22", "Who will try it who really has never seen the system? I offer myself. I have no idea what a queue is, in your sense.");
        talk.Says(Tomas, "8:25", "You are hired. {+1}, lunch, I break something on purpose and you have the page.");
        talk.Says(Yusuf, "8:40", "I would watch that.");

        talk.Day(-21);
        talk.Says(MeiLin, "13:10", "Report from the queue. I restarted it. I have restarted a queue.");
        var restarted = talk.Says(Tomas, "13:14", "She did it in four minutes. She also found that step 3 is a lie, because the status page needs a password that was not on the page. I have written software for nineteen years and never watched anybody use my instructions before.");
        talk.Reacts(restarted, "👏", Priya, Kofi, Yusuf, Nadia);
        talk.Says(MeiLin, "13:20", "You were very quiet. I could hear you being quiet.");
        talk.Says(Tomas, "13:21", "I bit a pencil.");
        talk.Says(Kofi, "13:45", "I am writing this down, and not for the joke. One hour, one stranger, one page. I think I shall do it with our Saturday breakfast. I have always assumed that it takes a year to learn.");
        talk.Says(Nadia, "14:02", "What is on your page, Kofi?");
        var nine = talk.Says(Kofi, "14:10", "Nothing yet. I sat down to write it and got as far as “Kofi opens the door at seven”.");
        talk.Reacts(nine, "😄", Nadia, Tomas, MeiLin);
        talk.Says(Nadia, "14:12", "Who has the second key?");
        var key = talk.Says(Kofi, "14:15", "There is no second key. Oh.");
        talk.Reacts(key, "💡", Nadia, Priya, Yusuf, Lea, MeiLin, Tomas);

        talk.Day(-20);
        talk.Says(Lea, "9:30", "I have listened to all of you for two weeks and not said what mine is. It is the delay data. I want us to publish it, every train, every day, so that people can plan. I have wanted it since June.");
        talk.Says(Lea, "9:31", "I have a slide about it. I have had the slide since June, too.");
        var since = talk.Says(Priya, "9:38", "What happens when you imagine pressing the button?");
        talk.Replies(since, Lea, "9:46", "A journalist writes “the worst line in the country” and it is the one where my colleague’s brother drives.");
        talk.Replies(since, Priya, "9:50", "So it is not about the data at all.");
        talk.Replies(since, Lea, "9:55", "No. It is about him reading it at the kitchen table.");
        var brother = talk.Replies(since, Kofi, "10:04", "Could he read it first?");
        talk.Reacts(brother, "🙏", Lea, Priya, Nadia);
        talk.Says(Yusuf, "16:02", "How did the week go? I begin: I wrote down everything that I do to make the forecast. It is four pages, and one of the steps is “feel uneasy about August”.");
        var uneasy = talk.Says(MeiLin, "16:08", "As somebody who receives that forecast, please do not take out the step about August.");
        talk.Reacts(uneasy, "😄", Yusuf, Priya, Lea, Kofi, Nadia);
        talk.Says(Nadia, "16:20", "Nine families. I was terrible for the first three. By the seventh I had stopped holding a clipboard.");
        talk.Says(Priya, "16:24", "Three interviews, and one that I have to move because her son is ill. @Nadia, what did you hold instead of the clipboard?");
        var tea = talk.Says(Nadia, "16:27", "Tea. It turns out that nobody is afraid of somebody with a mug.");
        talk.Reacts(tea, "☕", Priya, Kofi, MeiLin, Lea, Yusuf, Tomas);
    }
}
