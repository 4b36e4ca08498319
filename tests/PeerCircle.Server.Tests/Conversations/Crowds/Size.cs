namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>How large a test of many is: seconds' worth, or as the faults were planned with <c>PEERCIRCLE_TEST_CROWDS=full</c>.</summary>
internal static class Size
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_CROWDS") == "full";

    public static int Of(int usual, int full) => IsFull ? full : usual;
}
