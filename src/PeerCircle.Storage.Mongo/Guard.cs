using MongoDB.Driver;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo;

/// <summary>Runs what goes to the server under a deadline, and says of what fails whether something may have been written.</summary>
internal sealed class Guard(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A read, or a write of which it does not matter whether it was done: it may be cancelled at any time.</summary>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("MongoDB did not answer in time.", late);
        }
        catch (Exception outage) when (IsOutage(outage))
        {
            throw Unavailable(outage);
        }
    }

    /// <summary>
    /// A write of one document. The driver repeats it once by itself, under one transaction number. Once begun it is not cancelled:
    /// who asked would not learn what became of it.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            return await write(deadline.Token);
        }
        catch (Exception outage) when (IsBeforeSending(outage))
        {
            throw Unavailable(outage);
        }
        catch (Exception outage) when (outage is OperationCanceledException or MongoWriteConcernException || IsOutage(outage) || outage is MongoWriteException { WriteError: null })
        {
            throw new OutcomeUnknownException("MongoDB was lost during a write.", outage);
        }
    }

    public static StoreUnavailableException Unavailable(Exception outage) => new("MongoDB cannot be reached.", outage);

    public static bool IsOutage(Exception exception) => IsBeforeSending(exception) || exception
        is MongoConnectionException
        or MongoNotPrimaryException
        or MongoNodeIsRecoveringException
        or MongoExecutionTimeoutException
        or MongoCursorNotFoundException;

    /// <summary>No server could be selected, or no connection had; a repetition that ends so shows its first attempt's error instead.</summary>
    private static bool IsBeforeSending(Exception exception) => exception is TimeoutException or MongoConnectionPoolPausedException or MongoWaitQueueFullException;
}
