using System.ComponentModel;
using System.Diagnostics;
using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Cluster;

/// <summary>A real HAProxy before several servers: request by request the next one, WebSockets too, nobody bound to any of them.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    /// <summary>Names the server that answered, for the tests to know.</summary>
    public const string ServedBy = "x-served-by";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Programs = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "haproxy"]; // Debian keeps it off the path of users.

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-proxy-").FullName;
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public async Task StartAsync(IReadOnlyDictionary<string, Uri> servers, CancellationToken cancellation)
    {
        var file = Path.Combine(_directory, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Configuration(servers), cancellation);
        try
        {
            var program = Programs.FirstOrDefault(File.Exists) ?? Programs[^1];
            _process = Process.Start(new ProcessStartInfo(program, ["-db", "-q", "-f", file]));
        }
        catch (Win32Exception)
        {
            Assert.Skip("haproxy is not installed.");
        }
        await AnswersAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(_directory, recursive: true);
    }

    // Connections to the hub take turns of their own, so that the next one is always at the other server. A server that refuses is passed
    // over at once; nothing else is held against it, so that a slow machine has two servers all the same.
    private string Configuration(IReadOnlyDictionary<string, Uri> servers)
    {
        var members = string.Join('\n', servers.Select(server => $"  server {server.Key} {server.Value.Authority}"));
        string Turn(string name) => $"backend {name}\n  balance roundrobin\n  option redispatch 1\n  retries 3\n{members}\n";
        return $"""
            global
              maxconn 2000
            defaults
              mode http
              timeout connect 10s
              timeout client 60s
              timeout server 60s
              timeout tunnel 120s
              option forwardfor
            frontend network
              bind {Url.Authority}
              http-response set-header {ServedBy} %[srv_name]
              use_backend hubs if {"{ path_beg /hubs/ }"}
              default_backend pages
            {Turn("hubs")}
            {Turn("pages")}

            """;
    }

    private async Task AnswersAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Url };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", deadline.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }
}
