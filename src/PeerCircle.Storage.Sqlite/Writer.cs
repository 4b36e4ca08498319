using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite;

/// <summary>
/// The only one who writes: one thread with the one read-write connection. What queued while the batch before was on its way to
/// the disk goes into the next transaction, so that many share one wait for the disk.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int QueueLength = 4096;
    private const int BatchLength = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly List<Write> _batch = new(BatchLength);
    private readonly StoreFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private Session? _session;
    private bool _wrote = true;
    private volatile bool _closed;

    public Writer(StoreFile file, Session session, TimeProvider time, ILogger logger)
    {
        (_file, _session, _time, _logger) = (file, session, time, logger);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    /// <summary>
    /// Does the work in a transaction and answers once it is durable. Cancelling is honoured until the work begins; after that the
    /// answer is awaited for a while of our own.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<Session, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new Write<T>(work);
        if (!_queue.Writer.TryWrite(write))
            throw new StoreUnavailableException(_closed ? "The store is closed." : "The store is busy: too many writes are waiting.");

        using var registration = cancellation.UnsafeRegister(static (state, token) => ((Write<T>)state!).Cancel(token), write);
        try
        {
            return await write.Answer.WaitAsync(Patience, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw write.Withdraw()
                ? new StoreUnavailableException("The store is busy: a write waited too long.")
                : new OutcomeUnknownException("The store does not answer; the write may or may not be done.");
        }
    }

    /// <summary>Finishes what is queued, then closes.</summary>
    public void Dispose()
    {
        _closed = true;
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private void Run()
    {
        while (WaitForWork())
        {
            while (_batch.Count < BatchLength && _queue.Reader.TryRead(out var write))
            {
                if (write.Take())
                    _batch.Add(write);
            }

            CommitBatch();
            _batch.Clear();
        }

        Checkpoint("PRAGMA wal_checkpoint(TRUNCATE)");
        _session?.Dispose();
    }

    private bool WaitForWork()
    {
        var ready = _queue.Reader.WaitToReadAsync();
        if (ready.IsCompleted)
            return ready.Result;
        var waiting = ready.AsTask();
        if (_wrote && !waiting.Wait(Idle))
            Checkpoint("PRAGMA wal_checkpoint(PASSIVE)");
        return waiting.GetAwaiter().GetResult();
    }

    private void CommitBatch()
    {
        // Most often nothing is left to undo: keeping each write undoable by itself would cost more than doing all again.
        while (_batch.Count > 0 && !TryCommit())
        {
        }
    }

    /// <summary>Commits what is in the batch. False when one of it failed by its own fault: it is out of the batch, the others are undone.</summary>
    private bool TryCommit()
    {
        var (applied, committing) = (0, false);
        try
        {
            _wrote = true;
            var session = _session ??= _file.OpenWriter();
            session.Execute("BEGIN IMMEDIATE");
            for (; applied < _batch.Count; applied++)
                _batch[applied].Apply(session);
            committing = true;
            session.Execute("COMMIT");
        }
        catch (Exception error)
        {
            if (committing || !IsOnly(_batch.ElementAtOrDefault(applied), error))
            {
                Abandon(error, committing);
                return true;
            }

            _batch.RemoveAt(applied);
            return false;
        }

        foreach (var write in _batch)
            write.Settle();
        return true;
    }

    /// <summary>Whether this write alone is at fault; then it is told so, and the transaction is undone.</summary>
    private bool IsOnly(Write? write, Exception error)
    {
        if (write is null || !Failures.IsOfOneWrite(error) || _session is not { InTransaction: true } session || !session.TryRollBack())
            return false;
        _logger.WriteFailed(error);
        write.Fail(error is SqliteException sqlite ? Failures.Of(sqlite) : error);
        return true;
    }

    private void Abandon(Exception error, bool committing)
    {
        _logger.BatchFailed(error, _batch.Count);
        _session?.TryRollBack();
        if (error is not SqliteException sqlite || Failures.Spoils(sqlite) || _session is { InTransaction: true })
        {
            _session?.Dispose();
            _session = null;
        }

        // A failure to write or flush the log's last page may leave it there, to be found by a recovery.
        var unknown = committing && error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_IOERR };
        foreach (var write in _batch)
        {
            write.Fail(unknown
                ? new OutcomeUnknownException("The store was lost while it committed.", error)
                : new StoreUnavailableException($"The store's file cannot be written: {error.Message}", error));
        }
    }

    /// <summary>Copies the write-ahead log into the file, so that it starts anew. A busy writer does this by itself every 16,000 pages.</summary>
    private void Checkpoint(string pragma)
    {
        _wrote = false;
        try
        {
            _session?.Query(pragma, row => row.GetInt64(0));
        }
        catch (SqliteException error)
        {
            _logger.CheckpointFailed(error);
        }
    }
}
