using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>One push as it goes to any number of connections: serialised once for each protocol, and what is lost with it.</summary>
internal sealed class Frame
{
    private Frame(SerializedHubMessage message, ConversationId? conversation = null, long rev = 0, bool isFleeting = false) =>
        (Message, Conversation, Rev, IsFleeting) = (message, conversation, rev, isFleeting);

    /// <summary>Made and serialised by another node: nobody here knows what is in it.</summary>
    public bool IsOpaque { get; private init; }

    public string? Group => Conversation is { } conversation ? HubGroups.Of(conversation) : null;

    public SerializedHubMessage Message { get; }

    /// <summary>The conversation whose <c>Sync</c> brings what was in it; none when only starting over does.</summary>
    public ConversationId? Conversation { get; }

    /// <summary>The head it leads to.</summary>
    public long Rev { get; }

    /// <summary>Worth nothing later, and missed by nobody.</summary>
    public bool IsFleeting { get; }

    public static Frame Of(string method, object?[] arguments)
    {
        var message = new SerializedHubMessage(new InvocationMessage(method, arguments));
        return arguments is not [var push] ? new(message) : push switch
        {
            Changes changes => new(message, changes.ConversationId, changes.To),
            Behind behind => new(message, behind.ConversationId, behind.Rev),
            TypingNotice => new(message, isFleeting: true),
            _ => new(message),
        };
    }

    public static Frame Of(SerializedHubMessage message) => new(message) { IsOpaque = true };

    public ReadOnlyMemory<byte> BytesFor(IHubProtocol protocol) => Message.GetSerializedMessage(protocol);
}
