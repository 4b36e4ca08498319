using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>What a client may call on <c>/hubs/peer</c>. An expected "no" is a <see cref="Reply{T}"/> with an error, never an exception.</summary>
public interface IPeerHub
{
    /// <summary>Posts a message. Acknowledged means durable; repeated with the same id it answers the same receipt.</summary>
    Task<Reply<PostReceipt>> Post(PostCall request);

    Task<Reply<ChangeReceipt>> Edit(EditCall request);

    Task<Reply<ChangeReceipt>> Delete(DeleteCall request);

    Task<Reply<ChangeReceipt>> React(ReactCall request);

    /// <summary>Moves the read position forward, never back, at most to the head.</summary>
    Task<Reply<ReadReceipt>> MarkRead(MarkReadCall request);

    Task<Reply> Typing(TypingCall request);

    Task<Reply<SyncAnswer>> Sync(SyncCall request);

    Task<Reply<WatchAnswer>> Watch(WatchCall request);

    Task<Reply> SetPresence(SetPresenceCall request);
}
