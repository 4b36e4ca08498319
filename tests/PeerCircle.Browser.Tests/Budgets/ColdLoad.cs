using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>What a page asks for, of a browser that has nothing yet, until it stands; not what a service worker fetches for later.</summary>
internal sealed class ColdLoad
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<string, bool> _ahead = new();
    private readonly ConcurrentDictionary<string, Task<byte[]>> _scripts = new(), _styles = new();

    private ColdLoad(IPage page)
    {
        page.Request += (_, request) =>
        {
            if (IsAhead(request.Url)) _ahead.TryAdd(request.Url, true);
            else _requests.Enqueue(request.Url);
        };
        page.Response += (_, response) =>
        {
            if (_ahead.ContainsKey(response.Url)) return;
            if (!response.Headers.TryGetValue("content-type", out var type)) return;
            if (type.Contains("javascript", StringComparison.Ordinal)) _scripts[response.Url] = response.BodyAsync();
            else if (type.Contains("text/css", StringComparison.Ordinal)) _styles[response.Url] = response.BodyAsync();
        };
    }

    public IReadOnlyCollection<string> Requests => _requests;

    public IEnumerable<string> Scripts => _scripts.Keys;

    public static async Task<ColdLoad> OfAsync(Person person, string path, Func<Task> stands)
    {
        var load = new ColdLoad(person.Page);
        await person.GoToAsync(path);
        await stands();
        await load.RestAsync();
        return load;
    }

    public Task<double> ScriptKilobytesAsync() => KilobytesAsync(_scripts.Values);

    public Task<double> StyleKilobytesAsync() => KilobytesAsync(_styles.Values);

    public static double Kilobytes(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(file);
        return packed.Length / 1024.0;
    }

    /// <summary>Until nothing more is asked for. The browser's own word for it waits for ever where it has missed the end of a request.</summary>
    private async Task RestAsync()
    {
        for (var seen = 0; seen < _requests.Count;)
        {
            seen = _requests.Count;
            await Task.Delay(Rest, Scene.Cancellation);
        }
    }

    /// <summary>The switcher is fetched two seconds after the page stands, before anybody asks for it: that script first, then what it needs.</summary>
    private bool IsAhead(string address) => address.Contains("/assets/Switcher-", StringComparison.Ordinal) || (!_ahead.IsEmpty && address.Contains("/assets/", StringComparison.Ordinal));

    private static async Task<double> KilobytesAsync(IEnumerable<Task<byte[]>> files) => (await Task.WhenAll(files)).Sum(Kilobytes);
}
