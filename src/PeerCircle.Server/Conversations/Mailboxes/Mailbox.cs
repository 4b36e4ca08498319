using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>
/// What waits for one connection, in order. Whoever sends never waits for the reader: while a write is under way the rest is kept, up to a bound in bytes and number, and goes
/// out together with the next. Past the bound the frames of the conversation that came last are dropped, and one <see cref="Behind"/> stands for all of them until it is
/// written; for what no <c>Sync</c> brings back stands a <see cref="Resync"/>, at most every five seconds.
/// </summary>
internal sealed class Mailbox(HubConnectionContext connection, MailboxSpace space, TimeProvider time)
{
    public const int MostBytes = 512 * 1024;
    public const int MostFrames = 256;

    /// <summary>So many conversations to ask for are more work than starting over.</summary>
    public const int MostBehind = 1_000;

    /// <summary>What is joined to one write.</summary>
    private const int WriteBytes = 64 * 1024;

    private static readonly TimeSpan BetweenResyncs = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Queue<Frame>? _waiting;
    private Dictionary<ConversationId, long>? _behind;
    private bool _isResyncDue;
    private bool _isResting;
    private long _bytes;
    private bool _isWriting;
    private bool _isClosed;

    public string ConnectionId => connection.ConnectionId;

    public string? UserIdentifier => connection.UserIdentifier;

    /// <summary>Of what waits, apart from the write under way.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Send(Frame frame)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            if (_isWriting)
            {
                Keep(frame);
                return;
            }
            _isWriting = true;
        }
        Write(frame.Message);
    }

    /// <summary>Takes back what waits for a group that the connection is no longer in; what came from another node, and may be of any group, with it.</summary>
    public void Withdraw(string group)
    {
        lock (_gate)
        {
            Drop(frame => frame.Group == group || frame.IsOpaque);
            foreach (var conversation in _behind?.Keys.Where(c => HubGroups.Of(c) == group).ToList() ?? []) _behind?.Remove(conversation);
        }
    }

    /// <summary>Gives up everything that waits, each conversation for its <see cref="Behind"/>, to make space.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            while (_waiting is not null && _waiting.TryDequeue(out var frame)) Forget(frame);
            Release(_bytes);
        }
    }

    /// <summary>Nothing more is kept or written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _waiting = null;
            _behind = null;
            Release(_bytes);
        }
    }

    private void Keep(Frame frame)
    {
        if (frame.Conversation is { } behind && _behind?.ContainsKey(behind) == true)
        {
            Forget(frame);
            return;
        }
        var size = frame.BytesFor(connection.Protocol).Length;
        // What is fleeting goes first: it has half the space.
        var share = frame.IsFleeting ? 2 : 1;
        if (_bytes + size <= MostBytes / share && (_waiting?.Count ?? 0) < MostFrames / share)
        {
            (_waiting ??= new()).Enqueue(frame);
            Interlocked.Add(ref _bytes, size);
            space.Take(size);
            return;
        }
        Forget(frame);
        if (frame.Conversation is { } conversation) Drop(waiting => waiting.Conversation == conversation);
    }

    private void Drop(Func<Frame, bool> isDropped)
    {
        if (_waiting is null) return;
        for (var n = _waiting.Count; n > 0; n--)
        {
            var frame = _waiting.Dequeue();
            if (!isDropped(frame))
            {
                _waiting.Enqueue(frame);
                continue;
            }
            Release(frame.BytesFor(connection.Protocol).Length);
            if (frame.IsOpaque) _isResyncDue = true;
        }
    }

    private void Forget(Frame frame)
    {
        if (frame.IsFleeting) return;
        if (frame.Conversation is not { } conversation)
        {
            _isResyncDue = true;
            return;
        }
        _behind ??= [];
        _behind[conversation] = Math.Max(frame.Rev, _behind.GetValueOrDefault(conversation));
        if (_behind.Count <= MostBehind) return;
        _behind = null;
        _isResyncDue = true;
    }

    private void Release(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        space.Give(bytes);
    }

    /// <summary>Writes, and goes on for as long as the connection takes it at once; else goes on when it has.</summary>
    private void Write(SerializedHubMessage message)
    {
        for (SerializedHubMessage? next = message; next is not null; next = TakeNext())
        {
            // A connection that fails closes itself, without an exception.
            var write = connection.WriteAsync(next);
            if (write.IsCompletedSuccessfully) continue;
            _ = FinishAsync(write);
            return;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A connection that can no longer be written to is closed by SignalR; nothing is to be done here.")]
    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            Close();
            return;
        }
        if (TakeNext() is { } next) Write(next);
    }

    private SerializedHubMessage? TakeNext()
    {
        lock (_gate) return Next();
    }

    /// <summary>The next write; without one, there is none under way any more.</summary>
    private SerializedHubMessage? Next()
    {
        var frames = TakeMarkers();
        for (long bytes = 0; bytes < WriteBytes && _waiting is not null && _waiting.TryDequeue(out var frame); frames.Add(frame))
        {
            var size = frame.BytesFor(connection.Protocol).Length;
            bytes += size;
            Release(size);
        }
        _isWriting = frames.Count > 0;
        return frames.Count switch
        {
            0 => null,
            1 => frames[0].Message,
            _ => Joined(frames),
        };
    }

    private List<Frame> TakeMarkers()
    {
        var markers = new List<Frame>();
        if (_isResyncDue && !_isResting)
        {
            (_isResyncDue, _isResting) = (false, true);
            markers.Add(Frame.Of(nameof(IPeerClient.Resync), [new Resync()]));
            _ = RestAsync();
        }
        if (_behind is null) return markers;
        markers.AddRange(_behind.Select(b => Frame.Of(nameof(IPeerClient.Behind), [new Behind(b.Key, b.Value)])));
        _behind = null;
        return markers;
    }

    /// <summary>Until the next <see cref="Resync"/>; one that became due meanwhile goes out then, if nothing is under way that takes it along.</summary>
    private async Task RestAsync()
    {
        await Task.Delay(BetweenResyncs, time);
        SerializedHubMessage? next;
        lock (_gate)
        {
            _isResting = false;
            if (_isClosed || _isWriting || !_isResyncDue) return;
            next = Next();
        }
        if (next is not null) Write(next);
    }

    /// <summary>Frames of either protocol end by themselves, so that several in a row are several still.</summary>
    private SerializedHubMessage Joined(List<Frame> frames)
    {
        var parts = frames.Select(f => f.BytesFor(connection.Protocol)).ToList();
        var joined = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }
        return new SerializedHubMessage([new SerializedMessage(connection.Protocol.Name, joined)]);
    }
}
