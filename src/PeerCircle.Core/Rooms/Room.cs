using System.Text.Json.Serialization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Rooms;

/// <summary>An advice room, which everyone may find and join. Who is in is kept by its conversation alone.</summary>
public sealed record Room : ConversationOwner
{
    private const int MostTags = 8;

    public const string WordIndex = "word";
    public const string TagIndex = "tag";

    public required RoomId Id { get; init; }

    public required string Name { get; init; }

    public required string Topic { get; init; }

    /// <summary>As written; no two differ only in case and accents.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public static DocumentType<Room> Type { get; } = new(
        "room",
        RoomJson.Default.Room,
        r => r.Id.Value,
        r => Clean.Folded(r.Name),
        new Dictionary<string, Func<Room, string?>>(),
        new Dictionary<string, Func<Room, IEnumerable<string>>>
        {
            [WordIndex] = r => Clean.Words([r.Name, r.Topic, .. r.Tags]),
            [TagIndex] = r => r.Tags.Select(Clean.Folded),
            [OwnerDocuments<Room>.PendingIndex] = r => r.Pending.Count > 0 ? [OwnerDocuments<Room>.Waiting] : [],
        });

    [JsonIgnore]
    public override Guid Key => Id.Value;

    [JsonIgnore]
    public override string Kind => "room";

    [JsonIgnore]
    public override ConversationId ConversationId => ConversationIds.OfRoom(Id);

    [JsonIgnore]
    public override NewConversation Conversation => new(ConversationKind.Room, Id.Value);

    /// <summary>A new room with its creator in it.</summary>
    public static Outcome<Room> Found(MemberId creator, RoomBody body, DateTimeOffset now)
    {
        var id = body.Id ?? new RoomId(Guid.CreateVersion7(now));
        if (!TypedId.IsClientMade(id)) return Refusal.Invalid("id", "must be a UUID of version 7.");
        if (!Field.Line("name", body.Name, 1, 80).TryGet(out var name, out var refusal)) return refusal;
        if (!Field.Line("topic", body.Topic, 0, 200).TryGet(out var topic, out refusal)) return refusal;
        if (!CleanTags(body.Tags).TryGet(out var tags, out refusal)) return refusal;
        var seat = new SeatChange(creator, Present: true, ParticipantRole.Host);
        return new Room
        {
            Id = id,
            CreatedBy = creator,
            CreatedAt = now,
            Name = name,
            Topic = topic,
            Tags = tags,
            Steps = 1,
            Pending = [new PendingStep(1, now, [seat])],
        };
    }

    public Outcome<Room> Edit(MemberId by, RoomPatch patch, DateTimeOffset now)
    {
        if (by != CreatedBy) return Refusal.Forbidden("Only who made the room may change it.");
        if (!Field.Line("name", patch.Name ?? Name, 1, 80).TryGet(out var name, out var refusal)) return refusal;
        if (!Field.Line("topic", patch.Topic ?? Topic, 0, 200).TryGet(out var topic, out refusal)) return refusal;
        if (!CleanTags(patch.Tags ?? Tags).TryGet(out var tags, out refusal)) return refusal;
        if ((name, topic) == (Name, Topic) && tags.SequenceEqual(Tags, StringComparer.Ordinal)) return this;
        var edited = this with { Name = name, Topic = topic, Tags = tags };
        return name == Name ? edited : edited with { Steps = Steps + 1, Pending = [.. Pending, new PendingStep(Steps + 1, now, [], new Card("renamed", ById: by, Name: name))] };
    }

    /// <summary>As what the member takes part.</summary>
    public ParticipantRole RoleOf(MemberId member) => member == CreatedBy ? ParticipantRole.Host : ParticipantRole.Member;

    public override string Sentence(Card card, PendingStep step, Func<MemberId, string> nameOf) => card is { Type: "renamed", ById: { } by }
        ? $"{nameOf(by)} renamed the room to “{card.Name}”."
        : throw new InvalidOperationException($"A room says nothing of the kind {card.Type}.");

    public RoomFacts ToFacts(int memberCount, bool joined) => new(Id, ConversationId, Name, Topic, Tags, memberCount, joined, CreatedAt);

    private static Outcome<IReadOnlyList<string>> CleanTags(IReadOnlyList<string> raw)
    {
        if (raw.Count > MostTags) return Refusal.Invalid("tags", $"there are at most {MostTags}.");
        var tags = new List<string>();
        foreach (var text in raw)
        {
            if (!Field.Line("tags", text, 1, 30).TryGet(out var tag, out var refusal)) return refusal;
            if (!tags.Any(t => Clean.Folded(t) == Clean.Folded(tag))) tags.Add(tag);
        }
        return tags;
    }
}
