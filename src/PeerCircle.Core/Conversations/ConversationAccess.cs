using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>The one place that says who may see a conversation. Unknown and not one's own look the same.</summary>
public sealed class ConversationAccess(IStore store, WinsReaders wins)
{
    private readonly IConversationLog _log = store.Conversations;

    /// <summary>Checks against a participation that was read from the store.</summary>
    public static Participant? Admit(Participation participation, Actor actor) =>
        participation.Present && participation.Member == actor.Id ? new Participant(participation, actor.Moderates, isImplied: false) : null;

    /// <summary>Checks against the store.</summary>
    public async Task<Outcome<Participant>> FindAsync(Actor actor, ConversationId conversation, CancellationToken cancellation)
    {
        var found = await _log.FindParticipationsAsync(conversation, [actor.Id], cancellation);
        if (found.Count == 1) return Admit(found[0], actor) is { } participant ? participant : Refusal.NotFound;
        return conversation == ConversationIds.Wins ? await ImplyAsync(actor, cancellation) : Refusal.NotFound;
    }

    /// <summary>Checks many at once; those that are not the actor's to see are left out.</summary>
    public async Task<IReadOnlyDictionary<ConversationId, Participant>> FindAllAsync(Actor actor, CancellationToken cancellation)
    {
        var participations = await _log.ReadParticipationsAsync(actor.Id, cancellation);
        var admitted = participations.Select(p => Admit(p, actor)).OfType<Participant>().ToDictionary(p => p.Conversation);
        if (!participations.Any(p => p.Conversation == ConversationIds.Wins)) admitted[ConversationIds.Wins] = await ImplyAsync(actor, cancellation);
        return admitted;
    }

    private async Task<Participant> ImplyAsync(Actor actor, CancellationToken cancellation)
    {
        var readSeq = await wins.ReadSeqAtSignUpAsync(actor.Id, cancellation);
        var implied = new Participation(
            ConversationIds.Wins, actor.Id, Present: true, ParticipantRole.Member, readSeq, readSeq, NotifyLevel.All, Version: 1, DateTimeOffset.UnixEpoch);
        return new Participant(implied, actor.Moderates, isImplied: true);
    }
}
