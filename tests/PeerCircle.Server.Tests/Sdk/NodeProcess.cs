using System.Collections.Concurrent;
using System.Diagnostics;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>A program under Node, or of its tools: what it writes, line by line, and what it is told. It ends with the test.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>Far more than any of them takes, so that a busy machine fails nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task _read;

    private NodeProcess(Process process)
    {
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, Output), ReadAsync(process.StandardError, Error));
    }

    public ConcurrentQueue<string> Output { get; } = new();

    public ConcurrentQueue<string> Error { get; } = new();

    public static NodeProcess Start(string program, string directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new NodeProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>Runs a program to its end, which has to be a good one, and answers what it wrote.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string program, string directory, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var process = Start(program, directory, arguments, environment);
        await process.EndWellAsync();
        return [.. process.Output];
    }

    public Task WriteAsync(string line) => _process.StandardInput.WriteLineAsync(line.AsMemory(), TestContext.Current.CancellationToken);

    public Task WritesAsync(string line) => Wait.UntilAsync(() => Output.Contains(line), Patience, () => $"“{line}”, but {Said()}");

    /// <summary>Ends its input, and waits for its end.</summary>
    public async Task EndWellAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        await _read;
        Assert.True(_process.ExitCode == 0, Said());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _read;
        _process.Dispose();
    }

    private string Said() => $"it said: {string.Join('\n', Output)}\n{string.Join('\n', Error)}";

    private static async Task ReadAsync(StreamReader from, ConcurrentQueue<string> lines)
    {
        while (await from.ReadLineAsync() is { } line) lines.Enqueue(line);
    }
}
