using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>The log on MongoDB; every read but that of many long lists is one round trip, bounded by what it answers.</summary>
internal sealed class MongoConversationLog(Collections collections, Guard guard, CommitTransaction commits) : IConversationLog
{
    private const int UnreadAtMost = 100;
    private readonly ParticipationLog _participations = new(collections.Participations, guard);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation) => commits.RunAsync(commit, cancellation);

    public async Task<IReadOnlyList<Conversation>> ReadConversationsAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellation) =>
        await FindAsync(collections.Conversations, new BsonDocument("_id", new BsonDocument("$in", Ids(ids))), null, ids.Count, ConversationForm.Read, cancellation);

    public async Task<IReadOnlyList<MessageState>> ReadMessagesAsync(
        ConversationId conversation, long from, long to, int limit, bool newest, MessageId? parent, CancellationToken cancellation)
    {
        var filter = new BsonDocument { { "c", Id(conversation) }, { "seq", new BsonDocument { { "$gte", from }, { "$lte", to } } } };
        if (parent is { } replied) filter.Add("parent", Id(replied));
        var found = await FindAsync(collections.Messages, filter, new BsonDocument("seq", newest ? -1 : 1), limit, MessageForm.Read, cancellation);
        if (newest) found.Reverse();
        return found;
    }

    public async Task<IReadOnlyList<MessageState>> FindMessagesAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancellation)
    {
        var keys = new BsonArray(ids.Select(id => MessageForm.Key(conversation, id)));
        return await FindAsync(collections.Messages, new BsonDocument("_id", new BsonDocument("$in", keys)), null, ids.Count, MessageForm.Read, cancellation);
    }

    public async Task<IReadOnlyList<MessageState>> ReadChangesAsync(ConversationId conversation, long after, long to, int limit, CancellationToken cancellation)
    {
        var filter = new BsonDocument { { "c", Id(conversation) }, { "rev", new BsonDocument { { "$gt", after }, { "$lte", to } } } };
        return await FindAsync(collections.Messages, filter, new BsonDocument("rev", 1), limit, MessageForm.Read, cancellation);
    }

    public async Task<int> CountChangesAsync(ConversationId conversation, long after, int atMost, CancellationToken cancellation)
    {
        if (atMost <= 0) return 0;
        var filter = new BsonDocument { { "c", Id(conversation) }, { "rev", new BsonDocument("$gt", after) } };
        return (int)await guard.AskAsync(token => collections.Messages.CountDocumentsAsync(filter, new CountOptions { Limit = atMost }, token), cancellation);
    }

    public async Task<IReadOnlyDictionary<ConversationId, MessageState>> ReadLastAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancellation)
    {
        if (conversations.Count == 0) return new Dictionary<ConversationId, MessageState>();
        var found = await guard.AskAsync(
            token => collections.Conversations.Aggregate(Batched(conversations.Count))
                .Match(new BsonDocument { { "_id", new BsonDocument("$in", Ids(conversations)) }, { "last", new BsonDocument("$exists", true) } })
                .Lookup(collections.Messages.CollectionNamespace.CollectionName, "last", "_id", "message")
                .Project(new BsonDocument("message", 1))
                .ToListAsync(token),
            cancellation);
        return found.ToDictionary(item => Id<ConversationId>(item["_id"]), item => MessageForm.Read(item["message"][0].AsBsonDocument));
    }

    public async Task<IReadOnlyDictionary<ConversationId, int>> CountUnreadAsync(MemberId member, IReadOnlyCollection<SeqRange> ranges, CancellationToken cancellation)
    {
        if (ranges.Count == 0) return new Dictionary<ConversationId, int>();
        var places = new BsonArray(ranges.Select(range => new BsonDocument
        {
            { "c", Id(range.Conversation) }, { "seq", new BsonDocument { { "$gt", range.After }, { "$lte", range.UpTo } } },
        }));
        var isUnread = new BsonDocument
        {
            { "$or", places },
            { "author", new BsonDocument("$ne", Id(member)) },
            { "kind", new BsonDocument("$ne", Name(MessageKind.System)) },
            { "deletedAt", new BsonDocument("$exists", false) },
        };
        var options = Batched(ranges.Count);
        // Of two indexes that begin with c the planner might take, for one place or another, the one that finds all of its messages.
        options.Hint = "seq";
        var counts = await guard.AskAsync(
            token => collections.Messages.Aggregate(options)
                .Match(isUnread)
                .Group(new BsonDocument { { "_id", "$c" }, { "count", new BsonDocument("$sum", 1) } })
                .ToListAsync(token),
            cancellation);
        return counts.ToDictionary(item => Id<ConversationId>(item["_id"]), item => Math.Min(UnreadAtMost, item["count"].ToInt32()));
    }

    public async Task<IReadOnlyList<ReactionRow>> ReadReactionsAsync(
        ConversationId conversation, MessageId message, string? emoji, long after, int limit, CancellationToken cancellation)
    {
        var filter = new BsonDocument { { "c", Id(conversation) }, { "m", Id(message) }, { "order", new BsonDocument("$gt", after) } };
        if (emoji is not null) filter.Add("e", new BsonString(emoji));
        return await FindAsync(collections.Reactions, filter, new BsonDocument { { "order", 1 }, { "_id", 1 } }, limit, ReactionForm.Read, cancellation);
    }

    public async Task<IReadOnlyList<ReactionRow>> FindReactionsAsync(
        ConversationId conversation, IReadOnlyCollection<MessageId> messages, IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        if (messages.Count == 0 || members.Count == 0) return [];
        var filter = new BsonDocument
        {
            { "c", Id(conversation) }, { "m", new BsonDocument("$in", Ids(messages)) }, { "u", new BsonDocument("$in", Ids(members)) },
        };
        return await FindAsync(collections.Reactions, filter, new BsonDocument { { "order", 1 }, { "_id", 1 } }, int.MaxValue, ReactionForm.Read, cancellation);
    }

    public Task<IReadOnlyList<Participation>> FindParticipationsAsync(ConversationId conversation, IReadOnlyCollection<MemberId> members, CancellationToken cancellation) =>
        _participations.FindAsync(conversation, members, cancellation);

    public Task<IReadOnlyCollection<MemberId>> FindCompanionsAsync(MemberId member, IReadOnlyCollection<MemberId> among, CancellationToken cancellation) =>
        _participations.FindCompanionsAsync(member, among, cancellation);

    public Task<IReadOnlyList<Participation>> ReadParticipationsAsync(MemberId member, CancellationToken cancellation) =>
        _participations.ReadOfMemberAsync(member, cancellation);

    public Task<IReadOnlyList<Participation>> ReadParticipantsAsync(ConversationId conversation, MemberId? after, int limit, CancellationToken cancellation) =>
        _participations.ReadPresentAsync(conversation, after, limit, cancellation);

    public Task<IReadOnlyList<Participation>> ReadChangedParticipationsAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        _participations.ReadChangedAsync(since, limit, cancellation);

    public Task<long?> MarkReadAsync(ConversationId conversation, MemberId member, long seq, Participation? implied, CancellationToken cancellation) =>
        _participations.MarkReadAsync(conversation, member, seq, implied, cancellation);

    public Task<Participation?> SetNotifyAsync(ConversationId conversation, MemberId member, NotifyLevel notify, Participation? implied, CancellationToken cancellation) =>
        _participations.SetNotifyAsync(conversation, member, notify, implied, cancellation);

    private static AggregateOptions Batched(int count) => new() { BatchSize = count + 1 };

    private Task<List<T>> FindAsync<T>(
        IMongoCollection<BsonDocument> collection, BsonDocument filter, BsonDocument? sort, int limit, Func<BsonDocument, T> read, CancellationToken cancellation) =>
        collection.FindManyAsync(guard, filter, sort, limit, read, cancellation);
}
