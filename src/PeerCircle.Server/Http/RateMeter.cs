using System.Diagnostics.Metrics;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>What is measured of limits.</summary>
internal static class RateMeter
{
    private static readonly Counter<long> Limited = Meters.Own.CreateCounter<long>("peercircle.rate.limited", "{call}", "Calls over a limit, by limit.");

    public static void Refused(RateLimit limit) => Limited.Add(1, new KeyValuePair<string, object?>("limit", limit.ToString()));
}
