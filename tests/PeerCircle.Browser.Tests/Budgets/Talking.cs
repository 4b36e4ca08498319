using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>A member at a page that notes how long everything takes.</summary>
internal sealed class Talking(Person person, ICDPSession browser)
{
    /// <summary>What the browser does not tell took no longer.</summary>
    private const double QuickestMs = 16;

    private const int Keys = 60, Posts = 100, Switches = 50, ScrolledFrames = 180;

    private static readonly string Watch = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Budgets", "watch.js"));

    private IPage Page => person.Page;

    private ILocator Log => Page.GetByRole(AriaRole.Log);

    public static async Task<Talking> AtAsync(Person person)
    {
        await person.Page.Context.AddInitScriptAsync(Watch);
        return new Talking(person, await person.Page.Context.NewCDPSessionAsync(person.Page));
    }

    public async Task OpenAsync(ConversationId conversation, string title)
    {
        await person.OpenAsync(conversation);
        await person.IsInAsync(title);
        await Expect(person.Words.Last).ToBeVisibleAsync();
    }

    /// <summary>Goes back to the first message, a page at a time as a reader does. Answers how many came and the most rows there were on the way.</summary>
    public async Task<(int Loaded, int Rows)> LoadAllAsync()
    {
        var pages = new ConcurrentQueue<Task<byte[]>>();
        void Take(object? sender, IResponse response)
        {
            if (response.Url.Contains("/messages?", StringComparison.Ordinal)) pages.Enqueue(response.BodyAsync());
        }

        var rows = await RowsAsync();
        Page.Response += Take;
        while (await Page.Locator(".talk-edge.older").CountAsync() > 0)
        {
            await Log.EvaluateAsync("async (log) => { log.scrollTop = 900; await drawn(); log.scrollTop = 0; await drawn(); }");
            rows = Math.Max(rows, await RowsAsync());
        }
        Page.Response -= Take;
        return ((await Task.WhenAll(pages)).Sum(page => JsonDocument.Parse(page).RootElement.GetProperty("messages").GetArrayLength()), rows);
    }

    public Task<int> RowsAsync() => Page.Locator("main [role=log] [data-id]").CountAsync();

    public async Task<double> KeysAsync(int slowdown = 1)
    {
        await person.Composer.FocusAsync();
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = slowdown });
        await Page.EvaluateAsync("() => void (noted.keys.length = 0)");
        for (var n = 0; n < Keys; n++) await Page.Keyboard.PressAsync(n % 6 == 5 ? "Space" : ((char)('a' + (n % 26))).ToString());
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 1 });
        await Page.WaitForTimeoutAsync(500); // What was measured is told a little later.
        var told = await NotedAsync("keys", 0);
        await person.Composer.FillAsync("");
        return Figure.Percentile95([.. told, .. Enumerable.Repeat(QuickestMs, Math.Max(0, Keys - told.Length))]);
    }

    public async Task<double> OwnRowsAsync()
    {
        await Page.EvaluateAsync("() => void (noted.own.length = 0)");
        for (var n = 1; n <= Posts; n++)
        {
            await person.SayAsync($"Own message {n}.");
            await NotedAsync("own", n);
        }
        return Figure.Percentile95(await NotedAsync("own", Posts));
    }

    /// <summary>The longest task while others write so many messages a second, and how long each took to stand here.</summary>
    public async Task<(double LongestTask, double Arrival95)> ListenAsync(IReadOnlyList<Account> authors, Network network, ConversationId conversation, int perSecond, int seconds)
    {
        await Page.EvaluateAsync("() => { noted.tasks.length = 0; watchArrivals('sent at '); }");
        var clock = Stopwatch.StartNew();
        var posts = new List<Task>();
        for (var n = 0; n < perSecond * seconds; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / perSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            posts.Add(network.PostAsync(authors[n % authors.Count], conversation, string.Create(CultureInfo.InvariantCulture, $"sent at {now:F1} as number {n}")));
        }
        await Task.WhenAll(posts);
        var arrived = await NotedAsync("arrived", posts.Count / 2); // Of two drawn at once the upper may have scrolled out of what is drawn.
        return ((await NotedAsync("tasks", 0)).DefaultIfEmpty(0).Max(), Figure.Percentile95(arrived));
    }

    /// <summary>Of those that were never open, and of those that were.</summary>
    public async Task<(double First95, double Again95)> SwitchAsync(IReadOnlyList<RoomFacts> rooms)
    {
        var (first, again) = (new List<double>(), new List<double>());
        foreach (var room in rooms) first.Add(await OpenFromListAsync(room));
        for (var n = 0; n < Switches; n++) again.Add(await OpenFromListAsync(rooms[n * 7 % rooms.Count]));
        return (Figure.Percentile95(first), Figure.Percentile95(again));
    }

    /// <summary>The part of frames that took over 50 ms while one scrolls up and down.</summary>
    public Task<double> SlowFramesAsync() => Log.EvaluateAsync<double>(
        """
        async (log, frames) => {
          let slow = 0, before = performance.now();
          for (let n = 0; n < frames; n++) {
            log.scrollTop += n < frames / 2 ? -400 : 400;
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            if (now - before > 50) slow++;
            before = now;
          }
          return (100 * slow) / frames;
        }
        """, ScrolledFrames);

    public async Task<double> HeapMegabytesAsync()
    {
        await browser.SendAsync("HeapProfiler.enable");
        await browser.SendAsync("HeapProfiler.collectGarbage");
        return (await browser.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble() / 1_048_576;
    }

    private Task<double> OpenFromListAsync(RoomFacts room) => Page.EvaluateAsync<double>("([id, title]) => openFromList(id, title)", (string[])[$"{room.ConversationId}", room.Name]);

    private async Task<double[]> NotedAsync(string what, int atLeast)
    {
        await Page.WaitForFunctionAsync("([what, atLeast]) => noted[what].length >= atLeast", (object[])[what, atLeast]);
        return await Page.EvaluateAsync<double[]>("what => noted[what]", what);
    }
}
