using MessagePack;
using PeerCircle.Server.Presence;
using StackExchange.Redis;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// One life of the way between nodes for what concerns conversations: each message crosses Redis once, whoever is subscribed where. Redis promises nothing, so every node numbers
/// its messages and sends one every second: a number that is missing, or a node that falls silent, makes the others compare with the store. A node also listens to itself: a
/// connection on which nothing comes any more, though it looks well, is given up.
/// </summary>
internal sealed class NodeBus(NodeOutbox outbox, LocalDelivery local, PresenceNews presence, HeadDoubt doubt, TimeProvider time, ILogger<NodeBus> logger)
{
    private const string Topic = "nodes";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2.5);

    private readonly Lock _gate = new();
    private readonly NodePeers _peers = new(time);
    private long _heardMyself;

    /// <summary>How many other nodes are heard.</summary>
    public int Heard
    {
        get
        {
            lock (_gate) return _peers.Count;
        }
    }

    /// <summary>Subscribes; what other nodes tell after this returns arrives, or is missed with a sign.</summary>
    public async Task SubscribeAsync(BackplaneNodes nodes)
    {
        var messages = await nodes.Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Topic)).WaitAsync(BackplaneNodes.Patience);
        messages.OnMessage(message => Receive(message.Message));
        Interlocked.Exchange(ref _heardMyself, time.GetTimestamp());
        outbox.Open();
    }

    /// <summary>Tells and listens until cancelled; what fails ends the life.</summary>
    public async Task RunAsync(BackplaneNodes nodes, CancellationToken ended)
    {
        try
        {
            await Task.WhenAll(TellAsync(nodes, ended), KeepTimeAsync(nodes, ended));
        }
        catch (Exception failure) when (!ended.IsCancellationRequested)
        {
            nodes.Lose(failure);
        }
        catch (OperationCanceledException)
        {
            // The end of this life.
        }
        finally
        {
            outbox.Close();
        }
    }

    private async Task TellAsync(BackplaneNodes nodes, CancellationToken ended)
    {
        while (true)
        {
            var message = await outbox.TakeAsync(ended);
            await nodes.Redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Topic), message.ToBytes()).WaitAsync(BackplaneNodes.Patience, ended);
        }
    }

    private async Task KeepTimeAsync(BackplaneNodes nodes, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
        {
            outbox.Beat();
            if (time.GetElapsedTime(Interlocked.Read(ref _heardMyself)) > LongestSilence) nodes.Lose(new TimeoutException("Nothing comes over Redis any more."));
            bool isAnySilent;
            lock (_gate) isAnySilent = _peers.ForgetSilent(LongestSilence);
            if (isAnySilent) Doubt();
        }
        while (await timer.WaitForNextTickAsync(ended));
    }

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        NodeMessage message;
        try
        {
            message = NodeMessage.Read(bytes);
        }
        catch (MessagePackSerializationException unreadable)
        {
            Log.NodeMessageUnreadable(logger, unreadable);
            Doubt();
            return;
        }
        if (message.Node == outbox.Node)
        {
            Interlocked.Exchange(ref _heardMyself, time.GetTimestamp());
            return;
        }
        bool isWhole;
        lock (_gate) isWhole = _peers.Hear(message.Node, message.Number);
        foreach (var changes in message.Changes) local.Publish(changes);
        foreach (var moved in message.Moved) local.ReadMoved(moved);
        foreach (var typing in message.Typing) local.Typing(typing);
        presence.Add(message.Presence);
        if (!isWhole) Doubt();
    }

    /// <summary>Something that another node told, or would have told, did not come.</summary>
    private void Doubt()
    {
        doubt.Raise();
        presence.AddAll();
    }
}
