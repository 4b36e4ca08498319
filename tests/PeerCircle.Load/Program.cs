using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Load;

/// <summary>
/// Many connections in one advice room of a running server, through the real protocol: what is acknowledged, what is delivered, and
/// that nothing is lost, doubled or out of order. Ends with exit code 1 when something is.
/// </summary>
internal static class Program
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);

    /// <summary>The server built in the same configuration.</summary>
    public static string ServerAssembly { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "PeerCircle.Server", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "bin/Release" : "bin/Debug", "net10.0", "PeerCircle.Server.dll"));

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = LoadOptions.Parse(args);
        await using var server = await ServerProcess.StartAsync();
        var room = await Room.MakeAsync(server.Url, options.Members);
        var before = server.Memory;
        var receivers = await ConnectAsync(server.Url, room, options);
        var perConnection = (server.Memory - before) / options.Connections / 1024.0;
        Console.WriteLine($"{options.Connections} connections of {options.Members} members in one room; {perConnection:F1} kB of server memory each, idle.");

        using var stop = new CancellationTokenSource();
        var posted = new Posted();
        var senders = receivers.Take(options.Senders).SelectMany(r => Enumerable.Range(0, options.InFlight).Select(_ => SendAsync(r, room, options, posted, stop.Token))).ToList();
        await Task.Delay(TimeSpan.FromSeconds(options.WarmUp));
        var (acknowledged, seen, cpu, clock) = (posted.Seqs.Count, receivers.Sum(r => r.Seen), server.Cpu, Stopwatch.GetTimestamp());
        posted.Waits.Clear();
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        var took = Stopwatch.GetElapsedTime(clock);
        var (acks, deliveries, used) = (posted.Seqs.Count - acknowledged, receivers.Sum(r => r.Seen) - seen, server.Cpu - cpu);
        var waits = posted.Waits.Order().ToArray();
        await stop.CancelAsync();
        await Task.WhenAll(senders);

        var settled = await SettledAsync(receivers, posted);
        var (lost, doubled, gaps) = (receivers.Sum(r => (long)r.Lost([.. posted.Seqs])), receivers.Sum(r => r.Doubled), receivers.Sum(r => r.Gaps));
        Console.WriteLine($"acknowledged messages/s {acks / took.TotalSeconds:F0}; deliveries/s {deliveries / took.TotalSeconds:F0}; server CPU {used / took:F2} cores");
        Console.WriteLine($"receipt after ms: median {At(waits, 0.5):F1}, 99th percentile {At(waits, 0.99):F1}");
        Console.WriteLine($"refused {posted.Refused}; lost {lost}, doubled {doubled}, misordered {gaps} of {receivers.Sum(r => r.Seen)} deliveries{(settled ? "" : "; not all had arrived after 30 s")}");
        await Task.WhenAll(receivers.Select(r => r.DisposeAsync().AsTask()));
        return lost + doubled + gaps == 0 && settled ? 0 : 1;
    }

    private static async Task<List<Receiver>> ConnectAsync(Uri url, Room room, LoadOptions options)
    {
        var receivers = Enumerable.Range(0, options.Connections).Select(n => new Receiver(url, room.Tokens[n % room.Tokens.Count], room.Conversation)).ToList();
        await Parallel.ForEachAsync(receivers, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (receiver, _) => await receiver.ConnectAsync());
        return receivers;
    }

    private static async Task SendAsync(Receiver sender, Room room, LoadOptions options, Posted posted, CancellationToken stop)
    {
        var text = new string('x', options.Characters);
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var reply = await sender.PostAsync(new PostCall(room.Conversation, new MessageId(Guid.CreateVersion7()), text));
            if (reply.Value is { } receipt)
            {
                posted.Seqs.Add(receipt.Seq);
                posted.Waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            else
            {
                Interlocked.Increment(ref posted.Refused);
            }
        }
    }

    private static async Task<bool> SettledAsync(List<Receiver> receivers, Posted posted)
    {
        var until = Stopwatch.GetTimestamp();
        var head = posted.Seqs.DefaultIfEmpty(0).Max();
        while (!receivers.All(r => r.Reached(head)))
        {
            if (Stopwatch.GetElapsedTime(until) > Settle) return false;
            await Task.Delay(50);
        }
        return true;
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private sealed class Posted
    {
        public int Refused;

        public ConcurrentBag<long> Seqs { get; } = [];

        public ConcurrentBag<double> Waits { get; } = [];
    }
}
