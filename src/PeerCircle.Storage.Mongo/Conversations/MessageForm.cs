using System.Text.Json.Serialization.Metadata;
using MongoDB.Bson;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>A message as stored. Its key is (conversation, id), the permanent row key; what is absent or empty is left out.</summary>
internal static class MessageForm
{
    private static readonly JsonTypeInfo<Card> CardType = (JsonTypeInfo<Card>)WireJson.Tolerant.GetTypeInfo(typeof(Card));

    public static BsonDocument Key(ConversationId conversation, MessageId id) => new() { { "c", Id(conversation) }, { "m", Id(id) } };

    public static BsonDocument Write(ConversationId conversation, MessageState message) => new()
    {
        { "_id", Key(conversation, message.Id) },
        { "c", Id(conversation) },
        { "seq", message.Seq },
        { "rev", message.Rev },
        { "kind", Name(message.Kind) },
        { "author", () => Id(message.AuthorId.GetValueOrDefault()), message.AuthorId is not null },
        { "text", message.Text },
        { "parent", () => Id(message.ParentId.GetValueOrDefault()), message.ParentId is not null },
        { "replies", message.ReplyCount, message.ReplyCount != 0 },
        { "reactions", () => new BsonArray(message.Reactions.Select(Write)), message.Reactions.Count > 0 },
        { "mentions", () => Ids(message.Mentions), message.Mentions.Count > 0 },
        { "card", () => message.Card is { } card ? JsonForm.Write(card, CardType) : BsonNull.Value, message.Card is not null },
        { "at", Time(message.CreatedAt) },
        { "editedAt", () => Time(message.EditedAt.GetValueOrDefault()), message.EditedAt is not null },
        { "deletedAt", () => Time(message.DeletedAt.GetValueOrDefault()), message.DeletedAt is not null },
        { "deletedBy", () => Name(message.DeletedBy.GetValueOrDefault()), message.DeletedBy is not null },
        { "postRev", message.PostRev },
        { "textRev", message.TextRev },
        { "hash", message.PostHash },
    };

    public static MessageState Read(BsonDocument document) => new()
    {
        Id = Id<MessageId>(document["_id"]["m"]),
        Seq = document["seq"].ToInt64(),
        Rev = document["rev"].ToInt64(),
        Kind = Enumeration<MessageKind>(document["kind"]),
        AuthorId = MaybeId<MemberId>(document, "author"),
        Text = document["text"].AsString,
        ParentId = MaybeId<MessageId>(document, "parent"),
        ReplyCount = document.GetValue("replies", 0).ToInt32(),
        Reactions = document.TryGetValue("reactions", out var reactions) ? [.. reactions.AsBsonArray.Select(ReadReaction)] : [],
        Mentions = Ids<MemberId>(document, "mentions"),
        Card = document.TryGetValue("card", out var card) ? JsonForm.Read(card.AsBsonDocument, CardType) : null,
        CreatedAt = Time(document["at"]),
        EditedAt = MaybeTime(document, "editedAt"),
        DeletedAt = MaybeTime(document, "deletedAt"),
        DeletedBy = document.TryGetValue("deletedBy", out var by) ? Enumeration<DeletedBy>(by) : null,
        PostRev = document["postRev"].ToInt64(),
        TextRev = document["textRev"].ToInt64(),
        PostHash = document["hash"].AsString,
    };

    private static BsonDocument Write(Reaction reaction) => new() { { "emoji", reaction.Emoji }, { "count", reaction.Count }, { "sample", Ids(reaction.Sample) } };

    private static Reaction ReadReaction(BsonValue value) =>
        new(value["emoji"].AsString, value["count"].ToInt32(), Ids<MemberId>(value.AsBsonDocument, "sample"));
}
