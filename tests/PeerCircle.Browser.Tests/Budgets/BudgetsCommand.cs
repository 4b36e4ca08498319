using System.Globalization;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>
/// Measures what the page costs and prints it beside what it may cost: <c>dotnet run --project tests/PeerCircle.Browser.Tests -- budgets [MESSAGES]</c>.
/// Fails when something is over that is the same on every machine: sizes, numbers, origins.
/// </summary>
internal static class BudgetsCommand
{
    public const int Many = 10_000;

    private const int Few = 100, Rows = 80, PerSecond = 50, Seconds = 20;

    public static async Task<int> RunAsync(int messages, CancellationToken cancellation)
    {
        await using var server = await PeerServer.StartAsync("open", TimeProvider.System, cancellation, [.. PeerServer.NoRates]);
        await using var network = new Network(server.Url, cancellation);
        await using var chromium = new Chromium();
        await chromium.InitializeAsync();
        var busy = new BusyNetwork(network, cancellation);
        await busy.PeopleAsync();
        var (few, many) = (await busy.CircleAsync("A short talk"), await busy.CircleAsync("A long talk"));
        await busy.TalkAsync(few.ConversationId, Few);
        await busy.TalkAsync(many.ConversationId, messages);
        var rooms = await busy.RoomsAsync();
        Console.WriteLine($"{Environment.ProcessorCount} processors, load {Load()}; times are those of this machine.");

        async Task<Person> AdaAsync()
        {
            var ada = await chromium.NewPersonAsync(server.Url, BusyNetwork.Ada);
            await ada.SignInQuietlyAsync(server.Url);
            return ada;
        }
        var all = new List<Figure>();
        void Print(params IEnumerable<Figure> figures)
        {
            foreach (var figure in figures)
            {
                all.Add(figure);
                Console.WriteLine(figure);
            }
        }

        await using (var stranger = await chromium.NewPersonAsync(server.Url, "Lea Novak"))
        await using (var ada = await AdaAsync())
        {
            Print(await PageWeight.MeasureAsync(server, stranger, ada, few.ConversationId, few.Name));
        }
        await using (var ada = await AdaAsync())
        {
            await Talking.AtAsync(ada);
            Print(await Arrivals.MeasureAsync(ada, $"/c/{few.ConversationId}", few.Name));
        }
        await using (var ada = await AdaAsync())
        {
            var talking = await Talking.AtAsync(ada);
            await talking.OpenAsync(few.ConversationId, few.Name);
            await talking.LoadAllAsync();
            var keysOfFew = await talking.KeysAsync();
            await talking.OpenAsync(many.ConversationId, many.Name);
            var (loaded, rows) = await talking.LoadAllAsync();
            var heap = await talking.HeapMegabytesAsync();
            var keysOfMany = await talking.KeysAsync();
            Print(
                new Figure($"message rows drawn, with {loaded} loaded", Rows, rows, "rows", IsFixed: true),
                new Figure($"memory with {loaded} messages loaded", 150, heap, "MB"),
                new Figure($"key to paint, 95th percentile, {Few} messages loaded", 50, keysOfFew, "ms"),
                new Figure($"key to paint, 95th percentile, {loaded} messages loaded", 50, keysOfMany, "ms"),
                new Figure("the same, as part of that with few", 1.1, keysOfMany / keysOfFew, ""),
                new Figure("key to paint on a processor four times slower", 100, await talking.KeysAsync(slowdown: 4), "ms"),
                new Figure("frames over 50 ms while scrolling", 5, await talking.SlowFramesAsync(), "%"),
                new Figure("own message drawn after Enter, 95th percentile", 50, await talking.OwnRowsAsync(), "ms"));
            var (longest, arrival) = await talking.ListenAsync([.. busy.Authors], network, many.ConversationId, PerSecond, Seconds);
            var before = await talking.HeapMegabytesAsync();
            var (first, again) = await talking.SwitchAsync(rooms);
            Print(
                new Figure($"longest task while {PerSecond} messages a second arrive for {Seconds} s", 200, longest, "ms"),
                new Figure("message drawn at another browser, 95th percentile", 250, arrival, "ms"),
                new Figure("conversation opened for the first time, 95th percentile", 400, first, "ms"),
                new Figure("conversation opened again, 95th percentile", 100, again, "ms"),
                new Figure("growth of memory over the switches", 10, (100 * await talking.HeapMegabytesAsync() / before) - 100, "%"));
        }
        var over = all.Count(figure => figure.IsOver);
        Console.WriteLine(over == 0 ? "All within their limits." : $"{over} over their limits, {all.Count(figure => figure is { IsOver: true, IsFixed: true })} of them the same on every machine.");
        return all.Exists(figure => figure is { IsOver: true, IsFixed: true }) ? 1 : 0;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : string.Create(CultureInfo.InvariantCulture, $"{double.NaN}");
}
