using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Conversations;

/// <summary>
/// A commit as one transaction. The head goes first: from then on the conversation is this writer's until the transaction ends, and
/// whoever comes second is told by a write conflict.
/// </summary>
internal sealed class CommitTransaction(Collections collections, TimeProvider time, ILogger logger)
{
    private const string Transient = "TransientTransactionError";
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CommitPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AbortPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    public async Task<CommitOutcome> RunAsync(Commit commit, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(WritePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var session = await collections.Client.StartSessionAsync(cancellationToken: either.Token);
            session.StartTransaction(Collections.Transaction);
            return await TryWriteAsync(session, commit, either.Token) is { } refused ? refused : await EndAsync(session);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("MongoDB did not take a commit in time; nothing was written.", late);
        }
        catch (Exception outage) when (Guard.IsOutage(outage))
        {
            throw Guard.Unavailable(outage);
        }
    }

    /// <summary>Null when all is written and only to be committed; else aborted.</summary>
    private async Task<CommitOutcome?> TryWriteAsync(IClientSessionHandle session, Commit commit, CancellationToken cancellation)
    {
        try
        {
            if (await TryMoveHeadAsync(session, commit, cancellation))
            {
                await WriteMessagesAsync(session, commit, cancellation);
                await WriteReactionsAsync(session, commit, cancellation);
                await WriteParticipationsAsync(session, commit, cancellation);
                return null;
            }
        }
        catch (MongoBulkWriteException<BsonDocument> taken) when (taken.WriteErrors.Any(error => error.Category == ServerErrorCategory.DuplicateKey))
        {
            await AbortAsync(session);
            if (await AnyExistsAsync(commit, cancellation)) return CommitOutcome.IdTaken;
            throw new InvalidOperationException($"A commit uses a rev or seq of conversation {commit.Conversation.Id} that is taken, though the head is the expected one.", taken);
        }
        catch (MongoException conflict) when (conflict.HasErrorLabel(Transient) && !Guard.IsOutage(conflict))
        {
            // Somebody else writes the same; the transaction cannot go on.
        }
        catch
        {
            await AbortAsync(session);
            throw;
        }
        await AbortAsync(session);
        return CommitOutcome.HeadMoved;
    }

    private async Task<bool> AnyExistsAsync(Commit commit, CancellationToken cancellation)
    {
        var keys = new BsonArray(commit.Inserted.Select(message => MessageForm.Key(commit.Conversation.Id, message.Id)));
        return await collections.Messages.Find(new BsonDocument("_id", new BsonDocument("$in", keys))).AnyAsync(cancellation);
    }

    private async Task<bool> TryMoveHeadAsync(IClientSessionHandle session, Commit commit, CancellationToken cancellation)
    {
        var last = commit.Inserted.Count > 0 ? new BsonDocument("last", MessageForm.Key(commit.Conversation.Id, commit.Inserted[^1].Id)) : [];
        if (commit.Creates) return await TryInsertAsync(session, ConversationForm.Write(commit.Conversation).Merge(last), cancellation);
        var filter = new BsonDocument { { "_id", BsonForm.Id(commit.Conversation.Id) }, { "rev", commit.Expected.Rev }, { "access", commit.Expected.Access } };
        var head = new BsonDocument("$set", ConversationForm.WriteHead(commit.Conversation.Head).Merge(last));
        var result = await collections.Conversations.UpdateOneAsync(session, filter, head, cancellationToken: cancellation);
        return result.MatchedCount == 1;
    }

    private async Task<bool> TryInsertAsync(IClientSessionHandle session, BsonDocument conversation, CancellationToken cancellation)
    {
        try
        {
            await collections.Conversations.InsertOneAsync(session, conversation, cancellationToken: cancellation);
            return true;
        }
        catch (MongoWriteException exists) when (exists.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private async Task WriteMessagesAsync(IClientSessionHandle session, Commit commit, CancellationToken cancellation)
    {
        var id = commit.Conversation.Id;
        var writes = commit.Inserted.Select(WriteModel<BsonDocument> (message) => new InsertOneModel<BsonDocument>(MessageForm.Write(id, message)))
            .Concat(commit.Changed.Select(message => new ReplaceOneModel<BsonDocument>(new BsonDocument("_id", MessageForm.Key(id, message.Id)), MessageForm.Write(id, message))))
            .ToList();
        if (writes.Count == 0) return;
        var result = await collections.Messages.BulkWriteAsync(session, writes, cancellationToken: cancellation);
        if (result.MatchedCount != commit.Changed.Count) throw new InvalidOperationException($"A commit changes messages of conversation {id} that do not exist.");
    }

    private async Task WriteReactionsAsync(IClientSessionHandle session, Commit commit, CancellationToken cancellation)
    {
        var id = commit.Conversation.Id;
        var writes = commit.Unreacted.Select(WriteModel<BsonDocument> (row) => new DeleteOneModel<BsonDocument>(new BsonDocument("_id", ReactionForm.Key(id, row))))
            .Concat(commit.Reacted.Select(row => Upsert(ReactionForm.Key(id, row), new("$setOnInsert", ReactionForm.Write(id, row)))))
            .ToList();
        if (writes.Count > 0) await collections.Reactions.BulkWriteAsync(session, writes, cancellationToken: cancellation);
    }

    private async Task WriteParticipationsAsync(IClientSessionHandle session, Commit commit, CancellationToken cancellation)
    {
        var id = commit.Conversation.Id;
        var writes = commit.Participations.Select(write => Upsert(ParticipationForm.Key(id, write.Member), ParticipationForm.Update(id, write))).ToList();
        if (writes.Count > 0) await collections.Participations.BulkWriteAsync(session, writes, cancellationToken: cancellation);
    }

    private static UpdateOneModel<BsonDocument> Upsert(BsonDocument key, BsonDocument update) => new(new BsonDocument("_id", key), update) { IsUpsert = true };

    /// <summary>
    /// Commits, asking again while the answer is lost: the server remembers the outcome under the transaction's number. Not cancelled
    /// by the caller, who would not learn it.
    /// </summary>
    private async Task<CommitOutcome> EndAsync(IClientSessionHandle session)
    {
        using var deadline = new CancellationTokenSource(CommitPatience, time);
        try
        {
            while (true)
            {
                try
                {
                    await session.CommitTransactionAsync(deadline.Token);
                    return CommitOutcome.Committed;
                }
                catch (MongoException conflict) when (conflict.HasErrorLabel(Transient) && !Guard.IsOutage(conflict))
                {
                    return CommitOutcome.HeadMoved; // the server says that it was aborted
                }
                catch (Exception lost) when (lost is MongoException or TimeoutException)
                {
                    Log.CommitUnknown(logger, lost);
                    await Task.Delay(AskAgain, time, deadline.Token);
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new OutcomeUnknownException("MongoDB was lost during a commit.", late);
        }
    }

    private async Task AbortAsync(IClientSessionHandle session)
    {
        using var deadline = new CancellationTokenSource(AbortPatience, time);
        try
        {
            await session.AbortTransactionAsync(deadline.Token);
        }
        catch (Exception failed) when (failed is MongoException or TimeoutException or OperationCanceledException)
        {
            Log.AbortFailed(logger, failed);
        }
    }
}
