using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

internal static class MessageRefusals
{
    public static Refusal Deleted { get; } = new(ErrorCodes.MessageDeleted, "This message was deleted.");

    public static Refusal EditConflict { get; } = new(ErrorCodes.MessageEditConflict, "The text changed in the meantime. Look at it and edit again.");
}
