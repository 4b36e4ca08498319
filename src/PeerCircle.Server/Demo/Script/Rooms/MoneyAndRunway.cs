using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Rooms;

/// <summary>The one that Priya has not joined yet.</summary>
internal static class MoneyAndRunway
{
    public static Talk Tell()
    {
        var talk = Talk.OfRoom(-18, "15:00", Yusuf, "Money and runway", "Budgets, pay and how long things last, in plain words.", "money", "budgets", "planning");
        talk.Joins("15:20", MeiLin, Kofi);
        talk.Says(Yusuf, "15:24", "A place for the questions that people only ask me in the lift. There are no silly ones. I have been asked what a budget *is* by somebody who had signed four.");
        talk.Says(Kofi, "15:31", "Then I shall go next. What is the difference between “we have the money” and “we may spend it”?");
        var may = talk.Says(Yusuf, "15:38", "The first is what is in the bank. The second is what is in the bank, minus everything that we promised already and forgot to write down. Most trouble lives in the last six words.");
        talk.Reacts(may, "💡", Kofi, MeiLin);

        talk.Day(-11);
        talk.Joins("11:00", Nadia);
        talk.Says(Nadia, "11:08", "How do you ask for money for something whose use you cannot count? I would like a room with a sofa in it, for conversations with families.");
        talk.Says(Yusuf, "11:20", "Count what it costs not to have it. How many of those conversations happen in a corridor, and how many of these have to happen twice?");
        talk.Says(MeiLin, "11:24", "I can recommend Yusuf’s one-page letters. I have six chairs from one of them.");
        var sofa = talk.Says(Nadia, "11:27", "I counted back: nineteen in a corridor since September, and seven of them twice.");
        talk.Reacts(sofa, "👀", Yusuf, Kofi);
        talk.Says(Yusuf, "11:30", "You have just written your letter.");

        talk.Day(-4);
        talk.Says(Kofi, "14:40", "Our grant ends in June. I know of three months after that, and I have not said it to the team, because I do not want to frighten anybody. When do people say it?");
        talk.Says(Yusuf, "14:52", "When there is still something that they can do with it. Nine months is early enough to think, and three is only early enough to worry.");
        talk.Says(MeiLin, "15:01", "Ours told us late, once, out of kindness. What I remember is that she had known for a year, alone.");
        talk.Reacts(talk.Says(Kofi, "15:10", "Thank you. I shall say it this week, with the number, and with what I do not know."), "🙏", Yusuf, MeiLin, Nadia);

        talk.Day(-1);
        talk.Says(Kofi, "17:30", "Said it. With the number. There was a long silence, and then Denise asked whether anybody had ever tried selling the breakfast to the building site next door. We are having a meeting about toast.");
        talk.Reacts(talk.Says(Yusuf, "17:36", "I should like to see the margin on toast. Please send it to me before you decide anything."), "😄", Kofi, MeiLin, Nadia);
        return talk;
    }
}
