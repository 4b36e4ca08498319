using System.Text.Json.Serialization;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Circles;

/// <summary>
/// A peer circle: its seats, its invites and the steps its conversation has yet to take, kept in one document, so that neither the
/// capacity nor the uses of an invite can be exceeded.
/// </summary>
public sealed partial record Circle : ConversationOwner
{
    public const int MostSeats = 200;
    private const int DefaultCapacity = 12;

    public required CircleId Id { get; init; }

    public required string Name { get; init; }

    public required string Purpose { get; init; }

    /// <summary>2–200, every member counted.</summary>
    public required int Capacity { get; init; }

    /// <summary>Who is in, the longest-standing first.</summary>
    public required IReadOnlyList<Seat> Seats { get; init; }

    /// <summary>Those that still work, and perhaps some that no longer do.</summary>
    public IReadOnlyList<Invite> Invites { get; init; } = [];

    /// <summary>Whom a host removed, each once, as long as an invite from before that still works.</summary>
    public IReadOnlyList<Removal> Removals { get; init; } = [];

    public static DocumentType<Circle> Type { get; } = new(
        "circle",
        CircleJson.Default.Circle,
        c => c.Id.Value,
        c => Clean.Folded(c.Name),
        new Dictionary<string, Func<Circle, string?>>(),
        new Dictionary<string, Func<Circle, IEnumerable<string>>>
        {
            [OwnerDocuments<Circle>.PendingIndex] = c => c.Pending.Count > 0 ? [OwnerDocuments<Circle>.Waiting] : [],
        });

    [JsonIgnore]
    public override Guid Key => Id.Value;

    [JsonIgnore]
    public override string Kind => "circle";

    [JsonIgnore]
    public override ConversationId ConversationId => ConversationIds.OfCircle(Id);

    [JsonIgnore]
    public override NewConversation Conversation => new(ConversationKind.Circle, Id.Value);

    /// <summary>A new circle with its creator as host.</summary>
    public static Outcome<Circle> Found(MemberId creator, CircleBody body, DateTimeOffset now)
    {
        var id = body.Id ?? new CircleId(Guid.CreateVersion7(now));
        if (!TypedId.IsClientMade(id)) return Refusal.Invalid("id", "must be a UUID of version 7.");
        if (!Field.Line("name", body.Name, 1, 80).TryGet(out var name, out var refusal)) return refusal;
        if (!Field.Text("purpose", body.Purpose, 0, 500).TryGet(out var purpose, out refusal)) return refusal;
        var capacity = body.Capacity ?? DefaultCapacity;
        if (capacity is < 2 or > MostSeats) return CapacityInvalid;
        var circle = new Circle
        {
            Id = id,
            CreatedBy = creator,
            CreatedAt = now,
            Name = name,
            Purpose = purpose,
            Capacity = capacity,
            Seats = [new Seat(creator, ParticipantRole.Host, now)],
        };
        return circle.Then(now, null, new SeatChange(creator, Present: true, ParticipantRole.Host));
    }

    public Outcome<Circle> Edit(MemberId by, CirclePatch patch, DateTimeOffset now)
    {
        if (HostOnly(by) is { } refusal) return refusal;
        if (!Field.Line("name", patch.Name ?? Name, 1, 80).TryGet(out var name, out refusal)) return refusal;
        if (!Field.Text("purpose", patch.Purpose ?? Purpose, 0, 500).TryGet(out var purpose, out refusal)) return refusal;
        var capacity = patch.Capacity ?? Capacity;
        if (capacity is < 2 or > MostSeats) return CapacityInvalid;
        if (capacity < Seats.Count) return Refusal.Invalid("capacity", $"must not be below the {Seats.Count} who are in.");
        if ((name, purpose, capacity) == (Name, Purpose, Capacity)) return this;
        var edited = this with { Name = name, Purpose = purpose, Capacity = capacity };
        return name == Name ? edited : edited.Then(now, new Card("renamed", ById: by, Name: name));
    }

    public Seat? SeatOf(MemberId member) => Seats.FirstOrDefault(s => s.Member == member);

    public override string Sentence(Card card, PendingStep step, Func<MemberId, string> nameOf) => CircleSentences.Of(card, step, nameOf);

    public CircleFacts ToFacts() =>
        new(Id, ConversationId, Name, Purpose, Capacity, [.. Seats.Select(s => new CircleMember(s.Member, s.Role, s.JoinedAt))], CreatedAt);

    /// <summary>Refuses who is not in as if there were no circle, and who is in but no host.</summary>
    private Refusal? HostOnly(MemberId by) => SeatOf(by) switch
    {
        null => Refusal.NotFound,
        { Role: ParticipantRole.Host } => null,
        _ => Refusal.Forbidden("Only a host of the circle may do this."),
    };

    private Circle Then(DateTimeOffset now, Card? card, params IReadOnlyList<SeatChange> seats) =>
        this with { Steps = Steps + 1, Pending = [.. Pending, new PendingStep(Steps + 1, now, seats, card)] };

    private static Refusal CapacityInvalid { get; } = Refusal.Invalid("capacity", $"must be 2 to {MostSeats}.");
}

/// <summary>One member's place in a circle.</summary>
public sealed record Seat(MemberId Member, ParticipantRole Role, DateTimeOffset JoinedAt);

/// <summary>That a host removed the member, with the step of the latest time.</summary>
public sealed record Removal(MemberId Member, long Step);
