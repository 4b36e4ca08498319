using PeerCircle.Server.Tests.Conversations;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;

namespace PeerCircle.Faults.Tests.Clusters;

/// <summary>A server process of a cluster, with a way to it, and ways of its own to Redis and to the store, each of which can be disturbed.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Uri _own = ServerProcess.FreeUrl();
    private readonly Func<Node, string[]> _settings;
    private IAsyncDisposable? _server;
    private bool _isStopped;

    public Node(int number, int redis, int? store, int seed, Func<Node, string[]> settings, ShiftedClock? clock)
    {
        (Number, _settings, Clock) = (number, settings, clock);
        Clients = new FaultProxy(_own.Port, seed);
        Redis = new FaultProxy(redis, seed + 1);
        if (store is { } port) Store = new FaultProxy(port, seed + 2);
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>The way that clients take.</summary>
    public FaultProxy Clients { get; }

    public FaultProxy Redis { get; }

    /// <summary>Absent where the store is a real replica set, whose members the driver finds by itself.</summary>
    public FaultProxy? Store { get; }

    private ServerProcess? Process => _server as ServerProcess;

    /// <summary>Its address for clients, under all circumstances.</summary>
    public Uri Url => new($"http://{Clients.Address}");

    /// <summary>Present where the server is within this process.</summary>
    public ShiftedClock? Clock { get; }

    /// <summary>Bytes that its process takes now; absent where it has none of its own.</summary>
    public long? Memory => Process?.Memory;

    /// <summary>Files, sockets and the like that its process has open; absent where it has none of its own.</summary>
    public int? Handles => Process?.Handles;

    /// <summary>What the present process wrote.</summary>
    public IReadOnlyCollection<string> Output => Process?.Output ?? [];

    public async Task StartAsync()
    {
        _server ??= Clock is null ? await ServerProcess.ServeAsync(_own, _settings(this)) : await HostedServer.ServeAsync(_own, Clock, _settings(this));
    }

    /// <summary>As the power button would.</summary>
    public async Task KillAsync()
    {
        if (_server is not { } server) return;
        _server = null;
        _isStopped = false;
        await server.DisposeAsync();
    }

    /// <summary>Told to stop, as a services manager would; waits for the end.</summary>
    public async Task EndAsync()
    {
        if (Process is { } process) await process.StopAsync();
        await KillAsync();
    }

    /// <summary>It stands still, and its connections do not know.</summary>
    public async Task SuspendAsync()
    {
        if (Process is null) return;
        await Process.SignalAsync("STOP");
        _isStopped = true;
    }

    public async Task ResumeAsync()
    {
        if (_isStopped && Process is not null) await Process.SignalAsync("CONT");
        _isStopped = false;
    }

    /// <summary>It runs, and everything flows.</summary>
    public async Task HealAsync()
    {
        Clients.Mend();
        Redis.Mend();
        Store?.Mend();
        await ResumeAsync();
        await StartAsync();
    }

    /// <summary>Ends its process, also one that stands still.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync();
        }
        finally
        {
            Clients.Dispose();
            Redis.Dispose();
            Store?.Dispose();
        }
    }
}
