using PeerCircle.Browser.Tests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Cluster;

/// <summary>What an administrator is told of what connects the servers.</summary>
public sealed class WithoutRedis(Chromium chromium, TwoServers servers) : IClassFixture<Chromium>, IClassFixture<TwoServers>
{
    [Fact(Timeout = 120_000)]
    public async Task An_administrator_sees_that_it_is_away_what_that_means_and_that_it_is_back()
    {
        var deadline = TestContext.Current.CancellationToken;
        await using var scene = Scene.At(chromium, servers.Url);
        var ada = await scene.MemberAsync("Ada Brook");
        await ada.GoToAsync("/admin");
        var facts = ada.Page.Locator(".network-facts");
        await LooksUntilAsync(ada, "Works", times: 2, deadline);

        await servers.Redis.KillAsync();
        await LooksUntilAsync(ada, "Not reachable", times: 1, deadline);
        await Expect(facts.GetByText("members on other servers get messages a few seconds later")).ToBeVisibleAsync();

        await servers.Redis.StartAsync();
        await LooksUntilAsync(ada, "Works", times: 2, deadline);
    }

    /// <summary>Asks again until so many parts are in this state, whichever server answers.</summary>
    private static async Task LooksUntilAsync(Person person, string state, int times, CancellationToken deadline)
    {
        var parts = person.Page.Locator(".network-facts dd.state").Filter(new() { HasText = state });
        while (await parts.CountAsync() != times)
        {
            deadline.ThrowIfCancellationRequested();
            await person.Button("Look again").ClickAsync();
            await person.Page.WaitForTimeoutAsync(200);
        }
    }
}
