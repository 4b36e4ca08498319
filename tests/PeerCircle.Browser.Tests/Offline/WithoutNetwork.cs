using System.Text.Json;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Offline;

/// <summary>The page without a network, as an installed app, and under a new version of the server.</summary>
public sealed class WithoutNetwork(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task The_page_opens_without_a_network_and_goes_on_when_it_is_back()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await Tunnel.EnterAsync(ada);
        await ada.Page.ReloadAsync();
        await Expect(ada.Button("Connect now")).ToBeVisibleAsync();
        await Tunnel.LeaveAsync(ada);
        await ada.IsInAsync("Clinic leads");
        await Expect(ada.Button("Connect now")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nothing_that_members_read_is_kept_by_the_worker()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await ada.SayAsync("For the circle only.");
        await ada.SeesAsync("For the circle only.");
        await Tunnel.IsKeptAsync(ada);
        await ada.Page.ReloadAsync();
        await ada.SeesAsync("For the circle only.");
        var kept = await ada.Page.EvaluateAsync<string[]>(
            "async () => { const found = []; for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname); return found; }");
        Assert.Contains("/index.html", kept);
        Assert.DoesNotContain(kept, path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/hubs", StringComparison.Ordinal) || path.StartsWith("/c/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_connection_is_told_with_the_next_try_and_what_is_safe()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await Tunnel.EnterAsync(ada);
        await Expect(ada.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "You are offline. What you write is kept and sent when you are back." })).ToHaveCountAsync(1);
        await Expect(ada.Page.GetByText("Next try in")).ToBeVisibleAsync();
        await Tunnel.LeaveAsync(ada);
        await Expect(ada.Button("Connect now")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_manifest_makes_it_installable()
    {
        var ada = await Scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/");
        var address = await ada.Page.Locator("link[rel=manifest]").GetAttributeAsync("href");
        var answer = await ada.Page.Context.APIRequest.GetAsync(address ?? "");
        Assert.Equal("application/manifest+json", answer.Headers["content-type"]);
        Assert.Equal("no-cache", answer.Headers["cache-control"]);
        Assert.Equal("no-cache", (await ada.Page.Context.APIRequest.GetAsync("/sw.js")).Headers["cache-control"]);
        using var manifest = JsonDocument.Parse(await answer.TextAsync());
        Assert.Equal("PeerCircle", manifest.RootElement.GetProperty("name").GetString());
        Assert.Equal("standalone", manifest.RootElement.GetProperty("display").GetString());
        Assert.Equal("/", manifest.RootElement.GetProperty("start_url").GetString());
        var icons = manifest.RootElement.GetProperty("icons").EnumerateArray().Where(icon => icon.GetProperty("type").GetString() == "image/png").ToList();
        Assert.Contains(icons, icon => icon.GetProperty("purpose").GetString() == "maskable");
        foreach (var icon in icons)
        {
            var width = await ada.Page.EvaluateAsync<int>("source => new Promise(done => { const image = new Image(); image.onload = () => done(image.naturalWidth); image.onerror = () => done(0); image.src = source; })", icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{width}x{width}");
        }
    }

    [Fact]
    public async Task A_part_that_is_gone_with_an_older_version_loads_the_page_anew_once()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        await ada.Composer.FillAsync("Half a thought");
        await ada.Page.EvaluateAsync("() => { window.isOld = true; }");
        await ada.Page.EvaluateAsync("() => { window.dispatchEvent(new Event('vite:preloadError', { cancelable: true })); }");
        await ada.Page.WaitForFunctionAsync("() => window.isOld !== true");
        await ada.IsInAsync("Clinic leads");
        await Expect(ada.Composer).ToHaveValueAsync("Half a thought");
        Assert.True(await ada.Page.EvaluateAsync<bool>("window.dispatchEvent(new Event('vite:preloadError', { cancelable: true }))"), "It would go round in circles.");
    }
}
