using System.Diagnostics;
using System.Net;
using PeerCircle.Contracts.Circles;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Deploy;

/// <summary>The cluster that one starts with one command on one's own machine.</summary>
[Collection(Processes.Name)]
public sealed class ClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task It_serves_behind_its_load_balancer_and_leaves_nothing_behind()
    {
        var mongo = await MongoServer.SharedAsync();
        var port = FreeRange();
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "deploy", "cluster")), ["2"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("PEERCIRCLE_MONGODB", mongo.ConnectionString), ("PEERCIRCLE_PORT", $"{port}"), ("PEERCIRCLE_PROGRAM", ServerProcess.Program), ("PEERCIRCLE_SETUP_CODE", ServerProcess.SetupCode) }) start.Environment[name] = value;
        using var cluster = Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
        var said = new List<string>();
        cluster.OutputDataReceived += (_, line) => Note(line.Data);
        cluster.ErrorDataReceived += (_, line) => Note(line.Data);
        cluster.BeginOutputReadLine();
        cluster.BeginErrorReadLine();
        try
        {
            await Wait.UntilAsync(() => cluster.HasExited || Said().Contains("Ctrl+C ends everything", StringComparison.Ordinal), Patience, Said);
            var url = new Uri($"http://127.0.0.1:{port}");
            using var http = new HttpClient { BaseAddress = url };
            HttpStatusCode? ready = null;
            await Wait.UntilAsync(() => (ready = StatusOf(http)) == HttpStatusCode.OK, Patience, () => $"{ready}: {Said()}");
            await using var ada = await Peer.JoinAsync(url, "ada", isFirst: true);
            var circle = await ada.Client.Circles.CreateAsync(new CircleBody("Founders", "To talk"), TestContext.Current.CancellationToken);
            await using var there = await ada.AgainAsync(new Uri($"http://127.0.0.1:{port + 2}"));
            there.Follow(circle.ConversationId);
            await ada.PostAsync(circle.ConversationId, "through the load balancer");
            await Wait.UntilAsync(() => there.View?.Messages.Any(m => m.Text == "through the load balancer") is true, Patience, Said);
        }
        finally
        {
            using var kill = Process.Start("kill", ["-TERM", $"{cluster.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await cluster.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }
        using var gone = new HttpClient();
        foreach (var left in (int[])[port, port + 1, port + 2]) await Assert.ThrowsAsync<HttpRequestException>(() => gone.GetAsync(new Uri($"http://127.0.0.1:{left}"), TestContext.Current.CancellationToken));

        void Note(string? line)
        {
            lock (said) said.Add(line ?? "");
        }

        string Said()
        {
            lock (said) return string.Join('\n', said);
        }
    }

    private static HttpStatusCode? StatusOf(HttpClient http)
    {
        try
        {
            using var answer = http.Send(new HttpRequestMessage(HttpMethod.Get, "health/ready"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>With the hundred above it.</summary>
    private static int FreeRange() => ServerProcess.FreeUrl().Port;
}
