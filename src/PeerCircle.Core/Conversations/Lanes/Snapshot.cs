using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// What a lane has read of its conversation. Right as long as the lane's commits succeed, since each names the head it was read
/// after; dropped whole when one does not.
/// </summary>
internal sealed class Snapshot
{
    /// <summary>More messages than this are not kept for the next fold.</summary>
    private const int MostMessages = 64;

    private const int MostParticipations = 4_096;

    public Dictionary<MessageId, MessageState?> Messages { get; } = [];

    /// <summary>Null: read, and there is none.</summary>
    public Dictionary<MemberId, Participation?> Participations { get; } = [];

    /// <summary>Those of the people named in the texts of this fold that are members; only where everyone takes part.</summary>
    public HashSet<MemberId> Everyone { get; } = [];

    /// <summary>Reactions of the people of this fold to its messages.</summary>
    public HashSet<(MessageId Message, string Emoji, MemberId Member)> Reactions { get; } = [];

    /// <summary>The oldest reactions of tallies whose sample may need refilling.</summary>
    public Dictionary<(MessageId Message, string Emoji), IReadOnlyList<MemberId>> Oldest { get; } = [];

    /// <summary>
    /// Takes over what was committed, forgets what only served this fold. New messages are not kept: most are never touched again, and what is kept for long is dear to the
    /// garbage collector.
    /// </summary>
    public void Advance(Fold fold)
    {
        Everyone.Clear();
        Reactions.Clear();
        Oldest.Clear();
        if (Messages.Count > MostMessages) Messages.Clear();
        foreach (var state in fold.Inserted) Messages.Remove(state.Id);
        foreach (var state in fold.Changed) Messages[state.Id] = state;
        foreach (var written in fold.ParticipationWrites) Participations.Remove(written.Member);
        if (Participations.Count > MostParticipations) Participations.Clear();
    }
}
