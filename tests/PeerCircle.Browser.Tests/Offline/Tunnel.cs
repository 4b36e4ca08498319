using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Offline;

/// <summary>Takes a person's network away and gives it back.</summary>
internal static class Tunnel
{
    private const string WhenKept = "() => new Promise(done => navigator.serviceWorker.controller === null ? navigator.serviceWorker.addEventListener('controllerchange', () => done(true)) : done(true))";

    /// <summary>Waits until the page itself opens without a network.</summary>
    public static Task IsKeptAsync(Person person) => person.Page.EvaluateAsync<bool>(WhenKept);

    /// <summary>Takes it away, once the page is kept; what a browser notes of that is no fault.</summary>
    public static async Task EnterAsync(Person person)
    {
        await IsKeptAsync(person);
        person.Faults.Expect("net::ERR_|WebSocket connection to .* failed");
        await person.Page.Context.SetOfflineAsync(true);
    }

    public static Task LeaveAsync(Person person) => person.Page.Context.SetOfflineAsync(false);
}
