using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>The one place that says who may see a conversation. Unknown and not one's own look the same.</summary>
public sealed class ConversationAccess(IStore store, WinsReaders wins)
{
    private readonly IConversationLog _log = store.Conversations;

    /// <summary>Checks against a participation that was read from the store.</summary>
    public static Participant? Admit(Participation participation, MemberId member) =>
        participation.Present && participation.Member == member ? new Participant(participation) : null;

    /// <summary>Checks against the store.</summary>
    public async Task<Outcome<Participant>> FindAsync(MemberId member, ConversationId conversation, CancellationToken cancellation)
    {
        var found = await _log.FindParticipationsAsync(conversation, [member], cancellation);
        if (found.Count == 1) return Admit(found[0], member) is { } participant ? participant : Refusal.NotFound;
        return conversation == ConversationIds.Wins ? await ImplyAsync(member, cancellation) : Refusal.NotFound;
    }

    /// <summary>Checks many at once; those that are not the member's to see are left out.</summary>
    public async Task<IReadOnlyDictionary<ConversationId, Participant>> FindAllAsync(MemberId member, CancellationToken cancellation)
    {
        var participations = await _log.ReadParticipationsAsync(member, cancellation);
        var admitted = participations.Select(p => Admit(p, member)).OfType<Participant>().ToDictionary(p => p.Conversation);
        if (!participations.Any(p => p.Conversation == ConversationIds.Wins)) admitted[ConversationIds.Wins] = await ImplyAsync(member, cancellation);
        return admitted;
    }

    private async Task<Participant> ImplyAsync(MemberId member, CancellationToken cancellation)
    {
        var readSeq = await wins.ReadSeqAtSignUpAsync(member, cancellation);
        return new Participant(new Participation(
            ConversationIds.Wins, member, Present: true, ParticipantRole.Member, readSeq, readSeq, NotifyLevel.All, Version: 1, DateTimeOffset.UnixEpoch));
    }
}
