using static PeerCircle.Server.Demo.Cast;

namespace PeerCircle.Server.Demo.Script.Harbour;

/// <summary>The circle of everybody but Ingrid, over six weeks: long enough to scroll. What one of them wants runs through all of it, so a new week goes on with the last.</summary>
internal static partial class HarbourSeven
{
    public static Talk Tell()
    {
        var talk = Talk.OfCircle(-29, "8:50", Kofi, "Harbour Seven", "Seven people who run things for the first time, or for the first time again. We say what we are carrying, and ask before we advise.", capacity: 9);
        Arrive(talk);
        Begin(talk);
        GetStuck(talk);
        Ask(talk);
        Turn(talk);
        ThisWeek(talk);
        return talk;
    }
}
