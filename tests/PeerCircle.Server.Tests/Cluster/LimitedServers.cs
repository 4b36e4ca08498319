namespace PeerCircle.Server.Tests.Cluster;

/// <summary>Two servers with limits that a test can reach.</summary>
public sealed class LimitedServers : TwoServers
{
    /// <summary>Refilled so slowly that a test may take its time.</summary>
    public const int CreationsPerDay = 20;

    /// <summary>So many at once, fewer than a conversation takes at once.</summary>
    public const int MessagesPer10Seconds = 100;

    protected override string[] Settings => [$"--Limits:CreationsPerDay={CreationsPerDay}", $"--Limits:MessagesPer10Seconds={MessagesPer10Seconds}"];
}
