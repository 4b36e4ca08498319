using System.Runtime.CompilerServices;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// One conversation of a connected client. It is kept up to date while <see cref="WatchAsync"/> or <see cref="ReadMessagesAsync"/>
/// run; what is written waits for a connection, and is repeated until the server has decided. A handle: costs nothing, needs no
/// disposal.
/// </summary>
public sealed class Conversation
{
    private readonly Session _session;

    internal Conversation(Session session, ConversationId id)
    {
        _session = session;
        Id = id;
    }

    public ConversationId Id { get; }

    /// <summary>
    /// The conversation as it is, then anew after each change. What changes while the reader is busy comes as one. Ends by a
    /// <see cref="PeerCircleException"/>: <c>not_found</c> when one no longer takes part, <c>auth.required</c> when the session is over.
    /// </summary>
    public async IAsyncEnumerable<ConversationView> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var open = _session.Openings.Open(Id);
        (object? State, object? Typing) seen = default;
        while (true)
        {
            var next = _session.Driver.Keeper.ChangeOf(Id).Next;
            var (state, typing) = (_session.Present(Id), _session.Typing.In(Id));
            if (ReferenceEquals(state, seen.State) && ReferenceEquals(typing, seen.Typing))
            {
                await next.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            seen = (state, typing);
            yield return new ConversationView(state, typing.Keys);
        }
    }

    /// <summary>
    /// Every message with a seq above <paramref name="afterSeq"/>: ascending by seq, without gap, each once, for ever, also over
    /// lost connections. Each comes in the state it then has; tombstones come too. A slow reader holds up nobody and costs no memory:
    /// what it has not read yet is asked for when it comes to it. Ends as <see cref="WatchAsync"/> does, and by
    /// <see cref="PeerCircleException.HistoryChanged"/> when the server was restored to another history.
    /// </summary>
    public IAsyncEnumerable<Message> ReadMessagesAsync(long afterSeq, CancellationToken cancellation) => new MessageReader(_session, Id).ReadAsync(afterSeq, cancellation);

    /// <summary>The messages before <paramref name="before"/> (a seq, excluded; absent = from the newest), descending by seq, back to the first.</summary>
    public async IAsyncEnumerable<Message> HistoryAsync(long? before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var more = true;
        while (more)
        {
            var asked = new PageRequest(Before: before, Limit: 100);
            var page = await _session.Driver.AskAsync(ct => _session.Api.PageAsync(Id, asked, ct), cancellation).ConfigureAwait(false);
            for (var i = page.Messages.Count - 1; i >= 0; i--)
            {
                before = page.Messages[i].Seq;
                yield return page.Messages[i];
            }

            more = page.MoreBefore && page.Messages.Count > 0;
        }
    }

    /// <summary>
    /// Extends what is shown by the page before it; done when <see cref="ConversationView.MoreBefore"/> says so. Beyond 5,000 messages only the newest 2,500 stay: who wants all of
    /// them reads <see cref="HistoryAsync"/>.
    /// </summary>
    public async Task LoadOlderAsync(CancellationToken cancellation)
    {
        if (_session.Present(Id) is { Loaded: { } loaded, MoreBefore: true })
            await _session.Driver.LoadAsync(Id, new PageRequest(Before: loaded.First), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Posts a message and waits until the server has it, durable. Posts of one conversation are numbered in the order of these calls.
    /// Cancelled, or with the session over, the post stays in the outbox and may be sent all the same. With an id of one's own
    /// (version 7) a repeated call is the same post.
    /// </summary>
    /// <exception cref="PeerCircleException">Refused for good; the post is gone.</exception>
    public async Task<Message> PostAsync(string text, CancellationToken cancellation, MessageId? parent = null, MessageId? id = null)
    {
        var post = await QueueAsync(text, parent, id, cancellation).ConfigureAwait(false);
        try
        {
            return await post.Decided.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (PeerCircleException) when (Row(post.Id) is { Status: OutboxStatus.Failed })
        {
            Discard(post.Id);
            throw;
        }
    }

    /// <summary>Puts a message into the outbox and does not wait for the server; watch <see cref="ConversationView.Outbox"/> for what becomes of it.</summary>
    public async Task<MessageId> QueueAsync(string text, CancellationToken cancellation, MessageId? parent = null) =>
        (await QueueAsync(text, parent, null, cancellation).ConfigureAwait(false)).Id;

    /// <summary>Sends a failed post again, at the end of the outbox.</summary>
    public void Retry(MessageId id) => _session.Driver.Apply(new PostRetried(Id, id));

    /// <summary>Takes a failed or queued post out of the outbox; one that is under way stays.</summary>
    public void Discard(MessageId id) => _session.Driver.Apply(new PostDiscarded(Id, id));

    /// <summary>Sets the text. <paramref name="seen"/> is the message as it was seen; refused with <c>message.edit_conflict</c> when the text changed since.</summary>
    public Task<ChangeReceipt> EditAsync(Message seen, string text, CancellationToken cancellation) =>
        CallAsync<ChangeReceipt>(nameof(IPeerHub.Edit), new EditCall(Id, seen.Id, text, seen.Rev), cancellation);

    /// <summary>Leaves a tombstone; deleting again is fine.</summary>
    public Task<ChangeReceipt> DeleteAsync(MessageId message, CancellationToken cancellation) =>
        CallAsync<ChangeReceipt>(nameof(IPeerHub.Delete), new DeleteCall(Id, message), cancellation);

    /// <summary>Sets or clears one's own reaction.</summary>
    public Task<ChangeReceipt> ReactAsync(MessageId message, string emoji, bool on, CancellationToken cancellation) =>
        CallAsync<ChangeReceipt>(nameof(IPeerHub.React), new ReactCall(Id, message, emoji, on), cancellation);

    /// <summary>Moves one's read position forward to a seq, never back; shown at once.</summary>
    public async Task MarkReadAsync(long seq, CancellationToken cancellation)
    {
        _session.Driver.Apply(new ReadTo(Id, seq));
        var receipt = await CallAsync<ReadReceipt>(nameof(IPeerHub.MarkRead), new MarkReadCall(Id, seq), cancellation).ConfigureAwait(false);
        _session.Driver.Apply(new ReadTo(Id, receipt.Seq, receipt.Unread));
    }

    /// <summary>Tells the others that one is typing, for 6 seconds; without a connection, or too often, it is lost.</summary>
    public Task SendTypingAsync(CancellationToken cancellation) => _session.Driver.Calls.TryAsync(nameof(IPeerHub.Typing), new TypingCall(Id), cancellation);

    private Task<T> CallAsync<T>(string method, object call, CancellationToken cancellation) => _session.Driver.Calls.UntilDecidedAsync<T>(method, call, cancellation);

    private OutboxRow? Row(MessageId id) => _session.Driver.Keeper.State.Find(Id)?.Outbox.Find(row => row.Id == id);

    private async Task<(MessageId Id, Task<Message> Decided)> QueueAsync(string text, MessageId? parent, MessageId? id, CancellationToken cancellation)
    {
        var me = await _session.MemberAsync(cancellation).ConfigureAwait(false);
        var post = new QueuedPost(me, Id, id ?? MessageId.From(Guid.CreateVersion7(_session.Time.GetUtcNow())), text, parent);
        return (post.Id, await _session.Driver.Posts.AddAsync(post, () => _session.Driver.Keeper.State.Find(Id), cancellation).ConfigureAwait(false));
    }
}
