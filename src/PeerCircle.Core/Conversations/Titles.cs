using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>How conversations are called; told by what they belong to.</summary>
public interface ITitles
{
    /// <summary>The names of circles, rooms and members. Those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> ReadAsync(
        IReadOnlyCollection<CircleId> circles, IReadOnlyCollection<RoomId> rooms, IReadOnlyCollection<MemberId> members, CancellationToken cancellation);
}

/// <summary>Titles of conversations as one member sees them.</summary>
internal sealed class Titles(ITitles names)
{
    private const string Wins = "Wins";

    public async Task<Func<Conversation, string>> ReadAsync(MemberId member, IReadOnlyCollection<Conversation> conversations, CancellationToken cancellation)
    {
        var known = await names.ReadAsync(
            [.. conversations.Where(c => c.Kind == ConversationKind.Circle).Select(c => new CircleId(c.Subject ?? default))],
            [.. conversations.Where(c => c.Kind == ConversationKind.Room).Select(c => new RoomId(c.Subject ?? default))],
            [.. conversations.Select(c => c.Pair?.Other(member)).OfType<MemberId>()],
            cancellation);
        return conversation => conversation switch
        {
            { Kind: ConversationKind.Wins } => Wins,
            { Pair: { } pair } => known.GetValueOrDefault(pair.Other(member).Value, ""),
            { Subject: { } subject } => known.GetValueOrDefault(subject, ""),
            _ => "",
        };
    }
}
