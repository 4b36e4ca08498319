using MongoDB.Bson;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>A conversation with its head, as stored; <c>last</c> is the key of the message with the highest seq.</summary>
internal static class ConversationForm
{
    public static BsonDocument Write(Conversation conversation) => new BsonDocument
    {
        { "_id", Id(conversation.Id) },
        { "kind", Name(conversation.Kind) },
        { "subject", () => Id(conversation.Subject.GetValueOrDefault()), conversation.Subject is not null },
        { "pair", () => Ids([conversation.Pair?.First ?? default, conversation.Pair?.Second ?? default]), conversation.Pair is not null },
    }.Merge(WriteHead(conversation.Head));

    public static BsonDocument WriteHead(Head head) => new()
    {
        { "rev", head.Rev },
        { "seq", head.Seq },
        { "at", Time(head.At) },
        { "access", head.Access },
        { "participants", head.Participants },
    };

    public static Conversation Read(BsonDocument document) => new(
        Id<ConversationId>(document["_id"]),
        Enumeration<ConversationKind>(document["kind"]),
        document.TryGetValue("subject", out var subject) ? Guid(subject) : null,
        Ids<MemberId>(document, "pair") is [var first, var second] ? new Pair(first, second) : null,
        new Head(document["rev"].ToInt64(), document["seq"].ToInt64(), Time(document["at"]), document["access"].ToInt64(), document["participants"].ToInt32()));
}
