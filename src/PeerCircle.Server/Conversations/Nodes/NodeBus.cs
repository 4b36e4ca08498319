using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Server.Http;
using PeerCircle.Server.Presence;
using StackExchange.Redis;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// The way between nodes for what concerns conversations: each message crosses Redis once, whoever is subscribed where. Redis promises nothing, so every node numbers its messages
/// and sends one every second: a number that is missing, or a node that falls silent, makes the others compare with the store. A node also listens to itself: a connection on which
/// nothing comes any more, though it looks well, is given up.
/// </summary>
internal sealed class NodeBus(NodeOutbox outbox, LocalDelivery local, PresenceNews presence, RateLimits rates, ConversationLanes lanes, Resyncs resyncs, HeadDoubt doubt, TimeProvider time, ILogger<NodeBus> logger)
{
    /// <summary>Beats in a row at which this node had not heard itself for too long; one alone may be a pause of the process.</summary>
    private const int MostUnheardBeats = 2;

    private static readonly RedisChannel Topic = RedisChannel.Literal("nodes");
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2.5);

    /// <summary>Of this node itself: with two beats it is given up 2.5 to 3.5 s after nothing comes any more.</summary>
    private static readonly TimeSpan LongestOwnSilence = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly NodePeers _peers = new(time);
    private long _heardMyself = time.GetTimestamp();

    /// <summary>How many other nodes are heard.</summary>
    public int Heard
    {
        get
        {
            lock (_gate) return _peers.Count;
        }
    }

    /// <summary>Since this node heard itself.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _heardMyself));

    /// <summary>Subscribes; what other nodes tell after this returns arrives, or is missed with a sign.</summary>
    public async Task SubscribeAsync(BackplaneNodes nodes)
    {
        var messages = await nodes.Redis.GetSubscriber().SubscribeAsync(Topic).WaitAsync(BackplaneNodes.Patience);
        messages.OnMessage(message => Receive(message.Message));
        Interlocked.Exchange(ref _heardMyself, time.GetTimestamp());
        outbox.Open();
    }

    /// <summary>Tells and listens until cancelled; the first failure loses the nodes.</summary>
    public Task RunAsync(BackplaneNodes nodes, CancellationToken ended) => Task.WhenAll(
        LosingAsync(nodes, TellAsync(nodes, ended), ended), LosingAsync(nodes, KeepTimeAsync(nodes, ended), ended));

    /// <summary>After the run: when this node leaves for good, the others are told what is left to tell, and that nothing comes any more.</summary>
    public async Task EndAsync(BackplaneNodes nodes, bool isForGood)
    {
        try
        {
            if (isForGood) await BidFarewellAsync(nodes).WaitAsync(LongestFarewell);
        }
        catch (Exception unsaid)
        {
            Log.FarewellUnsaid(logger, unsaid);
        }
        outbox.Close();
    }

    private static async Task LosingAsync(BackplaneNodes nodes, Task part, CancellationToken ended)
    {
        try
        {
            await part;
        }
        catch (Exception failure)
        {
            if (!ended.IsCancellationRequested) nodes.Lose(failure);
        }
    }

    private async Task TellAsync(BackplaneNodes nodes, CancellationToken ended)
    {
        while (true) await TellAsync(nodes, await outbox.TakeAsync(ended)).WaitAsync(BackplaneNodes.Patience, ended);
    }

    private static Task<long> TellAsync(BackplaneNodes nodes, NodeMessage message)
    {
        NodeMeter.Sent.Add(1);
        return nodes.Redis.GetSubscriber().PublishAsync(Topic, message.ToBytes());
    }

    private async Task BidFarewellAsync(BackplaneNodes nodes)
    {
        while (outbox.TryTake() is { } message) await TellAsync(nodes, message);
        await TellAsync(nodes, outbox.Farewell());
    }

    private async Task KeepTimeAsync(BackplaneNodes nodes, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Beat, time);
        var unheard = 0;
        do
        {
            outbox.Beat();
            unheard = Silence > LongestOwnSilence ? unheard + 1 : 0;
            if (unheard == MostUnheardBeats) throw new TimeoutException("Nothing comes over Redis any more.");
            bool isAnySilent;
            lock (_gate) isAnySilent = _peers.ForgetSilent(LongestSilence);
            if (isAnySilent) Doubt();
        }
        while (await timer.WaitForNextTickAsync(ended));
    }

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Take(NodeMessage.Read(bytes));
        }
        catch (Exception unreadable)
        {
            Log.NodeMessageUnreadable(logger, unreadable);
            Doubt();
        }
    }

    private void Take(NodeMessage message)
    {
        if (message.Node == outbox.Node)
        {
            Interlocked.Exchange(ref _heardMyself, time.GetTimestamp());
            return;
        }
        bool isWhole;
        lock (_gate)
        {
            isWhole = _peers.Hear(message.Node, message.Number);
            if (message.IsLast) _peers.Forget(message.Node);
        }
        NodeMeter.Received.Add(1);
        if (!isWhole) NodeMeter.Gaps.Add(1);
        foreach (var changes in message.Changes)
        {
            local.Publish(changes);
            lanes.Moved(changes.ConversationId, changes.To, message.Node);
        }
        foreach (var (conversation, trying) in message.Outpaced) lanes.GiveWay(conversation, message.Node, trying);
        foreach (var moved in message.Moved) local.ReadMoved(moved);
        foreach (var typing in message.Typing) local.Typing(typing);
        presence.Add(message.Presence);
        rates.Owe(message.Spent);
        if (!isWhole) Doubt();
    }

    /// <summary>Something that another node told, or would have told, did not come: changes are in the store, presence is in Redis, what is in neither the clients ask for.</summary>
    private void Doubt()
    {
        doubt.Raise();
        presence.AddAll();
        resyncs.Raise();
    }
}
