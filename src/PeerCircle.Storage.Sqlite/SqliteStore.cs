using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite.Conversations;
using PeerCircle.Storage.Sqlite.Documents;

namespace PeerCircle.Storage.Sqlite;

/// <summary>
/// The embedded store: one file in write-ahead mode, held by one process. All that is acknowledged is on disk. Opened once; after
/// disposing, everything throws <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class SqliteStore : IStore
{
    private readonly StoreFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StoreClock _clock;
    private readonly Readers _readers;
    private FileStream? _lock;
    private Writer? _writer;
    private StoreHold _hold;

    /// <param name="path">The file; it and its directory are made when missing. Its write-ahead log and its lock lie beside it.</param>
    public SqliteStore(string path, TimeProvider time, ILogger<SqliteStore> logger)
    {
        (_file, _time, _logger) = (new StoreFile(path), time, logger);
        _clock = new StoreClock(time);
        _readers = new Readers(_file, time);
        Conversations = new SqliteConversationLog(this);
        Documents = new SqliteDocumentStore(this);
    }

    public IConversationLog Conversations { get; }

    public IDocumentStore Documents { get; }

    public Task OpenAsync(StoreHold hold, CancellationToken cancellation) => Task.Run(() => Open(hold), cancellation);

    public async Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation)
    {
        var (schema, epoch) = await ReadAsync(
            session => session.Query("SELECT schema, epoch FROM store", row => (row.GetInt32(0), row.GetString(1))).Single(), cancellation).ConfigureAwait(false);
        return new(schema, epoch, _clock.Now());
    }

    public Task<int> CountHoldersAsync(CancellationToken cancellation) => Task.FromResult(1);

    public Task RenewEpochAsync(CancellationToken cancellation) => _hold == StoreHold.Exclusive
        ? WriteAsync((session, _) => RenewEpoch(session), cancellation)
        : throw new InvalidOperationException("The epoch is renewed only by who holds the store exclusively.");

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        _writer?.Dispose();
        if (_lock is not null)
            await _lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Reads on the caller's thread; sees all that was acknowledged before.</summary>
    internal Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellation) =>
        _writer is null ? throw NotOpen() : _readers.ReadAsync(read, cancellation);

    /// <summary>Writes on the writer's thread; the time is the store's, for what this write stamps.</summary>
    internal Task<T> WriteAsync<T>(Func<Session, DateTimeOffset, T> write, CancellationToken cancellation) =>
        _writer is { } writer ? writer.RunAsync(session => write(session, _clock.Now()), cancellation) : throw NotOpen();

    internal static int RenewEpoch(Session session) => session.Execute("UPDATE store SET epoch = $epoch", ("$epoch", Guid.NewGuid().ToString("D")));

    private static StoreUnavailableException NotOpen() => new("The store is not open.");

    private void Open(StoreHold hold)
    {
        if (_lock is not null)
            throw new InvalidOperationException("The store is open already.");
        var taken = _file.Lock();
        Session? session = null;
        try
        {
            _file.CreateIfMissing();
            session = _file.OpenWriter();
            var from = Migrations.Run(session, _file.Path);
            if (from is not 0 && from < Migrations.Latest)
                _logger.Migrated(_file.Path, from, Migrations.Latest);
            _clock.StartFrom(session);
            _logger.Opened(_file.Path, Migrations.Latest, SQLitePCL.raw.sqlite3_libversion().utf8_to_string());
            (_lock, _hold, _writer) = (taken, hold, new Writer(_file, session, _time, _logger));
        }
        catch (Exception error)
        {
            session?.Dispose();
            taken.Dispose();
            if (error is SqliteException or UnauthorizedAccessException or IOException)
                throw new StoreRefusedException($"The store {_file.Path} cannot be opened: {error.Message} If its disk and permissions are in order, restore a backup.", error);
            throw;
        }
    }
}
