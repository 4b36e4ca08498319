using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>A direct conversation on a real store, written to by nodes whose pushes are kept.</summary>
internal sealed class LaneScene : IAsyncDisposable
{
    private readonly List<IDisposable> _lanes = [];

    private LaneScene(World world, MemberId ana, MemberId ben, ConversationId conversation)
    {
        (World, Ana, Ben, Conversation) = (world, ana, ben, conversation);
    }

    public World World { get; }

    public MemberId Ana { get; }

    public MemberId Ben { get; }

    public ConversationId Conversation { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LaneScene> OpenAsync()
    {
        var world = await World.OpenAsync();
        var (ana, ben) = (await world.AddMemberAsync("Ana"), await world.AddMemberAsync("Ben"));
        return new LaneScene(world, ana, ben, await OpenDirectAsync(world, ana, ben));
    }

    public Task<ConversationId> OpenDirectAsync(MemberId one, MemberId other) => OpenDirectAsync(World, one, other);

    public Writer NewWriter(IStore? store = null)
    {
        var writer = new Writer(store ?? World.Store, Conversation);
        _lanes.Add(writer);
        return writer;
    }

    public async Task<Head> HeadAsync() => (await World.Store.Conversations.ReadConversationsAsync([Conversation], Cancel)).Single().Head;

    public Task<IReadOnlyList<MessageState>> MessagesAsync() =>
        World.Store.Conversations.ReadMessagesAsync(Conversation, 1, long.MaxValue, 10_000, newest: false, null, Cancel);

    private static async Task<ConversationId> OpenDirectAsync(World world, MemberId one, MemberId other) =>
        Node.Value(await world.NewNode().Directs.OpenAsync(one, other, () => null, Cancel)).ConversationId;

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes) lane.Dispose();
        await World.DisposeAsync();
    }
}

/// <summary>What one node does in the conversation, and what it pushes.</summary>
internal sealed class Writer : IDelivery, IDisposable
{
    private readonly ConversationLanes _lanes;
    private readonly ConversationActs _acts;
    private readonly ConversationAccess _access;
    private readonly ConversationId _conversation;
    private readonly string _name = Guid.NewGuid().ToString();
    private readonly List<Writer> _listeners = [];
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(IStore store, ConversationId conversation)
    {
        _conversation = conversation;
        var wins = new WinsReaders(store);
        var members = new Members(store.Documents);
        _lanes = new ConversationLanes(store, wins, this, new NobodyListens(), new StoreClock(TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance);
        _acts = new ConversationActs(_lanes, store, new Moderators(members, new Administrators(store.Documents)), this, new NobodyListens(), new Limits());
        _access = new ConversationAccess(store, wins);
    }

    public ConcurrentQueue<Changes> Pushed { get; } = new();

    /// <summary>How often another was faster.</summary>
    public int Outpacings { get; private set; }

    /// <summary>Until it has pushed more than up to here.</summary>
    public async Task PushesBeyondAsync(long rev)
    {
        while (true)
        {
            var next = _published.Task;
            if (Pushed.Any(p => p.To > rev)) return;
            await next.WaitAsync(Cancel);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From now on this node hears what the other tells its neighbours.</summary>
    public void Hear(Writer other) => other._listeners.Add(this);

    public Task<Participant> AdmitAsync(MemberId member) => AdmitAsync(member, _conversation);

    public async Task<Participant> AdmitAsync(MemberId member, ConversationId conversation) => Node.Value(await _access.FindAsync(member, conversation, Cancel));

    public Task<Outcome<PostReceipt>> PostAsync(Participant who, MessageId id, string text, MessageId? parent = null) => _acts.PostAsync(who, id, text, parent);

    public Task<Outcome<ChangeReceipt>> EditAsync(Participant who, MessageId id, string text, long? baseRev = null) => _acts.EditAsync(who, id, text, baseRev);

    public Task<Outcome<ChangeReceipt>> ReactAsync(Participant who, MessageId id, string emoji, bool on) => _acts.ReactAsync(who, id, emoji, on);

    public Task<Outcome<ChangeReceipt>> DeleteAsync(Participant who, MessageId id) => _acts.DeleteAsync(who, id, Cancel);

    public Task<Outcome<Head>> ApplyAsync(ConversationStep step) => _lanes.ApplyAsync(step, Cancel);

    public void Publish(Changes changes)
    {
        Pushed.Enqueue(changes);
        foreach (var listener in _listeners) listener._lanes.Moved(changes.ConversationId, changes.To, _name);
        Interlocked.Exchange(ref _published, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Reacted(MemberId member, Reacted reacted)
    {
    }

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
    }

    public void Typing(TypingNotice typing)
    {
    }

    public void Outpaced(ConversationId conversation, TimeSpan? trying)
    {
        if (trying is not null) Outpacings++;
        foreach (var listener in _listeners) listener._lanes.GiveWay(conversation, _name, trying);
    }

    public Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose() => _lanes.Dispose();
}
