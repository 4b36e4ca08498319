namespace PeerCircle.Load.Systems;

/// <summary>Where things are that this tool starts.</summary>
internal static class Repository
{
    public static string Tests { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    /// <summary>The server built in the same configuration; or the published one that <c>PEERCIRCLE_TEST_PROGRAM</c> names.</summary>
    public static string Server { get; } = Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_PROGRAM") is { Length: > 0 } published ? published : Path.GetFullPath(Path.Combine(
        Tests, "..", "src", "PeerCircle.Server", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "bin/Release" : "bin/Debug", "net10.0", "PeerCircle.Server.dll"));
}
