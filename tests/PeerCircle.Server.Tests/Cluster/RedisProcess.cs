using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>A real Redis that keeps nothing, as a child process. It may be killed and come back empty under the same address.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Process? _process;

    private RedisProcess(int port) => Port = port;

    public int Port { get; }

    public string Uri => $"redis://127.0.0.1:{Port}";

    public static async Task<RedisProcess> StartAsync(int port)
    {
        var redis = new RedisProcess(port);
        await redis.StartAsync();
        return redis;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()]) { RedirectStandardOutput = true };
        try
        {
            _process = Process.Start(start) ?? throw new InvalidOperationException("Redis did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("redis-server is not on PATH.");
        }
        using var deadline = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }
        throw new InvalidOperationException("Redis ended at its start.");
    }

    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public ValueTask DisposeAsync() => new(KillAsync());
}
