using MongoDB.Bson;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>A reaction as stored; its key is (conversation, message, emoji, member).</summary>
internal static class ReactionForm
{
    public static BsonDocument Key(ConversationId conversation, ReactionRow row) => new()
    {
        { "c", Id(conversation) }, { "m", Id(row.Message) }, { "e", row.Emoji }, { "u", Id(row.Member) },
    };

    /// <summary>All but the key.</summary>
    public static BsonDocument Write(ConversationId conversation, ReactionRow row) => new(Key(conversation, row)) { { "order", row.Order } };

    public static ReactionRow Read(BsonDocument document) =>
        new(Id<MessageId>(document["m"]), document["e"].AsString, Id<MemberId>(document["u"]), document["order"].ToInt64());
}
