using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Storage.Tests;

/// <summary>
/// A MongoDB to test on: the replica set that <c>PEERCIRCLE_TEST_MONGODB</c> names, or the stand-in as a child process, which ends with
/// the tests because they hold its standard input.
/// </summary>
internal sealed class MongoServer : IAsyncDisposable
{
    /// <summary>Of the environment.</summary>
    public const string Variable = "PEERCIRCLE_TEST_MONGODB";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private static readonly Lazy<Task<MongoServer>> One = new(FindAsync);
    private readonly Process? _process;

    private MongoServer(string connectionString, Process? process)
    {
        ConnectionString = connectionString;
        _process = process;
        Client = new(connectionString);
    }

    public string ConnectionString { get; }

    /// <summary>Whether it takes orders of trouble.</summary>
    public bool IsStandIn => _process is not null;

    /// <summary>For looking behind the adapter's back.</summary>
    public MongoClient Client { get; }

    /// <summary>The server that the tests of this process share; each takes a database of its own.</summary>
    public static Task<MongoServer> SharedAsync() => One.Value;

    /// <summary>A stand-in for one test alone: faults concern the whole server.</summary>
    public static async Task<MongoServer> StandInAsync(params string[] arguments)
    {
        var process = await MongoStandInProcess.StartAsync(arguments);
        try
        {
            using var deadline = new CancellationTokenSource(StartPatience);
            var line = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The stand-in ended at its start.");
            return new($"mongodb://127.0.0.1:{line.Replace("listening ", "", StringComparison.Ordinal)}", process);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Orders trouble; see the stand-in's README.</summary>
    public Task FaultAsync(BsonDocument fault, CancellationToken cancellation) => StandInAsync(new BsonDocument("fault", fault), cancellation);

    public async Task<BsonDocument> StatsAsync(CancellationToken cancellation) => (await StandInAsync(new BsonDocument("stats", true), cancellation))["stats"].AsBsonDocument;

    public async ValueTask DisposeAsync()
    {
        // Else the driver goes on looking for the server as long as the process lives.
        ClusterRegistry.Instance.UnregisterAndDisposeCluster(Client.Cluster);
        if (_process is null) return;
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(EndPatience);
        await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private Task<BsonDocument> StandInAsync(BsonDocument order, CancellationToken cancellation) =>
        Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("standIn", 1).Merge(order), cancellationToken: cancellation);

    private static async Task<MongoServer> FindAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } real ? new(real, null) : await StandInAsync();
}
