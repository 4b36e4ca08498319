using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Sockets;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>
/// What waits for one connection, in order. Whoever sends never waits for the reader: while a write is under way the rest is kept, up to a bound in bytes and number, and goes
/// out together with the next, of typing, reading and presence of a member the latest only. Past the bound the frames of the conversation that came last are dropped, and one <see cref="Behind"/> stands for all of them until it is
/// written; for what no <c>Sync</c> brings back stands a <see cref="Resync"/>, at most every five seconds.
/// </summary>
internal sealed class Mailbox(HubConnectionContext connection, MailboxSpace space, TimeProvider time)
{
    public const int MostBytes = 512 * 1024;
    public const int MostFrames = 256;

    /// <summary>So many conversations to ask for are more work than starting over.</summary>
    public const int MostBehind = 1_000;

    /// <summary>More than these waiting, and what is fleeting is not kept.</summary>
    public const int MostBeforeFleeting = 8;

    /// <summary>What is joined to one write, which saves little where frames are large by themselves.</summary>
    private const int WriteBytes = 16 * 1024;

    private static readonly TimeSpan BetweenResyncs = TimeSpan.FromSeconds(5);

    private readonly SocketStream _stream = connection.Features.GetRequiredFeature<SocketStream>();
    private readonly Lock _gate = new();
    private Queue<Frame>? _waiting;
    private Dictionary<ConversationId, long>? _behind;
    private bool _isResyncDue;
    private bool _isResting;
    private long _bytes;
    private bool _isWriting;
    private bool _isEnding;
    private bool _isClosed;

    public string ConnectionId => connection.ConnectionId;

    /// <summary>Of what waits, apart from the write under way.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether a write is under way, about: it is only looked at.</summary>
    public bool IsWriting => Volatile.Read(ref _isWriting);

    /// <summary>How many wait, about: it is only looked at.</summary>
    public int Frames => _waiting?.Count ?? 0;

    /// <summary>Never fails: a connection that cannot be told is ended, so that its client comes back and asks.</summary>
    public void Send(Frame frame)
    {
        try
        {
            if (TakeIn(frame) is { } first) _ = WriteAsync(first);
        }
        catch (Exception)
        {
            End();
        }
    }

    /// <summary>Takes back what waits for a group that the connection is no longer in; what came from another node, and may be of any group, with it.</summary>
    public void Withdraw(string group)
    {
        lock (_gate)
        {
            Drop(frame => frame.IsOf(group) || frame.IsOpaque);
            foreach (var conversation in _behind?.Keys.Where(c => HubGroups.Of(c) == group).ToList() ?? []) _behind?.Remove(conversation);
        }
    }

    /// <summary>Gives up everything that waits, each conversation for its <see cref="Behind"/>, to make space.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            if (!_isEnding) Clear(Forget);
        }
    }

    /// <summary>Nothing more is kept or written.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _behind = null;
            Clear(_ => { });
        }
    }

    /// <summary>What is to be written now; null while a write is under way, which takes the frame along.</summary>
    private Letter? TakeIn(Frame frame)
    {
        lock (_gate)
        {
            if (_isClosed || _isEnding) return null;
            if (_isWriting || frame.IsResync)
            {
                Keep(frame);
                return _isWriting ? null : Next();
            }
            // Nothing is before it.
            (_isWriting, _isEnding) = (true, frame.IsLast);
            return new Letter(BytesOf(frame));
        }
    }

    private void Keep(Frame frame)
    {
        if (frame.IsState && _waiting?.Any(frame.Supersedes) is true) Drop(frame.Supersedes);
        if (frame.IsLast)
        {
            _isEnding = true;
            _isResyncDue = false;
            _behind = null;
            Clear(_ => { });
            Add(frame);
        }
        else if (frame.IsResync || (frame.Rev is not null && frame.Conversation is { } behind && _behind?.ContainsKey(behind) == true))
        {
            Forget(frame);
        }
        else if (!HasSpaceFor(frame))
        {
            Forget(frame);
            if (frame.Rev is not null) Drop(waiting => waiting.Rev is not null && waiting.Conversation == frame.Conversation);
        }
        else
        {
            Add(frame);
        }
    }

    private bool HasSpaceFor(Frame frame) =>
        (_waiting?.Count ?? 0) < (frame.IsFleeting ? MostBeforeFleeting : MostFrames) && _bytes + SizeOf(frame) <= MostBytes;

    private void Add(Frame frame)
    {
        (_waiting ??= new()).Enqueue(frame);
        var size = SizeOf(frame);
        Interlocked.Add(ref _bytes, size);
        space.Take(size);
    }

    private bool TryTake([NotNullWhen(true)] out Frame? frame)
    {
        if (_waiting is null || !_waiting.TryDequeue(out frame))
        {
            frame = null;
            return false;
        }
        var size = SizeOf(frame);
        Interlocked.Add(ref _bytes, -size);
        space.Give(size);
        return true;
    }

    private void Clear(Action<Frame> withEach)
    {
        while (TryTake(out var frame)) withEach(frame);
    }

    private void Drop(Func<Frame, bool> isDropped)
    {
        for (var n = _waiting?.Count ?? 0; n > 0 && TryTake(out var frame); n--)
        {
            if (!isDropped(frame)) Add(frame);
            else if (frame.IsOpaque) _isResyncDue = true;
        }
    }

    /// <summary>Notes what has to be asked for because the frame is not sent.</summary>
    private void Forget(Frame frame)
    {
        if (frame.IsFleeting)
        {
            MailboxMeter.Dropped.Add(1);
            return;
        }
        if (frame is { Conversation: { } conversation, Rev: { } rev })
        {
            _behind ??= [];
            _behind[conversation] = Math.Max(rev, _behind.GetValueOrDefault(conversation));
            if (_behind.Count <= MostBehind) return;
            _behind = null;
        }
        _isResyncDue = true;
    }

    private ReadOnlyMemory<byte> BytesOf(Frame frame) => frame.BytesFor(connection.Protocol);

    private int SizeOf(Frame frame) => BytesOf(frame).Length;

    private async Task WriteAsync(Letter first)
    {
        try
        {
            await first.WriteAsync(_stream);
            // Whoever sent the first does not write what others send meanwhile.
            while (TakeNext() is { } next)
            {
                await Task.Yield();
                await next.WriteAsync(_stream);
            }
        }
        catch (Exception)
        {
            End();
        }
    }

    private void End()
    {
        Close();
        connection.Abort();
    }

    private Letter? TakeNext()
    {
        lock (_gate) return Next();
    }

    /// <summary>The next write; without one, there is none under way any more.</summary>
    private Letter? Next()
    {
        if (_isClosed || (_waiting is not { Count: > 0 } && _behind is not { Count: > 0 } && (!_isResyncDue || _isResting)))
        {
            _isWriting = false;
            return null;
        }
        var frames = TakeMarkers();
        var bytes = frames.Sum(SizeOf);
        while (_waiting is not null && _waiting.TryPeek(out var next) && (frames.Count == 0 || bytes + SizeOf(next) <= WriteBytes) && TryTake(out var frame))
        {
            frames.Add(frame);
            bytes += SizeOf(frame);
        }
        _isWriting = true;
        return Letter.Of([.. frames.Select(BytesOf)]);
    }

    private List<Frame> TakeMarkers()
    {
        var markers = new List<Frame>(1);
        if (_isResyncDue && !_isResting)
        {
            (_isResyncDue, _isResting) = (false, true);
            markers.Add(Frame.Of(nameof(IPeerClient.Resync), new Resync()));
            _ = RestAsync();
        }
        if (_behind is null) return markers;
        MailboxMeter.Behind.Add(_behind.Count);
        markers.AddRange(_behind.Select(b => Frame.Of(nameof(IPeerClient.Behind), new Behind(b.Key, b.Value))));
        _behind = null;
        return markers;
    }

    /// <summary>Until the next <see cref="Resync"/>; one that became due meanwhile goes out then, if nothing is under way that takes it along.</summary>
    private async Task RestAsync()
    {
        await Task.Delay(BetweenResyncs, time);
        Letter? next;
        lock (_gate)
        {
            _isResting = false;
            if (_isWriting) return;
            next = Next();
        }
        if (next is { } first) await WriteAsync(first);
    }
}
