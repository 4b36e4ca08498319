using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Screenshots;

/// <summary>Takes pictures of the real product with believable content: <c>dotnet run --project tests/PeerCircle.Browser.Tests -- screenshots FOLDER</c>.</summary>
internal static class ScreenshotCommand
{
    private const int Desk = 1280, Phone = 360;

    public static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var clock = new ShiftedTime { Back = TimeSpan.FromDays(8) }; // From the start: a store's time never goes back.
        await using var server = await PeerServer.StartAsync("open", clock, cancellation);
        await using var api = new Network(server.Url, cancellation);
        await using var chromium = new Chromium();
        await chromium.InitializeAsync();
        var network = new BelievableNetwork(api, clock, cancellation);
        await network.BuildAsync();

        await using var stranger = await chromium.NewPersonAsync(server.Url, "Lea Novak");
        await using var ada = await chromium.NewPersonAsync(server.Url, BelievableNetwork.Ada);
        await ada.SignInQuietlyAsync(server.Url);
        var talk = $"/c/{network.Circle}";
        Shot[] shots =
        [
            new(stranger, "sign-in-light-1280", "/"),
            new(stranger, "sign-in-dark-360", "/", ColorScheme.Dark, Phone),
            new(stranger, "join-light-1280", network.InviteUrl),
            new(ada, "conversation-light-1280", talk),
            new(ada, "conversation-whole-light-1280", talk, Height: 1400),
            new(ada, "conversation-dark-1280", talk, ColorScheme.Dark),
            new(ada, "conversation-light-360", talk, Width: Phone),
            new(ada, "conversation-dark-360", talk, ColorScheme.Dark, Phone),
            new(ada, "thread-light-1280", $"{talk}/thread/{network.Question}"),
            new(ada, "details-light-1280", $"{talk}/details"),
            new(ada, "conversations-light-360", "/", Width: Phone),
            new(ada, "rooms-light-1280", "/rooms"),
            new(ada, "rooms-light-360", "/rooms", Width: Phone),
            new(ada, "people-light-1280", "/people"),
            new(ada, "people-dark-360", "/people", ColorScheme.Dark, Phone),
            new(ada, "profile-light-1280", "/settings"),
            new(ada, "new-circle-light-1280", "/new/circle"),
        ];
        foreach (var shot in shots) await shot.TakeAsync(folder);
        Console.WriteLine($"{shots.Length} pictures are in {Path.GetFullPath(folder)}.");
        return 0;
    }

    private sealed record Shot(Person Person, string Name, string Path, ColorScheme Colors = ColorScheme.Light, int Width = Desk, int Height = 800)
    {
        public async Task TakeAsync(string folder)
        {
            await Person.Page.SetViewportSizeAsync(Width, Height);
            await Person.Page.EmulateMediaAsync(new() { ColorScheme = Colors, ReducedMotion = ReducedMotion.Reduce });
            await Person.GoToAsync(Path);
            await Expect(Person.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Person.Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{Name}.png") });
        }
    }
}
