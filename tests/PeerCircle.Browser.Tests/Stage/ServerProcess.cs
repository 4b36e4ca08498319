using System.Collections.Concurrent;
using System.Diagnostics;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>The server program as an operator runs it, in a process that can be killed and started again on the same address and store.</summary>
public sealed class ServerProcess(params string[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Those that run: none may outlive tests that are cut off.</summary>
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private Process? _process;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Values) process.Kill();
    };

    public Uri Url { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Ends when the server says that it listens.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "PeerCircle.Server.dll"), "--urls", Url.AbsoluteUri, "--environment", "Production",
            $"--Storage:Sqlite:Path={Path.Combine(_directory, "store.db")}", $"--Accounts:SetupCode={PeerServer.SetupCode}", "--Accounts:Registration=open", .. settings,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("The server did not start.");
        _process = process;
        Running[process.Id] = process;
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) listens.TrySetException(new InvalidOperationException("The server ended."));
            else if (line.Data.Contains("Now listening on", StringComparison.Ordinal)) listens.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listens.Task.WaitAsync(Deadline, cancellation);
    }

    /// <summary>As when the power fails: nothing is said to anybody.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(cancellation);
        Running.TryRemove(process.Id, out _);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
        Directory.Delete(_directory, recursive: true);
    }
}
