using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>What conversations are called: told by what they belong to, so that a new name is kept in one place.</summary>
public sealed class Titles(IStore store)
{
    private const string Wins = "Wins";

    private readonly IDocumentStore _documents = store.Documents;

    /// <summary>The titles of these conversations as the member sees them: the circle's or room's name, in a direct the other's.</summary>
    public async Task<Func<Conversation, string>> ReadAsync(MemberId member, IReadOnlyCollection<Conversation> conversations, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        await AddAsync(names, Circle.Type, c => c.Name, Subjects(conversations, ConversationKind.Circle), cancellation);
        await AddAsync(names, Room.Type, r => r.Name, Subjects(conversations, ConversationKind.Room), cancellation);
        await AddAsync(names, Member.Type, m => m.DisplayName, [.. conversations.Select(c => c.Pair?.Other(member).Value).OfType<Guid>()], cancellation);
        return conversation => conversation.Kind == ConversationKind.Wins
            ? Wins
            : names.GetValueOrDefault(conversation.Pair?.Other(member).Value ?? conversation.Subject ?? default, "");
    }

    private static Guid[] Subjects(IReadOnlyCollection<Conversation> conversations, ConversationKind kind) =>
        [.. conversations.Where(c => c.Kind == kind).Select(c => c.Subject).OfType<Guid>()];

    private async Task AddAsync<T>(Dictionary<Guid, string> names, DocumentType<T> type, Func<T, string> name, Guid[] ids, CancellationToken cancellation) where T : Document
    {
        if (ids.Length == 0) return;
        foreach (var found in await _documents.FindManyAsync(type, ids, cancellation)) names[type.Id(found.Value)] = name(found.Value);
    }
}
