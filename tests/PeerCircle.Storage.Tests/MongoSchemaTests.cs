using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>Stores as earlier versions left them, which every later version must open.</summary>
public sealed class MongoSchemaTests
{
    private const int Deadline = 60_000;

    /// <summary>Documents of schema 1, by collection; the ids are spelled by their last digits.</summary>
    private static readonly (string Collection, string Document)[] SchemaOne =
    [
        ("store", """{ "_id": "store", "schema": 1, "epoch": "4a3f0e6c-1111-4222-8333-444455556666" }"""),
        ("conversations", """
            { "_id": ID(c1), "kind": "room", "subject": ID(f1), "rev": NumberLong(3), "seq": NumberLong(2), "at": ISODate("2026-11-23T05:47:12.345Z"),
              "access": NumberLong(1), "participants": 1, "last": { "c": ID(c1), "m": ID(e2) } }
            """),
        ("messages", """
            { "_id": { "c": ID(c1), "m": ID(e1) }, "c": ID(c1), "seq": NumberLong(1), "rev": NumberLong(3), "kind": "text", "author": ID(a1), "text": "Hello <@a2>", "replies": 1,
              "reactions": [{ "emoji": "❤️", "count": 1, "sample": [ID(a1)] }], "mentions": [ID(a2)], "at": ISODate("2026-11-23T05:47:12.345Z"),
              "editedAt": ISODate("2026-11-23T05:48:12.345Z"), "postRev": NumberLong(1), "textRev": NumberLong(1), "hash": "00ff" }
            """),
        ("messages", """
            { "_id": { "c": ID(c1), "m": ID(e2) }, "c": ID(c1), "seq": NumberLong(2), "rev": NumberLong(2), "kind": "system", "text": "Ada joined.", "parent": ID(e1),
              "card": { "type": "joined", "memberId": "00000000-0000-7000-8000-0000000000a1" }, "at": ISODate("2026-11-23T05:47:13Z"), "deletedAt": ISODate("2026-11-23T05:49:00Z"),
              "deletedBy": "moderator", "postRev": NumberLong(2), "textRev": NumberLong(2), "hash": "00ff" }
            """),
        ("reactions", """
            { "_id": { "c": ID(c1), "m": ID(e1), "e": "❤", "u": ID(a1) }, "c": ID(c1), "m": ID(e1), "e": "❤", "u": ID(a1), "order": NumberLong(7) }
            """),
        ("participations", """
            { "_id": { "c": ID(c1), "u": ID(a1) }, "c": ID(c1), "u": ID(a1), "present": true, "role": "host", "joinedSeq": NumberLong(0), "readSeq": NumberLong(1),
              "notify": "mentions", "version": NumberLong(4), "changedAt": ISODate("2026-11-23T05:47:12.345Z") }
            """),
        ("documents", """
            { "_id": "book:00000000-0000-7000-8000-0000000000b1", "t": "book", "v": NumberLong(5), "sort": "Title", "keys": ["book:isbn:1"], "ix": ["book:word:blue"],
              "changedAt": ISODate("2026-11-23T05:47:12.345Z"), "body": { "id": "00000000-0000-7000-8000-0000000000b1", "title": "Title", "isbn": "1", "shelf": "a", "words": ["blue"], "loans": NumberLong(2), "future": { "x": [1.5] } } }
            """),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Guid Id(string digits) => Guid.Parse($"00000000-0000-7000-8000-0000000000{digits}");

    private static BsonDocument Parse(string text) =>
        BsonDocument.Parse(System.Text.RegularExpressions.Regex.Replace(text, "ID\\((..)\\)", "UUID(\"00000000-0000-7000-8000-0000000000$1\")"));

    [Fact(Timeout = Deadline)]
    public async Task A_store_of_schema_1_opens_and_reads()
    {
        await using var place = new MongoPlace(MongoServer.SharedAsync);
        var server = await MongoServer.SharedAsync();
        foreach (var (collection, document) in SchemaOne)
            await server.Client.GetDatabase(place.Database).GetCollection<BsonDocument>(collection).InsertOneAsync(Parse(document), cancellationToken: Stop);
        await using var store = new MongoStore(server.ConnectionString, place.Database, TimeProvider.System, NullLogger<MongoStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, Stop);

        Assert.Equal("4a3f0e6c-1111-4222-8333-444455556666", (await store.ReadFactsAsync(Stop)).Epoch);
        await ConversationIsReadAsync(store.Conversations);
        await DocumentIsReadAsync(store.Documents);
    }

    private static async Task ConversationIsReadAsync(IConversationLog log)
    {
        var (id, author) = (new ConversationId(Id("c1")), new MemberId(Id("a1")));
        Assert.Equal(new(id, ConversationKind.Room, Id("f1"), null, new(3, 2, Sample.At, 1, 1)), await log.ReadAsync(id, Stop));
        var messages = await log.ReadChangesAsync(id, 0, 3, 10, Stop);
        Sample.Same(
            [
                new()
                {
                    Id = new(Id("e2")), Seq = 2, Rev = 2, Kind = MessageKind.System, Text = "Ada joined.", ParentId = new(Id("e1")), Card = new("joined", author),
                    CreatedAt = Sample.At.AddMilliseconds(655), DeletedAt = Sample.At.AddMilliseconds(107_655), DeletedBy = DeletedBy.Moderator, PostRev = 2, TextRev = 2, PostHash = "00ff",
                },
                new()
                {
                    Id = new(Id("e1")), Seq = 1, Rev = 3, Kind = MessageKind.Text, AuthorId = author, Text = "Hello <@a2>", ReplyCount = 1,
                    Reactions = [new("❤️", 1, [author])], Mentions = [new(Id("a2"))], CreatedAt = Sample.At, EditedAt = Sample.At.AddMinutes(1), PostRev = 1, TextRev = 1, PostHash = "00ff",
                },
            ],
            messages);
        Assert.Equal(messages[0].Id, (await log.ReadLastAsync([id], Stop))[id].Id);
        Assert.Equal(new ReactionRow(messages[1].Id, "❤", author, 7), Assert.Single(await log.ReadReactionsAsync(id, messages[1].Id, null, 0, 10, Stop)));
        Assert.Equal(new(id, author, true, ParticipantRole.Host, 0, 1, NotifyLevel.Mentions, 4, Sample.At), await log.PartAsync(id, author, Stop));
    }

    private static async Task DocumentIsReadAsync(IDocumentStore documents)
    {
        var book = await documents.FindByKeyAsync(Book.Type, "isbn", "1", Stop);
        Assert.Equal((Id("b1"), "Title", 2, 5L, Sample.At), (book?.Value.Id, book?.Value.Title, book?.Value.Loans, book?.Version, book?.ChangedAt));
        Assert.Equal("""{"x":[1.5]}""", book?.Value.Unknown?["future"].GetRawText());
        Assert.Equal(Id("b1"), Assert.Single((await documents.ListAsync(Book.Type, new([new("word", "bl", Prefix: true)], 10), Stop)).Items).Value.Id);
    }
}
