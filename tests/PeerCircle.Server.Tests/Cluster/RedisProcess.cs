using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>A real Redis that keeps nothing, as a child process. It may be killed and come back empty under the same address.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Those that run: none may outlive tests that are cut off.</summary>
    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    private readonly string[] _more;
    private Process? _process;

    static RedisProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys) process.Kill();
    };

    private RedisProcess(int port, string[] more) => (Port, _more) = (port, more);

    public int Port { get; }

    public string Uri => $"redis://127.0.0.1:{Port}";

    /// <param name="more">Arguments of the program.</param>
    public static async Task<RedisProcess> StartAsync(int port, params string[] more)
    {
        var redis = new RedisProcess(port, more);
        try
        {
            await redis.StartAsync();
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0", "--dir", Path.GetTempPath(), .. _more]) { RedirectStandardOutput = true };
        try
        {
            _process = Process.Start(start) ?? throw new InvalidOperationException("Redis did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("redis-server is not on PATH.");
        }
        Running[_process] = true;
        using var deadline = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }
        throw new InvalidOperationException("Redis ended at its start.");
    }

    /// <summary>Starts it, unless it runs.</summary>
    public Task KeepAsync() => _process is { HasExited: false } ? Task.CompletedTask : StartAsync();

    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        Running.TryRemove(process, out _);
        process.Dispose();
    }

    public ValueTask DisposeAsync() => new(KillAsync());
}
