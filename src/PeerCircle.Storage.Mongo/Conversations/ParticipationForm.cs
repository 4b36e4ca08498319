using MongoDB.Bson;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>
/// A participation as stored; its key is (conversation, member). Every change is an update in which the server stamps
/// <c>changedAt</c> itself: the sweeps of all nodes compare it with that clock.
/// </summary>
internal static class ParticipationForm
{
    public static BsonDocument Key(ConversationId conversation, MemberId member) => new() { { "c", Id(conversation) }, { "u", Id(member) } };

    public static BsonDocument Stamp => new("changedAt", true);

    /// <summary>An upsert that makes of a participation what a commit says.</summary>
    public static BsonDocument Update(ConversationId conversation, ParticipationWrite write) => new()
    {
        {
            "$set", new BsonDocument(Key(conversation, write.Member))
            {
                { "present", write.Present },
                { "role", Name(write.Role) },
                { "joinedSeq", () => write.JoinedSeq.GetValueOrDefault(), write.JoinedSeq is not null },
            }
        },
        { "$setOnInsert", new BsonDocument { { "notify", Name(NotifyLevel.All) }, { "joinedSeq", 0L, write.JoinedSeq is null } } },
        { "$max", new BsonDocument("readSeq", write.ReadSeq ?? 0L) },
        { "$inc", new BsonDocument("version", 1L) },
        { "$currentDate", Stamp },
    };

    /// <summary>An upsert that, aimed at what does not exist, makes the record.</summary>
    public static BsonDocument Create(Participation participation) => new()
    {
        {
            "$set", new BsonDocument(Key(participation.Conversation, participation.Member))
            {
                { "present", participation.Present },
                { "role", Name(participation.Role) },
                { "joinedSeq", participation.JoinedSeq },
                { "readSeq", participation.ReadSeq },
                { "notify", Name(participation.Notify) },
                { "version", participation.Version },
            }
        },
        { "$currentDate", Stamp },
    };

    public static Participation Read(BsonDocument document) => new(
        Id<ConversationId>(document["c"]),
        Id<MemberId>(document["u"]),
        document["present"].AsBoolean,
        Enumeration<ParticipantRole>(document["role"]),
        document["joinedSeq"].ToInt64(),
        document["readSeq"].ToInt64(),
        Enumeration<NotifyLevel>(document["notify"]),
        document["version"].ToInt64(),
        Time(document["changedAt"]));
}
