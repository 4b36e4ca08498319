using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>
/// Why pushes go through mailboxes: with SignalR's own groups, one who stops reading stops whoever sends to the group, and with its Redis backplane everybody else in the group on
/// that server. The twin of <see cref="SlowReaderTests"/>.
/// </summary>
public sealed class StockGroupTests
{
    private const string Group = "room";
    private const string Said = "Said";

    /// <summary>Far more than the system keeps for one connection.</summary>
    private const int Messages = 3_000;

    private static readonly string Text = new('x', 7_000);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);

    [Fact(Timeout = 120_000)]
    public async Task One_who_stops_reading_stops_the_sender_until_they_read_on()
    {
        await using var app = await StartAsync();
        using var stopped = await StopAsync(app);
        var sent = 0;
        var sending = SendAllAsync(app, () => sent++);
        Assert.False(await Wait.IsSoAsync(() => sending.IsCompleted, Stall), "The sender was not held up.");
        var before = sent;
        Assert.False(await Wait.IsSoAsync(() => sent != before, Stall), "The sender was slow, not held up.");
        await ReadAllAsync(stopped);
        await sending.WaitAsync(Pushes.Deadline, TestContext.Current.CancellationToken);
        Assert.InRange(before, 1, Messages - 1);
    }

    [Fact(Timeout = 120_000)]
    public async Task With_the_Redis_backplane_one_who_stops_reading_stops_all_others_until_they_read_on()
    {
        await using var redis = await RedisProcess.StartAsync(ServerProcess.FreeUrl().Port);
        await using var app = await StartAsync($"127.0.0.1:{redis.Port}");
        using var stopped = await StopAsync(app);
        await using var other = new HubConnectionBuilder().WithUrl(HubOf(app)).Build();
        var heard = 0;
        other.On<string>(Said, _ => heard++);
        await other.StartAsync(TestContext.Current.CancellationToken);
        await other.InvokeAsync(nameof(StockHub.Join), TestContext.Current.CancellationToken);

        await SendAllAsync(app, () => { }).WaitAsync(Pushes.Deadline, TestContext.Current.CancellationToken);
        Assert.False(await Wait.IsSoAsync(() => heard == Messages, Stall), "Nobody was held up.");
        var before = heard;
        Assert.False(await Wait.IsSoAsync(() => heard != before, Stall), "The other was slow, not held up.");
        await ReadAllAsync(stopped);
        await Wait.UntilAsync(() => heard == Messages, Pushes.Deadline, () => $"{heard} of {Messages}");
        Assert.InRange(before, 1, Messages - 1);
    }

    /// <summary>A server with nothing but a hub, on a Redis if there is one.</summary>
    private static async Task<WebApplication> StartAsync(string? redis = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var signalR = builder.Services.AddSignalR();
        if (redis is not null) signalR.AddStackExchangeRedis(redis);
        var app = builder.Build();
        app.MapHub<StockHub>("/hub", options => options.TransportSendTimeout = TimeSpan.FromMinutes(10));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string HubOf(WebApplication app) => $"{app.Urls.Single()}/hub";

    /// <summary>In the group, and reads nothing from now on.</summary>
    private static async Task<SlowReader> StopAsync(WebApplication app)
    {
        var stopped = await SlowReader.ConnectAsync(HubOf(app));
        await stopped.CallAsync("""{"type":1,"target":"Join","arguments":[],"invocationId":"1"}""");
        return stopped;
    }

    private static async Task SendAllAsync(WebApplication app, Action sent)
    {
        var room = app.Services.GetRequiredService<IHubContext<StockHub>>().Clients.Group(Group);
        for (var n = 0; n < Messages; n++)
        {
            await room.SendAsync(Said, Text);
            sent();
        }
    }

    private static async Task ReadAllAsync(SlowReader reader)
    {
        for (var n = 0; n < Messages; n++) Assert.Equal(Said, (await reader.ReadAsync()).Method);
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Made by SignalR.")]
    private sealed class StockHub : Hub
    {
        public Task Join() => Groups.AddToGroupAsync(Context.ConnectionId, Group);
    }
}
