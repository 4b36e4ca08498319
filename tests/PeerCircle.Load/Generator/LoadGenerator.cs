using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PeerCircle.Load.Generator;

/// <summary>
/// Posts to rooms and reads what comes back, on one thread that stays on one processor. Either as fast as a number of outstanding messages allows (<see cref="Saturate"/>), or at
/// a fixed rate whatever the server does (<see cref="Pace"/>), so that no slow answer can hide behind another.
/// </summary>
internal sealed partial class LoadGenerator(int characters) : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>A connection that says nothing is closed after 30 s by stock SignalR.</summary>
    private static readonly long BetweenPings = 10 * Stopwatch.Frequency;

    private readonly Epoll _epoll = new();
    private readonly List<Line> _lines = [];
    private readonly List<(Line Line, int Sender)> _senders = [];
    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _nextPing;
    private int _pinged;

    public Tally Tally { get; } = new();

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>Who posts, with their numbers in their rooms.</summary>
    public IReadOnlyList<(Line Line, int Sender)> Senders => _senders;

    /// <summary>Keeps the calling thread on one processor.</summary>
    public static void Pin(int processor)
    {
        var mask = 1UL << processor;
        if (SetAffinity(0, sizeof(ulong), ref mask) != 0) throw new InvalidOperationException($"Processor {processor} is not there.");
    }

    public void Add(Line line)
    {
        line.Room.Lines++;
        _lines.Add(line);
        _epoll.Watch(line.Socket, _lines.Count - 1);
    }

    /// <summary>The next sender of its room: each room's senders are numbered from 0.</summary>
    public void AddSender(Line line, int sender) => _senders.Add((line, sender));

    /// <summary>Until every line has joined its room.</summary>
    /// <exception cref="TimeoutException">Not all had after the given time.</exception>
    public void Join(TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!_lines.TrueForAll(l => l.IsReady))
        {
            if (Stopwatch.GetElapsedTime(began) > patience) throw new TimeoutException($"{_lines.Count(l => !l.IsReady)} of {_lines.Count} did not join.");
            Turn(10);
        }
    }

    /// <summary>As much as the server takes, with so many messages of a room outstanding at most.</summary>
    public void Saturate(TimeSpan time, int outstanding) => Run(time, _ =>
    {
        foreach (var (line, sender) in _senders)
        {
            var mostOfOne = Math.Max(1, outstanding / line.Room.Senders);
            while (line.Issued - line.Acknowledged < mostOfOne && line.Room.Outstanding < outstanding)
            {
                line.Post(new Stamp(sender, line.Issued + 1, Stopwatch.GetTimestamp()), characters);
            }
        }
    });

    /// <summary>What has a rate, each due at its time.</summary>
    public void Pace(TimeSpan time, params Pacing[] all)
    {
        foreach (var pacing in all) pacing.Begin(Stopwatch.GetTimestamp());
        Run(time, now =>
        {
            foreach (var pacing in all) pacing.SendDue(now);
        });
    }

    /// <summary>So many messages a second over all senders in turn.</summary>
    public Pacing Posts(double perSecond) => new(perSecond, (number, due) =>
    {
        var (line, sender) = _senders[(int)(number % _senders.Count)];
        line.Post(new Stamp(sender, line.Issued + 1, due), characters);
    });

    /// <summary>Only reads, and keeps connections open.</summary>
    public void Idle(TimeSpan time) => Run(time, _ => { });

    /// <summary>Reads on until everything has come; false if it has not within the given time.</summary>
    public bool Settle(TimeSpan patience) => Until(() => !_lines.Exists(l => l.Room.Acknowledged < l.Room.Issued || l.Room.Delivered < l.Room.Issued * l.Room.Lines), patience);

    /// <summary>Reads on until it is so; false if it is not within the given time.</summary>
    public bool Until(Func<bool> isSo, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > patience) return false;
            Turn(10);
        }
        return true;
    }

    public void Dispose()
    {
        foreach (var line in _lines) line.Dispose();
        _epoll.Dispose();
    }

    private void Run(TimeSpan time, Action<long> post)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        for (var now = Stopwatch.GetTimestamp(); now < end; now = Stopwatch.GetTimestamp())
        {
            post(now);
            Turn(1);
        }
    }

    private void Turn(int milliseconds)
    {
        foreach (var ready in _epoll.Wait(milliseconds)) _lines[ready.Tag].Receive(_buffer);
        for (var now = Stopwatch.GetTimestamp(); now >= _nextPing && _lines.Count > 0;)
        {
            _nextPing = Math.Max(_nextPing, now - BetweenPings) + (BetweenPings / _lines.Count);
            _lines[_pinged++ % _lines.Count].KeepAlive();
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ref ulong mask);
}
