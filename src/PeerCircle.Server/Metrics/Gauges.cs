using System.Diagnostics.Metrics;
using PeerCircle.Core;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Mailboxes;
using PeerCircle.Server.Conversations.Nodes;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Metrics;

/// <summary>What is looked up when somebody reads it, and costs nothing else.</summary>
internal sealed class Gauges(LiveConnections connections, MailboxLifetimeManager mailboxes, MembershipSweep sweep, RateLimits rates, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly Meter _meter = new(Meters.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter.CreateObservableUpDownCounter("peercircle.hub.connections", () => connections.Count, "{connection}", "Hub connections that are open.");
        _meter.CreateObservableUpDownCounter("peercircle.mailbox.waiting", () => mailboxes.WaitingBytes, "By", "What waits in mailboxes for readers, beside the writes under way; at 256 MB the fullest are emptied.");
        _meter.CreateObservableUpDownCounter("peercircle.mailbox.waiting_frames", () => mailboxes.WaitingFrames, "{frame}", "Pushes that wait in mailboxes for readers.");
        _meter.CreateObservableGauge("peercircle.sweep.age", () => sweep.Age.TotalSeconds, "s", "Since it was last read, whole, who was removed and which sessions ended.");
        if (services.GetService<Backplane>() is not { } backplane) return Task.CompletedTask;
        var bus = services.GetRequiredService<NodeBus>();
        _meter.CreateObservableGauge("peercircle.redis.joined", () => backplane.IsJoined ? 1 : 0, description: "1 while the other nodes are reached over Redis, else 0.");
        _meter.CreateObservableUpDownCounter("peercircle.bus.nodes", () => bus.Heard, "{node}", "Other nodes that are heard.");
        _meter.CreateObservableGauge("peercircle.bus.silence", () => bus.Silence.TotalSeconds, "s", "Since this node heard its own message, of which it sends one a second.");
        _meter.CreateObservableGauge("peercircle.rate.share", () => 1d / rates.Apart, description: "What this node grants of limits that fail closed: 1 while the others are reached, else one of so many.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();
}
