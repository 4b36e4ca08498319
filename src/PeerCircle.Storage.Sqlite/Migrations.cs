using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite;

/// <summary>The schema as numbered steps forward. A step that has been released never changes; the next one follows it.</summary>
internal static class Migrations
{
    /// <summary>Number of the latest step.</summary>
    public static int Latest => Steps.Length;

    private static readonly string[] Steps =
    [
        // Ids are 16 bytes in the order of their text, times are milliseconds since 1970. Rows are kept in the order of their
        // primary key, so that a page of history is one range of the file; unread messages are counted from their index alone.
        """
        CREATE TABLE conversations (
            id BLOB NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            subject BLOB,
            first BLOB,
            second BLOB,
            rev INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            access INTEGER NOT NULL,
            participants INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;

        CREATE TABLE messages (
            conversation BLOB NOT NULL,
            seq INTEGER NOT NULL,
            rev INTEGER NOT NULL,
            id BLOB NOT NULL,
            author BLOB,
            kind TEXT NOT NULL,
            deleted INTEGER NOT NULL,
            parent BLOB,
            body TEXT NOT NULL,
            PRIMARY KEY (conversation, seq)
        ) WITHOUT ROWID, STRICT;
        CREATE UNIQUE INDEX messages_rev ON messages (conversation, rev);
        CREATE UNIQUE INDEX messages_id ON messages (conversation, id);
        CREATE INDEX messages_parent ON messages (conversation, parent, seq) WHERE parent IS NOT NULL;
        CREATE INDEX messages_unread ON messages (conversation, seq, author, kind, deleted);

        CREATE TABLE reactions (
            conversation BLOB NOT NULL,
            message BLOB NOT NULL,
            member BLOB NOT NULL,
            emoji TEXT NOT NULL,
            place INTEGER NOT NULL,
            PRIMARY KEY (conversation, message, member, emoji)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX reactions_place ON reactions (conversation, message, place);

        CREATE TABLE participations (
            conversation BLOB NOT NULL,
            member BLOB NOT NULL,
            present INTEGER NOT NULL,
            role TEXT NOT NULL,
            joined_seq INTEGER NOT NULL,
            read_seq INTEGER NOT NULL,
            notify TEXT NOT NULL,
            version INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (conversation, member)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX participations_member ON participations (member);
        CREATE INDEX participations_changed ON participations (changed_at);

        CREATE TABLE documents (
            type TEXT NOT NULL,
            id BLOB NOT NULL,
            version INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            sort TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (type, id)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX documents_sort ON documents (type, sort, id);
        CREATE INDEX documents_changed ON documents (changed_at, type);

        CREATE TABLE document_keys (
            type TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            id BLOB NOT NULL,
            PRIMARY KEY (type, name, value)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX document_keys_id ON document_keys (type, id);

        CREATE TABLE document_indexes (
            type TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            sort TEXT NOT NULL,
            id BLOB NOT NULL,
            PRIMARY KEY (type, name, value, sort, id)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX document_indexes_id ON document_indexes (type, id, name, value);
        """,

        // Messages in the order in which they came, whatever their conversation: many conversations that are written to at once then share the pages of one commit, where each had
        // pages of its own to split. A page of history is found by its index, which says where its rows are.
        """
        DROP INDEX messages_rev;
        DROP INDEX messages_id;
        DROP INDEX messages_parent;
        DROP INDEX messages_unread;
        ALTER TABLE messages RENAME TO messages_of_before;
        CREATE TABLE messages (
            place INTEGER PRIMARY KEY,
            conversation BLOB NOT NULL,
            seq INTEGER NOT NULL,
            rev INTEGER NOT NULL,
            id BLOB NOT NULL,
            author BLOB,
            kind TEXT NOT NULL,
            deleted INTEGER NOT NULL,
            parent BLOB,
            body TEXT NOT NULL
        ) STRICT;
        INSERT INTO messages (conversation, seq, rev, id, author, kind, deleted, parent, body)
            SELECT conversation, seq, rev, id, author, kind, deleted, parent, body FROM messages_of_before ORDER BY conversation, seq;
        DROP TABLE messages_of_before;
        CREATE UNIQUE INDEX messages_seq ON messages (conversation, seq);
        CREATE UNIQUE INDEX messages_rev ON messages (conversation, rev);
        CREATE UNIQUE INDEX messages_id ON messages (conversation, id);
        CREATE INDEX messages_parent ON messages (conversation, parent, seq) WHERE parent IS NOT NULL;
        CREATE INDEX messages_unread ON messages (conversation, seq, author, kind, deleted);
        """,

        // A commit writes a page of each index for each of its conversations. Ids grow with time, so that by themselves they share pages; of revs only those of messages that changed
        // after they were posted need an index, since of the others they grow with the seqs; one index in the order of seqs is enough. That no number is used twice follows from the
        // head, which every commit moves on from the one before.
        """
        DROP INDEX messages_id;
        DROP INDEX messages_unread;
        DROP INDEX messages_seq;
        DROP INDEX messages_rev;
        ALTER TABLE messages ADD COLUMN posted INTEGER NOT NULL DEFAULT 0;
        UPDATE messages SET posted = body ->> 'postRev';
        CREATE UNIQUE INDEX messages_id ON messages (id, conversation);
        CREATE INDEX messages_seq ON messages (conversation, seq, author, kind, deleted);
        CREATE UNIQUE INDEX messages_changed ON messages (conversation, rev) WHERE rev <> posted;
        """,
    ];

    /// <summary>Brings the store to the latest schema, in one transaction for each step; an empty file becomes a new store with an epoch of its own.</summary>
    public static int Run(Session session, string path)
    {
        var present = Present(session, path);
        for (var step = present; step < Latest; step++)
        {
            session.Execute("BEGIN IMMEDIATE");
            try
            {
                if (step == 0)
                {
                    session.Script("CREATE TABLE store (id INTEGER PRIMARY KEY CHECK (id = 1), schema INTEGER NOT NULL, epoch TEXT NOT NULL) STRICT");
                    session.Execute("INSERT INTO store (id, schema, epoch) VALUES (1, 0, $epoch)", ("$epoch", Guid.NewGuid().ToString("D")));
                }

                session.Script(Steps[step]);
                session.Execute("UPDATE store SET schema = $schema", ("$schema", step + 1));
                session.Execute("COMMIT");
            }
            catch
            {
                session.TryRollBack();
                throw;
            }
        }

        return present;
    }

    /// <summary>The schema of the file, 0 when it is empty.</summary>
    /// <exception cref="StoreRefusedException">It is no store of ours, or newer than this program.</exception>
    public static int Present(Session session, string path)
    {
        var tables = session.Query("SELECT name FROM sqlite_schema WHERE type = 'table'", row => row.GetString(0));
        if (tables.Count == 0)
            return 0;
        if (!tables.Contains("store"))
            throw new StoreRefusedException($"{path} is a database of another program. Name another path for the store.");
        var schema = session.Query("SELECT schema FROM store", row => row.GetInt32(0)).FirstOrDefault();
        if (schema > Latest)
            throw new StoreRefusedException($"{path} was written by a newer version of this program: it has schema {schema}, this one knows up to {Latest}. Start the newer version, or restore a backup made before the upgrade.");
        return schema;
    }
}
