using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Storage.Tests;

/// <summary>A TCP way to a server of this machine that can be disturbed as networks are: cut, reset, stalled in either direction, far, narrow.</summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly IPEndPoint _address;
    private readonly Random _random;
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile TaskCompletionSource? _stalledToServer;
    private volatile TaskCompletionSource? _stalledToClient;
    private volatile int _stalledPort;
    private volatile int _leastDelayMs;
    private volatile int _longestDelayMs;
    private volatile int _bytesPerSecond;
    private volatile int[] _targets;
    private int _joined = -1;
    private volatile bool _isCut;

    /// <param name="seed">Of the delays.</param>
    public FaultProxy(int target, int seed = 0)
    {
        (_targets, _random) = ([target], new Random(seed));
        _listener.Start();
        _address = (IPEndPoint)_listener.LocalEndpoint;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens, also after a cut.</summary>
    public IPEndPoint Address => _address;

    /// <summary>What goes to the server, what comes from it, or both is held until <see cref="Mend"/>: neither end is told.</summary>
    public void Stall(bool toServer = true, bool toClient = true)
    {
        if (toServer) _stalledToServer ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (toClient) _stalledToClient ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Nothing comes from the server any more on the one connection that it knows by this port.</summary>
    public void StallOne(int port)
    {
        _stalledPort = port;
        Stall(toServer: false);
    }

    /// <summary>Each piece in either direction is held for a random time up to this, and those of one connection keep their order.</summary>
    public void Delay(TimeSpan most) => Delay(TimeSpan.Zero, most);

    /// <summary>The same, for a random time between the two: so far away, and so unsteady.</summary>
    public void Delay(TimeSpan least, TimeSpan most) => (_leastDelayMs, _longestDelayMs) = ((int)least.TotalMilliseconds, (int)most.TotalMilliseconds);

    /// <summary>Each connection carries so much in each direction, and no more.</summary>
    public void Limit(int bytesPerSecond) => _bytesPerSecond = bytesPerSecond;

    /// <summary>Resets every connection, and takes new ones.</summary>
    public void Reset()
    {
        while (_ends.TryTake(out var end)) Reset(end);
        Flow();
    }

    /// <summary>New connections lead to another server, as a load balancer does it with one that is not ready.</summary>
    public void LeadTo(int target) => _targets = [target];

    /// <summary>The next new connection leads to the first of these, the one after it to the second, and so on, round and round.</summary>
    public void LeadInTurnTo(params int[] targets) => (_targets, _joined) = (targets, -1);

    /// <summary>Closes every connection and takes no new one.</summary>
    public void Cut()
    {
        _isCut = true;
        _listener.Stop();
        foreach (var end in _ends) end.Dispose();
        Flow();
    }

    /// <summary>All is well again, under the same address.</summary>
    public void Mend()
    {
        (_leastDelayMs, _longestDelayMs, _bytesPerSecond) = (0, 0, 0);
        Flow();
        if (!_isCut) return;
        _listener = new TcpListener(_address);
        _listener.Start();
        _isCut = false;
        _ = AcceptAsync();
    }

    public void Dispose() => Cut();

    private static void Reset(TcpClient end)
    {
        try
        {
            end.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is ObjectDisposedException or NullReferenceException or SocketException)
        {
            // It has ended by itself.
        }
        end.Dispose();
    }

    private void Flow()
    {
        _stalledPort = 0;
        Interlocked.Exchange(ref _stalledToServer, null)?.TrySetResult();
        Interlocked.Exchange(ref _stalledToClient, null)?.TrySetResult();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_isCut) Join(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // No more connections.
        }
    }

    private void Join(TcpClient client)
    {
        var server = new TcpClient();
        _ends.Add(client);
        _ends.Add(server);
        if (_isCut) Cut();
        else _ = CarryAsync(client, server);
    }

    private async Task CarryAsync(TcpClient client, TcpClient server)
    {
        try
        {
            client.NoDelay = server.NoDelay = true;
            var targets = _targets;
            await server.ConnectAsync(IPAddress.Loopback, targets[Interlocked.Increment(ref _joined) % targets.Length]);
            var port = ((IPEndPoint?)server.Client.LocalEndPoint)?.Port;
            await Task.WhenAny(
                CarryAsync(client.GetStream(), server.GetStream(), () => _stalledToServer),
                CarryAsync(server.GetStream(), client.GetStream(), () => _stalledPort is var one && (one == 0 || one == port) ? _stalledToClient : null));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; so goes the other.
        }
        client.Dispose();
        server.Dispose();
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, Func<TaskCompletionSource?> stalled)
    {
        var piece = new byte[16 * 1024];
        for (var length = await from.ReadAsync(piece); length > 0; length = await from.ReadAsync(piece))
        {
            if (_longestDelayMs is > 0 and var most) await Task.Delay(Next(_leastDelayMs, most));
            if (_bytesPerSecond is > 0 and var rate) await Task.Delay((int)(1_000L * length / rate));
            while (stalled() is { } until) await until.Task;
            await to.WriteAsync(piece.AsMemory(0, length));
        }
    }

    private int Next(int least, int most)
    {
        lock (_random) return _random.Next(least, most + 1);
    }
}
