using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>How long a page takes to stand, and how much it moves meanwhile.</summary>
internal static class Arrivals
{
    private const double SlowBytesPerSecond = 1_600_000 / 8.0, SlowLatencyMs = 150;
    private const int SlowProcessor = 4;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Person member, string path, string title)
    {
        var browser = await member.Page.Context.NewCDPSessionAsync(member.Page);
        await browser.SendAsync("Network.enable");
        var cold = await LoadAsync(member, path, title);
        var warm = await LoadAsync(member, path, title);
        await browser.SendAsync("Network.clearBrowserCache");
        await browser.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = SlowLatencyMs, ["downloadThroughput"] = SlowBytesPerSecond, ["uploadThroughput"] = SlowBytesPerSecond });
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = SlowProcessor });
        var slow = await LoadAsync(member, path, title);
        return
        [
            new("conversation page, cold: largest part drawn after", 800, cold.LargestMs, "ms"),
            new("conversation page, warm: largest part drawn after", 500, warm.LargestMs, "ms"),
            new("the same, cold, slow 4G and a processor four times slower", 2_500, slow.LargestMs, "ms"),
            new("moved while it loads (CLS), the worst of the three", 0.05, new[] { cold.Moved, warm.Moved, slow.Moved }.Max(), ""),
        ];
    }

    private static async Task<(double LargestMs, double Moved)> LoadAsync(Person member, string path, string title)
    {
        await member.GoToAsync(path);
        await member.IsInAsync(title);
        await member.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await member.Page.EvaluateAsync("drawn()");
        return (await member.Page.EvaluateAsync<double>("noted.largest"), await member.Page.EvaluateAsync<double>("noted.moved"));
    }
}
