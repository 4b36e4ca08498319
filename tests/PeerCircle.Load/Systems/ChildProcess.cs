using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeerCircle.Load.Systems;

/// <summary>A program on one processor, gone with this object.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Processor time used so far, in user and kernel.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes; that of sockets in the kernel is not in it.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public int Handles => Directory.GetFiles($"/proc/{_process.Id}/fd").Length;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it and waits for a line that it prints.</summary>
    /// <param name="ready">Part of the line; its whole is given back.</param>
    public static async Task<(ChildProcess Process, string Line)> StartAsync(int processor, string folder, string ready, params string[] command)
    {
        var start = new ProcessStartInfo("taskset", ["-c", $"{processor}", .. command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var child = new ChildProcess(process);
        using var deadline = new CancellationTokenSource(StartPatience);
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            said.Add(line);
            if (!line.Contains(ready, StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return (child, line);
        }
        await child.DisposeAsync();
        throw new InvalidOperationException($"{string.Join(' ', command)} ended at its start: {string.Join('\n', said.TakeLast(5))}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
