using System.Diagnostics.Metrics;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>What is measured of the way between nodes.</summary>
internal static class NodeMeter
{
    public static readonly Counter<long> Sent = Meters.Own.CreateCounter<long>("peercircle.bus.sent", "{message}", "Messages told to the other nodes; one a second when there is nothing to tell.");

    public static readonly Counter<long> Received = Meters.Own.CreateCounter<long>("peercircle.bus.received", "{message}", "Messages heard from other nodes.");

    public static readonly Counter<long> Gaps = Meters.Own.CreateCounter<long>("peercircle.bus.gaps", "{gap}", "How often messages of another node did not come, by the number of the one that did; once for a node that is first heard late.");

    public static readonly Counter<long> Compared = Meters.Own.CreateCounter<long>("peercircle.heads.compared", "{comparison}", "How often the heads of all conversations served were compared with the store's.");

    public static readonly Counter<long> Repaired = Meters.Own.CreateCounter<long>("peercircle.heads.repaired", "{reading}", "Readings of changes that no push had brought, which were pushed then.");
}
