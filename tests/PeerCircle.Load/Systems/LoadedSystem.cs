using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Systems;

/// <summary>What is measured: one or two servers, and how one connects to a room of theirs.</summary>
internal abstract class LoadedSystem : IAsyncDisposable
{
    /// <summary>The processor of the servers under load, and the one of everything else.</summary>
    public const int ServerProcessor = 0;
    public const int OtherProcessor = 1;

    private readonly List<ChildProcess> _others = [];
    private readonly List<ChildProcess> _servers = [];

    /// <summary>The folder of this run's stores, gone at its end.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("peercircle-load-").FullName;

    public IReadOnlyList<ChildProcess> Servers => _servers;

    /// <summary>Of all servers.</summary>
    public TimeSpan Cpu => _servers.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Cpu);

    /// <summary>Of all servers, in bytes.</summary>
    public long Memory => _servers.Sum(s => s.Memory);

    protected List<int> Ports { get; } = [];

    /// <summary>Starts everything; rooms are numbered from 0.</summary>
    public abstract Task StartAsync(int servers, int rooms);

    /// <summary>A connection into a room, to one of the servers in turn.</summary>
    public Line Connect(int number, int room, LoadRoom load, Tally tally)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, Ports[number % Ports.Count]);
        var (path, headers) = Address(number, room);
        var key = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{headers}\r\n"));
        ReadAnswer(socket);
        return new Line(socket, Speak(room), load, tally);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _servers.Concat(Enumerable.Reverse(_others))) await process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract (string Path, string Headers) Address(int number, int room);

    protected abstract Wire Speak(int room);

    protected async Task StartServerAsync(int port, string ready, params string[] command)
    {
        _servers.Add((await ChildProcess.StartAsync(ServerProcessor, Folder, ready, command)).Process);
        Ports.Add(port);
    }

    /// <returns>The line it printed when it was ready.</returns>
    protected async Task<string> StartOtherAsync(string folder, string ready, params string[] command)
    {
        var (process, line) = await ChildProcess.StartAsync(OtherProcessor, folder, ready, command);
        _others.Add(process);
        return line;
    }

    protected async Task<string> StartRedisAsync()
    {
        var port = ChildProcess.FreePort();
        await StartOtherAsync(Folder, "Ready to accept", "redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        return $"127.0.0.1:{port}";
    }

    /// <summary>Byte by byte up to its end, so that nothing of what follows is taken.</summary>
    private static void ReadAnswer(Socket socket)
    {
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (socket.Receive(one) == 0) break;
            answer.Append((char)one[0]);
        }
        if (!answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new IOException($"No WebSocket: {answer}");
    }
}
