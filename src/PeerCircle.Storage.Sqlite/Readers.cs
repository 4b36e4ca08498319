using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite;

/// <summary>
/// Read-only connections. A read runs on its caller's thread: it is short, and SQLite has no other way. As many as there are
/// connections run at once, the others wait without holding a thread.
/// </summary>
internal sealed class Readers(StoreFile file, TimeProvider time) : IAsyncDisposable
{
    private static readonly int Count = Math.Clamp(Environment.ProcessorCount, 4, 16);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _free = new(Count, Count);
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile bool _closed;

    public async Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellation)
    {
        await EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            return _closed ? throw new StoreUnavailableException("The store is closed.") : Read(read);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads that run, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var i = 0; i < Count; i++)
            await _free.WaitAsync().ConfigureAwait(false);
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Release(Count);
    }

    private async ValueTask EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_free.Wait(0, CancellationToken.None))
            return;
        using var impatient = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, impatient.Token);
        try
        {
            await _free.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The store is busy: a read waited too long.");
        }
    }

    private T Read<T>(Func<Session, T> read)
    {
        Session? session = null;
        try
        {
            if (!_idle.TryTake(out session))
                session = file.OpenReader();
            var result = read(session);
            _idle.Add(session);
            return result;
        }
        catch (Exception error)
        {
            session?.Dispose();
            if (error is SqliteException sqlite)
                throw Failures.Of(sqlite);
            throw;
        }
    }
}
