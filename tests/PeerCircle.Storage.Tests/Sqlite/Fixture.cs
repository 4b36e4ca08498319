using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>A small store with one of everything, kept in a file for every schema that was released.</summary>
internal static class Fixture
{
    public static readonly MemberId Author = new(new Guid("01900000-0000-7000-8000-000000000001"));
    public static readonly ConversationId Room = new(new Guid("01900000-0000-7000-8000-000000000002"));
    public static readonly Guid BookId = new("01900000-0000-7000-8000-000000000003");

    public static MessageState[] Messages { get; } =
    [
        Sample.Message(1, 4, Author, text: "Hello 👋", id: new(new Guid("01900000-0000-7000-8000-000000000011"))) with { PostRev = 1, TextRev = 1, ReplyCount = 1, Mentions = [Author], Reactions = [new("❤️", 1, [Author])] },
        Sample.Message(2, 2, id: new(new Guid("01900000-0000-7000-8000-000000000012"))) with { Card = new Card("renamed", ById: Author, Name: "New \"name\"") },
        Sample.Message(3, 3, Author, new(new Guid("01900000-0000-7000-8000-000000000011")), new(new Guid("01900000-0000-7000-8000-000000000013")), "") with { DeletedAt = Sample.At, DeletedBy = DeletedBy.Moderator },
    ];

    public static ReactionRow[] Rows { get; } = [new(Messages[0].Id, "❤", Author, 1)];

    /// <summary>
    /// Makes the file of the latest schema; run by hand once, when a migration is added:
    /// <c>dotnet run --project tests/PeerCircle.Storage.Tests -- fixture tests/PeerCircle.Storage.Tests/Sqlite/schema-N.db</c>.
    /// It never writes over one that exists: what a released program wrote is what must open.
    /// </summary>
    public static async Task MakeAsync(string file)
    {
        await using var place = new SqlitePlace();
        await using (var store = await place.OpenAsync(StoreHold.Serve, CancellationToken.None))
            await FillAsync(store);
        SqliteBackup.Backup(place.Path, file);
    }

    private static async Task FillAsync(SqliteStore store)
    {
        var stop = CancellationToken.None;
        var conversation = new Conversation(Room, ConversationKind.Room, BookId, null, Head.Start);
        var created = await store.Conversations.CommittedAsync(Sample.Creating(conversation, Author), stop);
        var posting = Sample.Posting(created, Author, 3) with { Inserted = [Messages[0] with { Rev = 1 }, Messages[1], Messages[2]] };
        var posted = await store.Conversations.CommittedAsync(posting, stop);
        var changing = Sample.Changing(posted, [Messages[0]], message => message) with { Reacted = Rows };
        await store.Conversations.CommittedAsync(changing with { Conversation = posted with { Head = new(4, 3, Sample.At, 1, 1) } }, stop);
        await store.Conversations.MarkReadAsync(Room, Author, 1, null, stop);
        await store.Conversations.SetNotifyAsync(Room, Author, NotifyLevel.Mentions, null, stop);
        await store.Documents.InsertAsync(Book.Type, new Book { Id = BookId, Title = "The Book", Isbn = "978", Words = ["the", "book"] }, stop);
    }
}
