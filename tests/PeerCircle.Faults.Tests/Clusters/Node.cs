using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;

namespace PeerCircle.Faults.Tests.Clusters;

/// <summary>A server process of a cluster, with a way to it, and ways of its own to Redis and to the store, each of which can be disturbed.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Uri _own = ServerProcess.FreeUrl();
    private readonly Func<Node, string[]> _settings;
    private ServerProcess? _process;
    private bool _isStopped;

    public Node(int number, int redis, int? store, int seed, Func<Node, string[]> settings)
    {
        (Number, _settings) = (number, settings);
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

    /// <summary>Its address for clients, under all circumstances.</summary>
    public Uri Url => new($"http://{Clients.Address}");

    public bool IsRunning => _process is not null;

    /// <summary>What the present process wrote.</summary>
    public IReadOnlyCollection<string> Output => _process?.Output ?? [];

    public async Task StartAsync()
    {
        if (_process is null) _process = await ServerProcess.ServeAsync(_own, _settings(this));
    }

    /// <summary>As the power button would.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        _isStopped = false;
        await process.DisposeAsync();
    }

    /// <summary>Told to stop, as a services manager would; waits for the end.</summary>
    public async Task EndAsync()
    {
        if (_process is not { } process) return;
        await process.StopAsync();
        await KillAsync();
    }

    /// <summary>It stands still, and its connections do not know.</summary>
    public async Task SuspendAsync()
    {
        if (_process is null) return;
        await _process.SignalAsync("STOP");
        _isStopped = true;
    }

    public async Task ResumeAsync()
    {
        if (_isStopped && _process is not null) await _process.SignalAsync("CONT");
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

    public async ValueTask DisposeAsync()
    {
        await ResumeAsync();
        await KillAsync();
        Clients.Dispose();
        Redis.Dispose();
        Store?.Dispose();
    }
}
