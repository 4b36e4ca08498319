using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>The server program as its users run it: a process of its own, in Production.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>What the first account of every network here shows.</summary>
    public const string SetupCode = "faults-and-nothing-else";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Those that run: none may outlive tests that are cut off.</summary>
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    private readonly Process _process;
    private readonly int _id;
    private readonly Task _read;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Values) process.Kill();
    };

    private ServerProcess(Process process, Uri url)
    {
        (_process, _id, Url) = (process, process.Id, url);
        Running[_id] = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, Output), ReadAsync(process.StandardError, Error));
    }

    /// <summary>Names another program than the one built.</summary>
    public const string Variable = "PEERCIRCLE_TEST_PROGRAM";

    /// <summary>The program built in the same configuration as the tests; or one that was published.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } other ? other : Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "PeerCircle.Server", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "", "net10.0", "PeerCircle.Server.dll"));

    public Uri Url { get; }

    /// <summary>Of the process.</summary>
    public int Id => _id;

    /// <summary>Bytes that it takes now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Files, sockets and the like that it has open now; Linux only.</summary>
    public int Handles => Directory.GetFileSystemEntries($"/proc/{_id}/fd").Length;

    /// <summary>Lines that it wrote: its log.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    public ConcurrentQueue<string> Error { get; } = new();

    /// <summary>An address for a server that is to come back under it. Below the ports that the system gives to clients, which would else take it meanwhile.</summary>
    public static Uri FreeUrl()
    {
        while (true)
        {
            var port = Random.Shared.Next(12_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    /// <summary>Rates so high that only what a test is about refuses anything.</summary>
    public static string[] Serving(Uri url, params string[] settings) =>
    [
        "--urls", url.ToString(), "--Accounts:Registration=open", $"--Accounts:SetupCode={SetupCode}", "--Limits:MessagesPer10Seconds=1000000", "--Limits:ChangesPer10Seconds=1000000",
        "--Limits:RequestsPer10Seconds=1000000", "--Limits:SignInsPerAddressPer10Minutes=1000000", "--Limits:SignUpsPerAddressPerHour=1000000", "--Limits:HandshakesPerSecond=1000000", .. settings,
    ];

    /// <summary>Starts a server and waits until it is ready.</summary>
    public static async Task<ServerProcess> ServeAsync(Uri url, params string[] settings)
    {
        var server = Start(url, Serving(url, settings));
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var process = Start(new Uri("http://127.0.0.1"), arguments);
        var code = await process.EndAsync();
        return (code, string.Join('\n', process.Output), string.Join('\n', process.Error));
    }

    public static ServerProcess Start(Uri url, string[] arguments, string? program = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program ?? Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var ours in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k == "DOTNET_ENVIRONMENT").ToList()) start.Environment.Remove(ours);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("The server did not start."), url);
    }

    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        await Wait.UntilAsync(() => _process.HasExited || Output.Any(line => line.Contains("Now listening on", StringComparison.Ordinal)), Patience, Said);
        if (_process.HasExited) Assert.Fail(Said());
        using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {Said()}");
    }

    /// <summary>As a services manager would, and waits for the end.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    /// <summary>Sends it a signal, by its name without SIG.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end, and answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        await _read;
        return _process.ExitCode;
    }

    /// <summary>As the power button would.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Running.ContainsKey(_id)) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _read;
        Running.TryRemove(_id, out _);
        _process.Dispose();
    }

    private string Said() => $"the server said: {string.Join('\n', Output.TakeLast(20))}\n{string.Join('\n', Error.TakeLast(20))}";

    private static async Task ReadAsync(StreamReader from, ConcurrentQueue<string> lines)
    {
        while (await from.ReadLineAsync() is { } line) lines.Enqueue(line);
    }
}
