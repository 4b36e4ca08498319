using Microsoft.Playwright;
using Xunit;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>The browser of a test class; every person has a context of their own in it, as if on a machine of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const float DeadlineMs = 30_000;

    // The shell is the same engine without the browser's own windows, which cost as much as the page does.
    private static readonly string Program = Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        Assertions.SetDefaultExpectTimeout(DeadlineMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A machine on which nobody is signed in yet, or who is by the cookies of another.</summary>
    public async Task<Person> NewPersonAsync(Uri server, string name, ColorScheme colors = ColorScheme.Light, int width = 1280, int height = 800, string? cookies = null, float scale = 1)
    {
        Assert.SkipWhen(_browser is null, $"There is no Chromium at {Program}; PEERCIRCLE_TEST_CHROMIUM may name another.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.AbsoluteUri,
            ColorScheme = colors,
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            DeviceScaleFactor = scale,
            StorageState = cookies,
        });
        context.SetDefaultTimeout(DeadlineMs);
        return new Person(name, context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
