using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Direct;

/// <summary>What pairs say to each other beside the circles.</summary>
internal static class Others
{
    public static Talk PriyaAndTomas()
    {
        var talk = Talk.OfTwo(-16, "17:50", Tomas, Priya);
        talk.Says(Tomas, "17:55", "Soup is at the door. I rang and ran away, as one does.");
        talk.Says(Priya, "18:10", "It is very good, whatever you said about it. Is that fennel?");
        talk.Says(Tomas, "18:12", "It is what was there.");

        talk.Day(-10);
        talk.Says(Priya, "16:02", "Can the reason move behind the date? On the booking page. Mr Adeyemi’s sentence will not leave me alone.");
        talk.Says(Tomas, "16:10", "It can. I looked. It is eleven minutes of work and one honest talk with the clinicians. I can do the first and come with you for the second.");
        talk.Reacts(talk.Says(Priya, "16:11", "And bring biscuits."), "👍", Tomas);

        talk.Day(-2);
        talk.Says(Tomas, "21:40", "Amira has the phone from {+1}. Talk me out of writing to her at midnight.");
        talk.Says(Priya, "21:44", "What would you write?");
        talk.Says(Tomas, "21:45", "That she should sleep.");
        talk.Reacts(talk.Says(Priya, "21:47", "Read that again slowly, and then put your phone in the drawer."), "😄", Tomas);

        talk.Day(0);
        talk.Says(Tomas, "8:12", "I slept. I will tell the circle in a minute, I only wanted you to be the first.");
        return talk;
    }

    public static Talk PriyaAndMeiLin()
    {
        var talk = Talk.OfTwo(-8, "13:10", MeiLin, Priya);
        talk.Says(MeiLin, "13:14", "Do you have the wording with which you ask people to talk to you? I want to ask the night shift, and everything I write sounds like a survey.");
        talk.Says(Priya, "13:25", "> I am trying to understand what the first hour of your shift is like. There is nothing to prepare, and nothing that you say will be used to check on anybody. Tea is on me.");
        talk.Reacts(talk.Says(MeiLin, "13:28", "“Nothing to prepare” is the bit that I was missing. Thank you."), "❤️", Priya);

        talk.Day(-3);
        talk.Says(MeiLin, "9:40", "Nine of them came. To a thing at five in the morning, with tea.");
        talk.Says(Priya, "9:52", "What surprised you?");
        talk.Says(MeiLin, "9:55", "That they all knew the memo about the chairs by heart.");

        talk.Day(0);
        talk.ReadUpToHere(Priya);
        talk.Says(MeiLin, "8:20", "Could you look at page two? I have sent it to Yusuf for the gaps, but you will see what sounds unkind.");
        return talk;
    }

    public static Talk PriyaAndYusuf()
    {
        var talk = Talk.OfTwo(-6, "10:10", Priya, Yusuf);
        talk.Says(Priya, "10:12", "May I borrow your restraint? I have to write down what an interview costs, all in, and it keeps getting indignant.");
        talk.Says(Yusuf, "10:20", "Take out every word that ends in “-ly”, then send it to me.");
        talk.Says(Priya, "10:41", "It is half as long, and now it frightens even me.");
        talk.Reacts(talk.Says(Yusuf, "10:44", "Then it is done."), "👏", Priya);
        return talk;
    }

    public static Talk NadiaAndKofi()
    {
        var talk = Talk.OfTwo(-15, "9:05", Kofi, Nadia);
        talk.Says(Kofi, "9:08", "That was brave this morning, what you wrote in the circle. How are you now that it is out?");
        talk.Says(Nadia, "9:20", "Lighter, and a bit sick. Both before nine.");
        talk.Says(Kofi, "9:24", "I am in the hall at one, if you want to carry chairs and say nothing.");
        talk.Reacts(talk.Says(Nadia, "9:25", "I would like that very much."), "❤️", Kofi);

        talk.Day(-1);
        talk.Says(Nadia, "18:30", "Did you see who stacked the chairs with us?");
        talk.ReadUpToHere(Nadia);
        talk.Says(Kofi, "18:41", "The father of the boy with the fractions. I saw. I counted the windows again, so as not to make a fool of myself.");
        return talk;
    }

    public static Talk LeaAndIngrid()
    {
        var talk = Talk.OfTwo(-12, "11:00", Lea, Ingrid);
        talk.Says(Lea, "11:04", "You have known my director for longer than I have. What does he need in order to say yes to something for the first time?");
        talk.Says(Ingrid, "11:30", "To have stood there himself. He does not believe in slides, he only asks for them.");
        talk.Says(Lea, "11:33", "I have forty.");
        talk.Reacts(talk.Says(Ingrid, "11:35", "Then you have an evening free."), "😄", Lea);

        talk.Day(-3);
        talk.Says(Lea, "20:20", "He held the chalk, Ingrid.");
        talk.Reacts(talk.Says(Ingrid, "20:31", "I have known him for nineteen years and never seen him with chalk. Well done. Sleep now."), "🌱", Lea);
        return talk;
    }

    public static Talk YusufAndMeiLin()
    {
        var talk = Talk.OfTwo(-16, "12:40", MeiLin, Yusuf);
        talk.Says(MeiLin, "12:42", "Six years, Yusuf.");
        talk.Says(Yusuf, "12:44", "I know. I am buying you lunch for each of them. We can begin today.");
        talk.Reacts(talk.Says(MeiLin, "12:45", "Canteen, ten past one. Bring Hanna."), "😄", Yusuf);

        talk.Day(0);
        talk.Says(MeiLin, "8:02", "Page one and page two are in your inbox. Be ruthless, and then be kind.");
        talk.Says(Yusuf, "8:13", "In that order. You have it back by ten.");
        return talk;
    }
}
