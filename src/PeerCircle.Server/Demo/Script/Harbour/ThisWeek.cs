using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The last days, up to this morning; what Priya has not read yet is at the end.</summary>
internal static partial class HarbourSeven
{
    private static void ThisWeek(Talk talk)
    {
        talk.Day(-4);
        talk.Says(Nadia, "8:30", "Fifty families. Eleven to go, and of these four have said no twice. I do not know whether to ask a third time. Where does patient end and where does pushing begin?");
        var third = talk.Says(Priya, "8:38", "I had two who said no. I wrote that I would not ask again, and why I had asked. One rang me a week later.");
        talk.Reacts(third, "🙏", Nadia, Kofi);
        talk.Says(Kofi, "8:44", "I would ask what the no is to. To you, to the building, to the hour? I have had noes that were about the bus.");
        talk.Says(Nadia, "8:51", "One of them works nights. I have only ever offered her mornings.");
        talk.Says(MeiLin, "8:55", "I have two hundred of those. Try ten past six, with coffee, where she gets off.");
        var coffee = talk.Says(Nadia, "8:57", "You are a treasure. Ten past six it is.");
        talk.Reacts(coffee, "☕", MeiLin, Priya, Yusuf);
        talk.Says(Yusuf, "17:15", "Closed. Day six of nine. Hanna found the last difference, forty pence, in a place where I have not looked since 2019. I bought cake. She says that the forecast is next, and that she has *ideas*.");
        var ideas = talk.Says(Lea, "17:20", "The italics are hers, aren’t they.");
        talk.Reacts(ideas, "😄", Yusuf, MeiLin, Priya, Tomas, Kofi, Nadia);

        talk.Day(-3);
        talk.Says(Lea, "19:40", "On the train back from Storvik. Berit gave us coffee, and then she gave my director the chalk and said “the 16:20, please, and why”. He had to go and ask the driver. He came back after ten minutes and wrote: **“Waited for a school class. All of them made it.”**");
        talk.Says(Lea, "19:42", "He stood there looking at it. Then he said that we should publish the reasons for all twelve.");
        var twelve = talk.Says(Kofi, "19:50", "All of them made it. I have to go and look out of a window.");
        talk.Reacts(twelve, "❤️", Lea, Nadia, Priya, MeiLin, Tomas, Yusuf);
        talk.Says(Priya, "19:58", "From one station to twelve in one cup of coffee. What did *you* do while he went to ask?");
        talk.Says(Lea, "20:03", "Nothing. I held the sponge. I was so proud of doing nothing.");
        talk.Reacts(talk.Says(Tomas, "20:10", "Did you bite a pencil?"), "😄", Lea, MeiLin, Priya);
        talk.Says(Lea, "20:11", "Chalk, nearly.");

        talk.Day(-2);
        talk.Says(MeiLin, "7:58", "Second warehouse. They do not want our note. They say it is “a Leeds note” and that here it is different. I was cross until about ten o’clock, and then I remembered that I had told you the same about the memo.");
        talk.Says(Tomas, "8:06", "Who is their Owen?");
        var samira = talk.Says(MeiLin, "8:10", "Samira. She has a pencil, too. I saw it.");
        talk.Reacts(samira, "✏️", Tomas, Kofi, Priya, Lea);
        talk.Says(Kofi, "8:15", "Then you know how this begins, and it is not with the note.");
        talk.Says(MeiLin, "8:17", "With chairs.");
        talk.Says(Kofi, "8:18", "With chairs.");
        var weekly = talk.Says(Yusuf, "12:02", """
            Hanna and I drew the weekly forecast on a napkin. What changes:

            1. MeiLin gets a number for each week, and how sure we are of it
            2. August gets a line of its own, called “uneasy”
            3. Nobody divides by four any more
            """);
        talk.Edits(weekly, Yusuf, "12:04", """
            Hanna and I drew the weekly forecast on a napkin. What changes:

            1. Mei-Lin gets a number for each week, and how sure we are of it
            2. August gets a line of its own, called “uneasy”
            3. Nobody divides by four any more
            """);
        talk.Says(MeiLin, "12:09", "I would like the napkin, please. It will hang next to the memo.");
        talk.Reacts(weekly, "🎉", MeiLin, Lea, Nadia);

        talk.Day(-1);
        talk.Says(Nadia, "16:42", "First parents’ evening in the new format. Fewer tables, longer talks. Two families stayed to help stack the chairs.");
        var dreading = talk.Says(Nadia, "16:43", "I was dreading it, honestly.");
        talk.Reacts(dreading, "❤️", Priya, Kofi, MeiLin, Lea);
        talk.Reacts(dreading, "👏", Tomas, Yusuf);
        talk.Says(Tomas, "17:05", "Second week in which nobody rang me. Two alerts, both handled from the runbook. Four of five have had a turn, and Sam has started to correct my commas. I checked my phone anyway. That part takes longer.");
        var runbook = talk.Says(Kofi, "17:20", "In week one you wrote that it lived on your pillow. Where is it now?");
        talk.Says(Tomas, "17:24", "In a drawer. In the hallway. The drawer has a sock on top of it.");
        talk.Reacts(runbook, "👀", Priya, MeiLin);
        talk.Says(Priya, "17:40", "Fifteen. The next one is with an interpreter, and I have written to Ingrid about it, because I have never done that and would like to do it well.");
        talk.Reacts(talk.Says(Kofi, "17:46", "Fifteen, and still asking how. Good night, all."), "🌙", Priya, Nadia, Tomas);

        talk.Day(0);
        var onePage = talk.Says(MeiLin, "7:51", "Morning. I am rewriting the handover note with Samira and could use one outside eye. It is two pages now. It should be one.");
        talk.Replies(onePage, Yusuf, "7:58", "Send it to me. I have never worked a night shift, so whatever I do not understand is a real gap.");
        talk.Replies(onePage, Kofi, "8:01", "Which half would you miss if it got lost on the way?");
        talk.Replies(onePage, Nadia, "8:05", "What would the night shift cross out, if you asked them?");
        talk.Replies(onePage, MeiLin, "8:10", "Asking them tonight. Thank you, all three.");
        talk.ReadUpToHere(Priya, Nadia);
        talk.Says(Lea, "8:16", "I have been carrying this since June, and I am saying it here so that I cannot quietly put it back in the drawer. The delay data of Storvik goes out on {+3}, at six in the morning, with reasons. Berit presses the button.");
        talk.Says(MeiLin, "8:19", "Léa.");
        var rough = talk.Says(Lea, "8:24", "The map is rough, and I shall not sleep. But it is one place, its own people first. @Priya, that was your question, in week three.");
        talk.Reacts(rough, "🌱", MeiLin, Kofi, Yusuf);
        var slept = talk.Says(Tomas, "8:33", "News from the drawer. Last night was the fifth of five. Something broke at ten past three. Amira had never been on call before, and she fixed it, and wrote down what she decided and why. I read about it at breakfast.");
        talk.Says(Tomas, "8:34", "Nobody rang. I slept through.");
        talk.Reacts(slept, "👏", Kofi, MeiLin, Lea);
        talk.Reacts(slept, "🎉", MeiLin, Yusuf);
        talk.Says(Kofi, "8:41", "Thirteen pages, five people and one sock. Look at you now.");
        talk.Says(MeiLin, "8:44", "The runbook you made for strangers is the reason why it worked. I was the stranger, and I still know what a queue is.");
    }
}
