using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Client;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Screens;

/// <summary>
/// The demo network on a server, for whoever wants to see all of <see cref="AllScreens"/> in one look. Every visit is on a machine of its
/// own, so that what one did on a screen is not there on the next; only what one has read stays read, so another look takes another gallery.
/// </summary>
internal sealed class Gallery : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly PeerServer _server;
    private readonly string _password;
    private readonly Dictionary<string, string> _cookies = [];

    private Gallery(Chromium chromium, Look look, PeerServer server, string password, Places places) =>
        (_chromium, Look, _server, _password, Places) = (chromium, look, server, password, places);

    public Look Look { get; }

    public Places Places { get; }

    public static async Task<Gallery> OpenAsync(Chromium chromium, Look look, CancellationToken cancellation)
    {
        var (server, password) = await PeerServer.StartDemoAsync(cancellation);
        try
        {
            await using var client = new PeerCircleClient(server.Url);
            await client.SignInAsync(EmailOf(AllScreens.Priya), password, cancellation);
            var places = await Places.FindAsync(client, cancellation);
            await client.Accounts.SignOutAsync(cancellation);
            return new Gallery(chromium, look, server, password, places);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to the screen, does there what is to be done, and has it seen once it is complete.</summary>
    public async Task VisitAsync(Screen screen, Func<Person, Task> seeAsync, float scale = 1)
    {
        await using var visitor = await _chromium.NewPersonAsync(
            _server.Url, screen.Who ?? "Stranger", Look.Colors, Look.Width, Look.Height, screen.Who is { } who ? await CookiesAsync(who) : null, scale);
        await visitor.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await visitor.GoToAsync(screen.Address(Places));
        if (screen.Do is { } act)
        {
            if (screen.Arrives is { } arrives) await Expect(arrives(visitor)).ToBeVisibleAsync();
            await IsCalmAsync(visitor);
            await act(visitor);
        }
        await Expect(screen.Shows(visitor)).ToBeVisibleAsync();
        await IsCalmAsync(visitor);
        await seeAsync(visitor);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Nothing is still on its way.</summary>
    private static async Task IsCalmAsync(Person visitor)
    {
        await Expect(visitor.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await visitor.Page.EvaluateAsync("async () => { await document.fonts.ready; await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");
    }

    private static string EmailOf(string name) => Server.Demo.Cast.All.Single(f => f.Name == name).Email;

    /// <summary>Signs in once a member, so that the list of their devices stays one that a member could have.</summary>
    private async Task<string> CookiesAsync(string name)
    {
        if (_cookies.TryGetValue(name, out var known)) return known;
        await using var person = await _chromium.NewPersonAsync(_server.Url, name);
        await person.SignInQuietlyAsync(_server.Url, EmailOf(name), _password);
        return _cookies[name] = await person.CookiesAsync();
    }
}
