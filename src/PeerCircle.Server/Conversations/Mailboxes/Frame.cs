using System.Buffers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Sockets;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>One push as it goes to any number of connections: made once for each protocol, as the WebSocket frame that it is sent in, and what is lost with it.</summary>
internal sealed class Frame
{
    /// <summary>A buffer that had to grow beyond is not kept for the next.</summary>
    private const int LargestKept = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private readonly HubMessage? _message;
    private readonly SerializedHubMessage? _foreign;
    private Made? _made;

    private Frame(HubMessage message) => _message = message;

    private Frame(SerializedHubMessage foreign) => _foreign = foreign;

    /// <summary>What it tells the whole state of, if it does that.</summary>
    private object? Subject { get; init; }

    /// <summary>A state with a lower one is no news after it, in whichever order they come.</summary>
    private long Position { get; init; }

    /// <summary>The conversation it is about, if it is about one.</summary>
    public ConversationId? Conversation { get; private init; }

    /// <summary>The head it leads to, where <c>Sync</c> brings what was in it; else nothing but starting over does.</summary>
    public long? Rev { get; private init; }

    /// <summary>How many messages it shows.</summary>
    public int Messages { get; private init; }

    /// <summary>Worth nothing later, and missed by nobody.</summary>
    public bool IsFleeting { get; private init; }

    /// <summary>A <see cref="Resync"/>, of which one is as good as many.</summary>
    public bool IsResync { get; private init; }

    /// <summary>Nothing comes after it, and nothing that waits is worth more.</summary>
    public bool IsLast { get; private init; }

    /// <summary>Made and serialised by another node: nobody here knows what is in it.</summary>
    public bool IsOpaque { get; private init; }

    public static Frame Of(string method, params object?[] arguments)
    {
        var message = new InvocationMessage(method, arguments);
        return arguments is not [var push] ? new(message) : push switch
        {
            Changes changes => new(message) { Conversation = changes.ConversationId, Rev = changes.To, Messages = changes.Messages.Count },
            Behind behind => new(message) { Conversation = behind.ConversationId, Rev = behind.Rev },
            TypingNotice typing => new(message) { Conversation = typing.ConversationId, Subject = typing, IsFleeting = true },
            ReadMoved moved => new(message) { Conversation = moved.ConversationId, Subject = (moved.ConversationId, moved.MemberId, moved.Unread is null), Position = moved.Seq },
            Reacted reacted => new(message) { Conversation = reacted.ConversationId },
            MemberPresence presence => new(message) { Subject = presence.MemberId },
            Resync => new(message) { IsResync = true },
            SessionEnded => new(message) { IsLast = true },
            _ => new(message),
        };
    }

    public static Frame Of(SerializedHubMessage message) => new(message) { IsOpaque = true };

    public bool IsOf(string group) => Conversation is { } conversation && HubGroups.Of(conversation) == group;

    /// <summary>Whether it may supersede anything.</summary>
    public bool IsState => Subject is not null;

    /// <summary>Whether who is told this needs no longer be told the other, which came before it.</summary>
    public bool Supersedes(Frame other) => Subject is not null && Subject.Equals(other.Subject) && Position >= other.Position;

    public ReadOnlyMemory<byte> BytesFor(IHubProtocol protocol)
    {
        for (var made = Volatile.Read(ref _made); made is not null; made = made.Next)
        {
            if (ReferenceEquals(made.Protocol, protocol)) return made.Bytes;
        }
        var bytes = Make(protocol);
        // Made twice by two who ask at once, it is the same twice.
        Volatile.Write(ref _made, new Made(protocol, bytes, Volatile.Read(ref _made)));
        return bytes;
    }

    private ReadOnlyMemory<byte> Make(IHubProtocol protocol)
    {
        if (_message is null) return WebSocketFrame.Of(protocol.TransferFormat, _foreign!.GetSerializedMessage(protocol).Span);
        var buffer = _buffer ??= new ArrayBufferWriter<byte>();
        try
        {
            protocol.WriteMessage(_message, buffer);
            return WebSocketFrame.Of(protocol.TransferFormat, buffer.WrittenSpan);
        }
        finally
        {
            buffer.ResetWrittenCount();
            if (buffer.Capacity > LargestKept) _buffer = null;
        }
    }

    private sealed record Made(IHubProtocol Protocol, ReadOnlyMemory<byte> Bytes, Made? Next);
}
