using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>The outbox outside of the state: keeps posts in the store, sends them, and tells who waits for one.</summary>
internal sealed class Posts(HubCalls calls, IOutboxStore store, TimeProvider time, Backoff backoff, Action sessionDoubted, ILogger logger, CancellationToken lifetime) : IAsyncDisposable
{
    private readonly SemaphoreSlim _order = new(1);
    private readonly ConcurrentDictionary<(ConversationId, MessageId), Post> _posts = new();
    private Task _removals = Task.CompletedTask;

    /// <summary>Set once, by the driver.</summary>
    public required Func<Step, Outcome> Apply { get; init; }

    /// <summary>Puts a post into the store, then into the state, in the order called. The task in the task ends when it is decided.</summary>
    public async Task<Task<Message>> AddAsync(QueuedPost post, Func<ConversationState?> held, CancellationToken cancellation)
    {
        await _order.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (held()?.Messages.GetValueOrDefault(post.Id) is { } settled) return Task.FromResult(settled.State);
            var waiting = _posts.GetOrAdd((post.Conversation, post.Id), static _ => new Post());
            if (held()?.Outbox.Exists(row => row.Id == post.Id) is true) return waiting.Decided.Task;
            await store.AddAsync(post, cancellation).ConfigureAwait(false);
            var state = Apply(new Posted(post.Conversation, post.Id, post.Text, post.ParentId)).State;
            if (state.Find(post.Conversation) is null) Settled(post.Conversation, post.Id, null);
            return waiting.Decided.Task;
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Puts what the store kept from an earlier run back into the state.</summary>
    public async Task RestoreAsync(MemberId me, Func<QueuedPost, bool> isKnown, CancellationToken cancellation)
    {
        await _order.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            foreach (var post in await store.ReadAsync(me, cancellation).ConfigureAwait(false))
                if (!isKnown(post)) Apply(new Posted(post.Conversation, post.Id, post.Text, post.ParentId));
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Sends one post on the present connection, once.</summary>
    public async Task SendAsync(ConversationId conversation, OutboxRow row)
    {
        if (calls.Link is not { } link) return;
        try
        {
            var call = new PostCall(conversation, row.Id, row.Text, row.ParentId);
            Apply(new ReceiptCame(conversation, await calls.OnceAsync<PostReceipt>(link, nameof(IPeerHub.Post), call, lifetime).ConfigureAwait(false)));
        }
        catch (PeerCircleException no) when (no.Code == ErrorCodes.AuthRequired)
        {
            sessionDoubted();
        }
        catch (PeerCircleException no)
        {
            // A refusal of an earlier connection says nothing about the post that is under way on this one.
            if (ReferenceEquals(link, calls.Link)) Refuse(conversation, row, no);
        }
        catch (LinkLostException)
        {
            // The row is sent again, with the same id, on the next connection.
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
        }
        catch (Exception bug)
        {
            logger.ErrandBroke(bug);
        }
    }

    /// <summary>Waits as long as the server or the back-off says, then lets the post be sent again.</summary>
    public async Task WakeLaterAsync(ConversationId conversation, MessageId id)
    {
        var post = _posts.GetOrAdd((conversation, id), static _ => new Post());
        var link = calls.Link;
        var delay = backoff.After(post.Refusals++);
        try
        {
            await Task.Delay(post.RetryAfter > delay ? post.RetryAfter.Value : delay, time, lifetime).ConfigureAwait(false);
            if (ReferenceEquals(link, calls.Link)) Apply(new PostDue(conversation, id));
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A row has left the outbox; under the keeper's lock.</summary>
    public void Settled(ConversationId conversation, MessageId id, HeldMessage? message)
    {
        if (_posts.TryRemove((conversation, id), out var post))
        {
            if (message is not null) post.Decided.TrySetResult(message.State);
            else post.Decided.TrySetException(new PeerCircleException(ErrorCodes.NotFound, "The post was discarded, or the conversation is gone."));
        }

        _removals = RemoveAfterAsync(_removals, conversation, id);
    }

    /// <summary>The session is over: nobody waits any longer; the posts stay in the outbox.</summary>
    public void Abandon()
    {
        foreach (var key in _posts.Keys)
            if (_posts.TryRemove(key, out var post)) post.Decided.TrySetException(new PeerCircleException(ErrorCodes.AuthRequired, "The session is over; the post stays in the outbox."));
    }

    /// <summary>Ends when the store is no longer used; what was settled is no longer in it then.</summary>
    public async ValueTask DisposeAsync()
    {
        await _removals.ConfigureAwait(false);
        await _order.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _order.Dispose();
        foreach (var post in _posts.Values) post.Decided.TrySetCanceled(lifetime);
    }

    private void Refuse(ConversationId conversation, OutboxRow row, PeerCircleException no)
    {
        var post = _posts.GetOrAdd((conversation, row.Id), static _ => new Post());
        post.RetryAfter = no.RetryAfter;
        Apply(new PostRefused(conversation, row.Id, no.Code, no.Retryable));
        if (!no.Retryable && _posts.TryRemove((conversation, row.Id), out var failed)) failed.Decided.TrySetException(no);
    }

    private async Task RemoveAfterAsync(Task others, ConversationId conversation, MessageId id)
    {
        await others.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await _order.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await store.RemoveAsync(conversation, id, CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                _order.Release();
            }
        }
        catch (Exception failure)
        {
            // What stays in the store is sent again by the next run and answers its receipt.
            logger.OutboxNotRemoved(failure);
        }
    }

    /// <summary>What is known of a post beside its row.</summary>
    private sealed class Post
    {
        public Post() => Decided.Task.ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);

        public TaskCompletionSource<Message> Decided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Refusals { get; set; }

        public TimeSpan? RetryAfter { get; set; }
    }
}
