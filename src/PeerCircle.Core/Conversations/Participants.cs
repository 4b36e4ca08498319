using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>Who takes part in a conversation.</summary>
public sealed class Participants(IStore store)
{
    private readonly IConversationLog _log = store.Conversations;

    /// <summary>By member id. Read positions are shown where they are shown live.</summary>
    public async Task<Outcome<ListOf<ParticipantFacts>>> ListAsync(Participant reader, string? next, int limit, CancellationToken cancellation)
    {
        MemberId? after = null;
        if (next is not null)
        {
            if (!(Cursors.Read(next, 1) is [var cursor] && TypedId.TryParse<MemberId>(cursor, out var id))) return Cursors.Refused;
            after = id;
        }
        var conversation = (await _log.ReadConversationsAsync([reader.Conversation], cancellation)).SingleOrDefault();
        if (conversation is null) return Refusal.NotFound;
        var shown = ConversationActs.ShowsReaders(conversation);
        var found = await _log.ReadParticipantsAsync(reader.Conversation, after, limit + 1, cancellation);
        var page = found.Take(limit).ToList();
        return new ListOf<ParticipantFacts>(
            [.. page.Select(p => new ParticipantFacts(p.Member, p.Role, shown ? p.ReadSeq : null))],
            found.Count > limit ? Cursors.Make(page[^1].Member.ToString()) : null);
    }
}
