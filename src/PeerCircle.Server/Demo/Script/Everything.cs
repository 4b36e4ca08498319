using PeerCircle.Server.Demo.Script.Circles;
using PeerCircle.Server.Demo.Script.Direct;
using PeerCircle.Server.Demo.Script.Harbour;
using PeerCircle.Server.Demo.Script.Rooms;

namespace PeerCircle.Server.Demo.Script;

/// <summary>The conversations of the demo network.</summary>
internal static class Everything
{
    public static IReadOnlyList<Talk> Tell() =>
    [
        HarbourSeven.Tell(),
        FirstTimeLeads.Tell(),
        SteadyWriters.Tell(),
        HardConversations.Tell(),
        HiringAndGrowing.Tell(),
        MoneyAndRunway.Tell(),
        PriyaAndIngrid.Tell(),
        Others.PriyaAndTomas(),
        Others.PriyaAndMeiLin(),
        Others.PriyaAndYusuf(),
        Others.NadiaAndKofi(),
        Others.LeaAndIngrid(),
        Others.YusufAndMeiLin(),
    ];
}
