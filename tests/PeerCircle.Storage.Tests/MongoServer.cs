using System.ComponentModel;
using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>
/// A MongoDB to test on: the replica set that <c>PEERCIRCLE_TEST_MONGODB</c> names, or the stand-in as a child process, which ends with
/// the tests because they hold its standard input.
/// </summary>
internal sealed class MongoServer : IAsyncDisposable
{
    private const string Variable = "PEERCIRCLE_TEST_MONGODB";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<Task<MongoServer>> One = new(FindAsync);
    private readonly Process? _process;

    private MongoServer(string connectionString, Process? process)
    {
        ConnectionString = connectionString;
        _process = process;
        Client = new(connectionString);
    }

    public string ConnectionString { get; }

    /// <summary>For looking behind the adapter's back.</summary>
    public MongoClient Client { get; }

    /// <summary>The server that the tests of this process share; each takes a database of its own.</summary>
    public static Task<MongoServer> SharedAsync() => One.Value;

    /// <summary>A stand-in for one test alone: faults concern the whole server.</summary>
    public static async Task<MongoServer> StandInAsync(params string[] arguments)
    {
        var process = await StandInProcess.StartAsync(arguments);
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
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private Task<BsonDocument> StandInAsync(BsonDocument order, CancellationToken cancellation) =>
        Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("standIn", 1).Merge(order), cancellationToken: cancellation);

    private static async Task<MongoServer> FindAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } real ? new(real, null) : await StandInAsync();
}

/// <summary>The stand-in's program, its packages installed once however many test processes ask for them.</summary>
internal static class StandInProcess
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    public static async Task<Process> StartAsync(string[] arguments)
    {
        var folder = Folder();
        using var deadline = new CancellationTokenSource(InstallPatience);
        await InstallAsync(folder, deadline.Token);
        return Start("node", folder, ["server.mjs", "--port", "0", "--exit-with-stdin", .. arguments]);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var standIn = Path.Combine(folder.FullName, "tests", "MongoStandIn");
            if (File.Exists(Path.Combine(standIn, "server.mjs"))) return standIn;
        }
        throw new InvalidOperationException("tests/MongoStandIn is not above the tests' folder.");
    }

    // The file is written when everything else is in place.
    private static async Task InstallAsync(string folder, CancellationToken cancellation)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed)) return;
        await using var alone = await LockAsync(Path.Combine(Path.GetTempPath(), "peercircle-stand-in.lock"), cancellation);
        if (File.Exists(installed)) return;
        using var npm = Start("npm", folder, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var output = await npm.StandardOutput.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci in tests/MongoStandIn failed: {output}");
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(AskAgain, cancellation);
            }
        }
    }

    private static Process Start(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip($"Neither PEERCIRCLE_TEST_MONGODB names a MongoDB replica set, nor can the stand-in run: {program} (Node.js 20 with npm) is not on PATH.");
            throw;
        }
    }
}
