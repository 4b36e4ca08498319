using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>Why pushes go through mailboxes: with SignalR's own groups, one who stops reading stops whoever sends to the group. The twin of <see cref="SlowReaderTests"/>.</summary>
public sealed class StockGroupTests : IAsyncLifetime
{
    private const string Group = "room";
    /// <summary>Far more than the system keeps for one connection.</summary>
    private const int Messages = 3_000;

    private static readonly string Text = new('x', 7_000);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(3);

    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        _app = builder.Build();
        _app.MapHub<StockHub>("/hub", options => options.TransportSendTimeout = TimeSpan.FromMinutes(10));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 120_000)]
    public async Task One_who_stops_reading_stops_the_sender_until_they_read_on()
    {
        using var stopped = await SlowReader.ConnectAsync($"{_app.Urls.Single()}/hub");
        await stopped.CallAsync("""{"type":1,"target":"Join","arguments":[],"invocationId":"1"}""");
        var (sent, sending) = (0, Task.CompletedTask);
        sending = SendAllAsync();
        Assert.False(await Wait.IsSoAsync(() => sending.IsCompleted, Stall), "The sender was not held up.");
        var before = sent;
        for (var n = 0; n < Messages; n++) Assert.Equal("Said", (await stopped.ReadAsync()).Method);
        await sending.WaitAsync(Pushes.Deadline, TestContext.Current.CancellationToken);
        Assert.InRange(before, 1, Messages - 1);

        async Task SendAllAsync()
        {
            var room = _app.Services.GetRequiredService<IHubContext<StockHub>>().Clients.Group(Group);
            for (; sent < Messages; sent++) await room.SendAsync("Said", Text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Made by SignalR.")]
    private sealed class StockHub : Hub
    {
        public Task Join() => Groups.AddToGroupAsync(Context.ConnectionId, Group);
    }
}
