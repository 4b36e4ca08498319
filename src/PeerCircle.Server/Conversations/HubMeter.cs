using System.Diagnostics.Metrics;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations;

/// <summary>What is measured of hub connections as they come and end.</summary>
internal static class HubMeter
{
    private static readonly Counter<long> Handshakes = Meters.Own.CreateCounter<long>("peercircle.hub.handshakes", "{handshake}", "Hub connections asked for, by what became of it.");

    private static readonly Counter<long> Ended = Meters.Own.CreateCounter<long>("peercircle.hub.ended", "{connection}", "Hub connections that were ended with their session, or to make room, by reason.");

    /// <summary>A handshake was <c>admitted</c>, or refused because the server is <c>draining</c>, takes no more at a time (<c>busy</c>), or none from there (<c>address</c>).</summary>
    public static void Handshake(string outcome) => Handshakes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void End(SessionEndReason reason) => Ended.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
}
