using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>The wire between browsers and a server, with its troubles. They befall the connections there are; new ones work.</summary>
internal sealed class Relay : IDisposable
{
    private const int ChunkBytes = 16_384;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Wire> _wires = [];
    private readonly Uri _server;

    public Relay(Uri server)
    {
        _server = server;
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}");
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>What browsers say still arrives; they get no answer any more.</summary>
    public void LoseAnswers()
    {
        foreach (var wire in _wires) wire.LosesAnswers = true;
    }

    /// <summary>Nothing arrives on either side, and neither is told.</summary>
    public void FallSilent()
    {
        foreach (var wire in _wires) wire.LosesAnswers = wire.LosesRequests = true;
    }

    public void Cut()
    {
        foreach (var wire in _wires) wire.Dispose();
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var wire = new Wire(await _listener.AcceptTcpClientAsync());
                _wires.Add(wire);
                _ = wire.CarryAsync(_server);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // No more connections.
        }
    }

    private sealed class Wire(TcpClient browser) : IDisposable
    {
        private readonly TcpClient _server = new();

        public volatile bool LosesAnswers, LosesRequests;

        public async Task CarryAsync(Uri server)
        {
            try
            {
                await _server.ConnectAsync(IPAddress.Loopback, server.Port);
                await Task.WhenAny(CarryAsync(browser, _server, () => LosesRequests), CarryAsync(_server, browser, () => LosesAnswers));
            }
            catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One end is gone; so goes the other.
            }
            Dispose();
        }

        public void Dispose()
        {
            browser.Dispose();
            _server.Dispose();
        }

        private static async Task CarryAsync(TcpClient from, TcpClient to, Func<bool> isLost)
        {
            var chunk = new byte[ChunkBytes];
            while (await from.GetStream().ReadAsync(chunk) is > 0 and var bytes)
            {
                if (!isLost()) await to.GetStream().WriteAsync(chunk.AsMemory(0, bytes));
            }
        }
    }
}
