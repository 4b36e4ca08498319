namespace PeerCircle.Browser.Tests.Screenshots;

internal static class ScreenshotCommand
{
    public static Task<int> RunAsync(string folder, CancellationToken cancellation) => Task.FromResult(0);
}
