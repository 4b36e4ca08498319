using System.Diagnostics.Metrics;

namespace PeerCircle.Core;

/// <summary>Where all of the product's own numbers are measured. While nobody listens, measuring costs nothing.</summary>
public static class Meters
{
    /// <summary>The meter's name.</summary>
    public const string Name = "PeerCircle";

    public static Meter Own { get; } = new(Name);
}
