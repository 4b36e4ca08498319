using Microsoft.Data.Sqlite;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite;

/// <summary>The database file and how connections to it are opened.</summary>
internal sealed class StoreFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static StoreFile() => SQLitePCL.Batteries_V2.Init();

    public StoreFile(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        // A link and its target are one store: they must meet in one lock.
        Path = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    public string Path { get; }

    /// <summary>
    /// Takes the file for this process, until disposed. The lock's own file stays: removing it would let two processes lock two
    /// files of the same name.
    /// </summary>
    public FileStream Lock()
    {
        try
        {
            MakeDirectory(Path);
            return Create(Path + ".lock", FileMode.OpenOrCreate);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreRefusedException($"The store {Path} cannot be written: {error.Message} Give this user access to its directory, or name another path.", error);
        }
        catch (IOException error)
        {
            throw new StoreRefusedException($"The store {Path} is held by another process, or cannot be locked: {error.Message} Stop the other process, or name another path.", error);
        }
    }

    /// <summary>Makes an empty file where there is none. Only at the start: a file that vanishes later is an outage, not a new store.</summary>
    public void CreateIfMissing()
    {
        if (!File.Exists(Path))
            Create(Path, FileMode.OpenOrCreate).Dispose();
    }

    /// <summary>
    /// The one connection that writes. Durable means on disk: every commit waits for it. Pages that it changes are those it changed a moment ago, so it keeps them (64 MiB) and
    /// copies them from the log to the file seldom (each 64 MiB of log, or when it is idle).
    /// </summary>
    public Session OpenWriter()
    {
        var session = Open(SqliteOpenMode.ReadWrite);
        try
        {
            session.Query("PRAGMA journal_mode = WAL", row => row.GetString(0));
            session.Script("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000; PRAGMA journal_size_limit = 67108864");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public Session OpenReader() => Open(SqliteOpenMode.ReadOnly);

    /// <summary>Opens a file that is readable by its owner alone: a store holds what people said in confidence.</summary>
    public static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    private static void MakeDirectory(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is not { Length: > 0 } directory)
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    private Session Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            var session = new Session(connection);
            session.Script("PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
