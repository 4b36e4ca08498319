using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Storage.Tests;

/// <summary>A wire between a node and its server that can be cut: to the server the node then is dead, to the node the server is.</summary>
internal sealed class MongoRelay : IDisposable
{
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly int _target;
    private readonly IPEndPoint _address;
    private volatile bool _isCut;

    public MongoRelay(string connectionString)
    {
        _target = new Uri(connectionString).Port;
        _listener.Start();
        _address = (IPEndPoint)_listener.LocalEndpoint;
        ConnectionString = $"mongodb://{_address}";
        _ = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>Joins again under the same address.</summary>
    public void Mend()
    {
        _listener = new(_address);
        _listener.Start();
        _isCut = false;
        _ = AcceptAsync();
    }

    public void Cut()
    {
        _isCut = true;
        _listener.Stop();
        foreach (var end in _ends) end.Dispose();
    }

    public void Dispose() => Cut();

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

    private void Join(TcpClient node)
    {
        var server = new TcpClient();
        _ends.Add(node);
        _ends.Add(server);
        if (_isCut) Cut();
        else _ = CarryAsync(node, server);
    }

    private async Task CarryAsync(TcpClient node, TcpClient server)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(node.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(node.GetStream()));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; so goes the other.
        }
        node.Dispose();
        server.Dispose();
    }
}
