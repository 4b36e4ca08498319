using System.Collections.Concurrent;
using System.Text.Json;
using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Injection;

/// <summary>
/// Looks at a page through which payloads pass: into its elements, and at all that leaves its machine. What a payload would call, and
/// every dialog, is noted; so is every request to somebody else.
/// </summary>
internal sealed class Sweep
{
    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Injection", "sweep.js")).Trim().TrimEnd(';');

    private readonly Person _person;
    private readonly ConcurrentQueue<string> _happened = new();

    private Sweep(Person person) => _person = person;

    /// <summary>Links to other places that were seen, each as often as it was looked at.</summary>
    public int Links { get; private set; }

    public IEnumerable<string> Happened => _happened;

    /// <summary>To be called before the page is opened.</summary>
    public static async Task<Sweep> OfAsync(Person person, Uri server)
    {
        var sweep = new Sweep(person);
        var context = person.Page.Context;
        await context.ExposeFunctionAsync("ran", (object? what) => sweep._happened.Enqueue($"ran {what}"));
        context.Dialog += (_, dialog) =>
        {
            sweep._happened.Enqueue($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        context.Request += (_, request) => sweep.Asked(request.Url, server);
        context.Page += (_, page) => sweep._happened.Enqueue($"opened {page.Url}");
        person.Page.WebSocket += (_, socket) => sweep.Asked(socket.Url, server);
        return sweep;
    }

    /// <summary>Goes to each place, waits until it shows what it is to show, and asserts that all of it is harmless.</summary>
    public async Task ThroughAsync(IEnumerable<Place> places)
    {
        foreach (var some in places.Chunk(Place.AtOnce))
        {
            var seen = JsonSerializer.Deserialize<Seen>(await _person.Page.EvaluateAsync<string>(Script, JsonSerializer.Serialize(some, JsonSerializerOptions.Web)), JsonSerializerOptions.Web)!;
            Links += seen.Links;
            Assert.True(seen.Found.Length == 0, string.Join(Environment.NewLine, seen.Found.Take(20)));
        }
        Assert.True(_happened.IsEmpty, string.Join(Environment.NewLine, _happened));
    }

    private void Asked(string url, Uri server)
    {
        if (new Uri(url).Authority != server.Authority) _happened.Enqueue($"asked {url}");
    }

    private sealed record Seen(string[] Found, int Links);
}

/// <param name="Path">Where; null is where one is.</param>
/// <param name="Texts">What has to be readable there, word for word.</param>
/// <param name="Elements">Selectors of what has to be there.</param>
internal sealed record Place(string? Path, string[] Texts, string[] Elements)
{
    public const int AtOnce = 32;
}
