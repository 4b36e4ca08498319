using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using static PeerCircle.Storage.Mongo.BsonForm;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>The log's part about participations.</summary>
internal sealed class ParticipationLog(IMongoCollection<BsonDocument> participations, Guard guard)
{
    private static readonly FindOneAndUpdateOptions<BsonDocument> Answered = new() { ReturnDocument = ReturnDocument.After };

    public Task<IReadOnlyList<Participation>> FindAsync(ConversationId conversation, IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        var keys = new BsonArray(members.Select(member => ParticipationForm.Key(conversation, member)));
        return FindAsync(new BsonDocument("_id", new BsonDocument("$in", keys)), null, members.Count, cancellation);
    }

    public Task<IReadOnlyList<Participation>> ReadOfMemberAsync(MemberId member, CancellationToken cancellation) =>
        FindAsync(new BsonDocument("u", Id(member)), null, int.MaxValue, cancellation);

    public async Task<IReadOnlyCollection<MemberId>> FindCompanionsAsync(MemberId member, IReadOnlyCollection<MemberId> among, CancellationToken cancellation)
    {
        var mine = (await ReadOfMemberAsync(member, cancellation)).Where(p => p.Present && p.Conversation != ConversationIds.Wins).Select(p => Id(p.Conversation));
        var shared = new BsonDocument
        {
            { "c", new BsonDocument("$in", new BsonArray(mine)) }, { "present", true }, { "u", new BsonDocument("$in", new BsonArray(among.Select(other => Id(other)))) },
        };
        var found = await guard.AskAsync(
            token => participations.Aggregate(new AggregateOptions { BatchSize = among.Count + 1 }).Match(shared).Group(new BsonDocument("_id", "$u")).ToListAsync(token), cancellation);
        return [.. found.Select(item => Id<MemberId>(item["_id"]))];
    }

    public Task<IReadOnlyList<Participation>> ReadPresentAsync(ConversationId conversation, MemberId? after, int limit, CancellationToken cancellation)
    {
        var filter = new BsonDocument { { "c", Id(conversation) }, { "present", true } };
        if (after is { } last) filter.Add("u", new BsonDocument("$gt", Id(last)));
        return FindAsync(filter, new BsonDocument("u", 1), limit, cancellation);
    }

    public Task<IReadOnlyList<Participation>> ReadChangedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        FindAsync(new BsonDocument("changedAt", new BsonDocument("$gte", Time(since))), new BsonDocument("changedAt", 1), limit, cancellation);

    public async Task<long?> MarkReadAsync(ConversationId conversation, MemberId member, long seq, Participation? implied, CancellationToken cancellation)
    {
        var key = new BsonDocument("_id", ParticipationForm.Key(conversation, member));
        var raise = new BsonDocument("$max", new BsonDocument("readSeq", seq));
        var record = await UpdateAsync(key, raise, cancellation);
        if (record is null && implied is not null)
        {
            await CreateAsync(implied with { ReadSeq = Math.Max(implied.ReadSeq, seq) }, cancellation);
            record = await UpdateAsync(key, raise, cancellation);
        }
        return record?.ReadSeq;
    }

    public async Task<Participation?> SetNotifyAsync(
        ConversationId conversation, MemberId member, NotifyLevel notify, Participation? implied, CancellationToken cancellation)
    {
        var key = ParticipationForm.Key(conversation, member);
        if (implied is not null && (await FindAsync(conversation, [member], cancellation)).Count == 0)
            await CreateAsync(implied with { Notify = notify, Version = implied.Version + (implied.Notify == notify ? 0 : 1) }, cancellation);
        var change = new BsonDocument
        {
            { "$set", new BsonDocument("notify", Name(notify)) }, { "$inc", new BsonDocument("version", 1L) }, { "$currentDate", ParticipationForm.Stamp },
        };
        var changed = await UpdateAsync(new BsonDocument { { "_id", key }, { "notify", new BsonDocument("$ne", Name(notify)) } }, change, cancellation);
        return changed ?? (await FindAsync(conversation, [member], cancellation)).SingleOrDefault();
    }

    private Task<Participation?> UpdateAsync(BsonDocument filter, BsonDocument update, CancellationToken cancellation) => guard.WriteAsync(
        async token => await participations.FindOneAndUpdateAsync<BsonDocument>(filter, update, Answered, token) is { } record ? ParticipationForm.Read(record) : null,
        cancellation);

    /// <summary>Makes the record unless there is one; an update, because only in those the server stamps its time.</summary>
    private Task<bool> CreateAsync(Participation participation, CancellationToken cancellation) => guard.WriteAsync(
        async token =>
        {
            var nobody = new BsonDocument { { "_id", ParticipationForm.Key(participation.Conversation, participation.Member) }, { "version", new BsonDocument("$lt", 0L) } };
            try
            {
                await participations.UpdateOneAsync(nobody, ParticipationForm.Create(participation), new UpdateOptions { IsUpsert = true }, token);
                return true;
            }
            catch (MongoWriteException exists) when (exists.WriteError?.Category == ServerErrorCategory.DuplicateKey)
            {
                return false;
            }
        },
        cancellation);

    private async Task<IReadOnlyList<Participation>> FindAsync(BsonDocument filter, BsonDocument? sort, int limit, CancellationToken cancellation) =>
        await participations.FindManyAsync(guard, filter, sort, limit, ParticipationForm.Read, cancellation);
}
