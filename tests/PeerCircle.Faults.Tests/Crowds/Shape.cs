namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>How many are there, and how much they do.</summary>
/// <param name="Each">In how many of the rooms each takes part.</param>
/// <param name="PerSecond">Operations of all together.</param>
/// <param name="Viewers">More, who only look, and who come back to the server that they lost.</param>
internal sealed record Shape(int Clients, int Rooms, int Each, double PerSecond, int Viewers)
{
    /// <summary>What the machine of everyday tests bears beside all else.</summary>
    public static Shape Small { get; } = new(12, 4, 2, 60, 3);

    public static Shape Large { get; } = new(60, 20, 4, 200, 6);
}
