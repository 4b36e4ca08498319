using Microsoft.Data.Sqlite;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite;

/// <summary>Copies of an embedded store: one file each, that holds everything.</summary>
public static class SqliteBackup
{
    /// <summary>
    /// Writes all that was acknowledged before the call into a new file, readable by its owner alone. Works while a server holds
    /// the store, which goes on meanwhile. The file appears under its name only when it is whole and on disk.
    /// </summary>
    /// <exception cref="StoreRefusedException">The file exists, there is no store, or one of them cannot be read or written; nothing was changed.</exception>
    public static void Backup(string path, string file)
    {
        var (source, target) = (new StoreFile(path), Path.GetFullPath(file));
        if (Path.Exists(target))
            throw new StoreRefusedException($"{target} exists. Name a file that does not: a backup is never written over another.");
        if (!File.Exists(source.Path))
            throw new StoreRefusedException($"There is no store at {source.Path}.");

        var partial = $"{target}.{Guid.NewGuid():N}.partial";
        Refusing($"{source.Path} cannot be copied to {target}", partial, () =>
        {
            StoreFile.Create(partial, FileMode.CreateNew).Dispose();
            using (var session = source.OpenReader())
            {
                if (Migrations.Present(session, source.Path) == 0)
                    throw new StoreRefusedException($"{source.Path} holds no store.");
                session.Execute("VACUUM INTO $file", ("$file", partial));
            }

            Disk.FlushFile(partial);
            File.Move(partial, target, overwrite: false);
            Disk.FlushDirectoryOf(target);
        });
    }

    /// <summary>
    /// Puts a backup in the place of the store, as a history with an epoch of its own. The copy is checked first; whatever fails or
    /// is cut off, either the old store is there or the restored one. What ended since the backup (sessions, invites, reset links)
    /// lives again in it: ending those is the caller's.
    /// </summary>
    /// <exception cref="StoreRefusedException">A server holds the store, or the file is no whole backup, or of a newer program; the store is as it was.</exception>
    public static void Restore(string path, string file)
    {
        var (store, source) = (new StoreFile(path), Path.GetFullPath(file));
        if (!File.Exists(source))
            throw new StoreRefusedException($"There is no backup at {source}.");

        using var held = store.Lock();
        var restoring = store.Path + ".restoring";
        Refusing($"{source} cannot be restored", restoring, () =>
        {
            foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
                File.Delete(restoring + suffix);
            using (var copy = StoreFile.Create(restoring, FileMode.CreateNew))
            using (var backup = File.OpenRead(source))
            {
                backup.CopyTo(copy);
                copy.Flush(flushToDisk: true);
            }

            Prepare(new StoreFile(restoring), source);
            Replace(store, restoring);
        });
    }

    private static void Prepare(StoreFile restoring, string source)
    {
        using var session = restoring.OpenWriter();
        var errors = session.Query("PRAGMA quick_check", row => row.GetString(0));
        if (errors is not ["ok"])
            throw new StoreRefusedException($"{source} is damaged: {string.Join("; ", errors.Take(3))}");
        if (Migrations.Present(session, source) == 0)
            throw new StoreRefusedException($"{source} holds no store.");
        SqliteStore.RenewEpoch(session);
        session.Query("PRAGMA journal_mode = DELETE", row => row.GetString(0));
    }

    /// <summary>
    /// The log of the old store must be gone before the new file has its name: SQLite would replay it into that one. It is emptied
    /// into the old file first, so that a cut in between loses nothing.
    /// </summary>
    private static void Replace(StoreFile store, string restoring)
    {
        if (File.Exists(store.Path))
        {
            try
            {
                using var old = store.OpenWriter();
                old.Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0));
            }
            catch (SqliteException)
            {
                // A store that is damaged is what restoring is for.
            }
        }

        File.Delete(store.Path + "-wal");
        File.Delete(store.Path + "-shm");
        File.Move(restoring, store.Path, overwrite: true);
        Disk.FlushDirectoryOf(store.Path);
    }

    /// <summary>Turns failures into refusals, and leaves no half-made file.</summary>
    private static void Refusing(string what, string unfinished, Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"{what}: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }
}
