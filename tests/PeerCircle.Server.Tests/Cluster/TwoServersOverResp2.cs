using System.Net;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>Two servers that speak the older protocol with Redis.</summary>
public sealed class TwoServersOverResp2 : TwoServers
{
    protected override string RedisAt(IPEndPoint address) => $"{address},protocol=resp2";
}
