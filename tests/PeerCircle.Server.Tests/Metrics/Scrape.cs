using System.Globalization;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Metrics;

/// <summary>What a server's <c>/metrics</c> said at one moment, as Prometheus reads it.</summary>
internal sealed class Scrape
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<(string Series, double Value)> _values;

    private Scrape(string text) => _values =
    [
        .. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.LastIndexOf('}') is >= 0 and var end ? (line[..(end + 1)], line[(end + 2)..]) : (line.Split(' ')[0], line.Split(' ')[1]))
            .Select(line => (line.Item1, double.Parse(line.Item2.Split(' ')[0], CultureInfo.InvariantCulture))),
    ];

    public static async Task<Scrape> ReadAsync(Uri metrics)
    {
        using var http = new HttpClient();
        return new Scrape(await http.GetStringAsync(new Uri(metrics, "metrics"), TestContext.Current.CancellationToken));
    }

    /// <summary>Until it is so, which the scrape that shows it is answered for.</summary>
    public static async Task<Scrape> UntilAsync(Uri metrics, Func<Scrape, bool> isSo, string what)
    {
        Scrape? last = null;
        await Wait.UntilAsync(() => isSo(last = ReadAsync(metrics).GetAwaiter().GetResult()), Patience, () => $"{what}: {last}");
        return last!;
    }

    /// <summary>The sum of all series of the name that have these labels; 0 when there is none.</summary>
    public double Of(string name, params string[] labels) =>
        _values.Where(v => v.Series.Split('{')[0] == name && Array.TrueForAll(labels, label => v.Series.Contains(label, StringComparison.Ordinal))).Sum(v => v.Value);

    public bool Has(string name) => _values.Exists(v => v.Series.Split('{')[0] == name);

    public override string ToString() => string.Join('\n', _values.Where(v => v.Series.StartsWith("peercircle", StringComparison.Ordinal)));
}
