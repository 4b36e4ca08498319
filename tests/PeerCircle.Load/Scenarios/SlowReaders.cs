using System.Diagnostics;
using System.Net.Sockets;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>Some more in the room who read far more slowly than is written: the server closes them, or tells them to ask.</summary>
internal sealed class SlowReaders : Disturbance
{
    /// <summary>What each of them takes in a second: nothing, a trickle, a crawl, and enough to stay.</summary>
    private static readonly int[] BytesPerSecond = [0, 64, 1_000, 24_000];

    private const int BetweenPings = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly List<Reader> _readers = [];

    public override Pacing Begin(LoadGenerator generator, PeerCircleServers system)
    {
        foreach (var bytes in BytesPerSecond) _readers.Add(new Reader(system.Connect(_readers.Count, 0, new LoadRoom(senders: 0), new Tally()), bytes));
        return new Pacing(1, (second, _) =>
        {
            foreach (var reader in _readers)
            {
                if (second % BetweenPings == 0) reader.Line.KeepAlive();
                if (reader.BytesPerSecond > 0) reader.Take(reader.BytesPerSecond);
            }
        });
    }

    /// <summary>Each of them was closed or told to ask.</summary>
    public override bool DidHappen() => _readers.TrueForAll(r => r.WasCutOff());

    public override void Dispose()
    {
        foreach (var reader in _readers) reader.Line.Dispose();
    }

    private sealed class Reader(Line line, int bytesPerSecond)
    {
        private readonly byte[] _taken = new byte[64 * 1024];
        private bool _wasToldToAsk;
        private bool _isClosed;

        public Line Line => line;

        public int BytesPerSecond => bytesPerSecond;

        /// <summary>False when there was nothing.</summary>
        public bool Take(int most)
        {
            if (_isClosed) return false;
            var count = line.Socket.Receive(_taken.AsSpan(0, most), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return false;
            _isClosed = error != SocketError.Success || count == 0;
            // No text of a load holds this name.
            _wasToldToAsk |= _taken.AsSpan(0, count).IndexOf("Behind"u8) >= 0;
            return !_isClosed;
        }

        /// <summary>After all that is still to be read.</summary>
        public bool WasCutOff()
        {
            var (began, last) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
            while (!_isClosed && !_wasToldToAsk && Stopwatch.GetElapsedTime(began) < Patience && Stopwatch.GetElapsedTime(last) < Quiet)
            {
                if (Take(_taken.Length)) last = Stopwatch.GetTimestamp();
                else line.Socket.Poll(Glance, SelectMode.SelectRead);
            }
            return _isClosed || _wasToldToAsk;
        }
    }
}
