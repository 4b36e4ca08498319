using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Storage.Sqlite.Conversations;

/// <summary>What of a message no query looks at; kept as one JSON text. Times are milliseconds since 1970.</summary>
internal sealed record MessageBody
{
    public string? Text { get; init; }

    public int? ReplyCount { get; init; }

    public IReadOnlyList<Reaction>? Reactions { get; init; }

    public IReadOnlyList<MemberId>? Mentions { get; init; }

    public Card? Card { get; init; }

    public required long CreatedAt { get; init; }

    public long? EditedAt { get; init; }

    public long? DeletedAt { get; init; }

    public DeletedBy? DeletedBy { get; init; }

    public required long PostRev { get; init; }

    public required long TextRev { get; init; }

    public required string PostHash { get; init; }

    private static readonly JsonTypeInfo<MessageBody> Json =
        new MessageBodyJson(new JsonSerializerOptions(MessageBodyJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).MessageBody;

    public static byte[] Of(MessageState message) => JsonSerializer.SerializeToUtf8Bytes(
        new MessageBody
        {
            Text = message.Text.Length == 0 ? null : message.Text,
            ReplyCount = message.ReplyCount == 0 ? null : message.ReplyCount,
            Reactions = message.Reactions.Count == 0 ? null : message.Reactions,
            Mentions = message.Mentions.Count == 0 ? null : message.Mentions,
            Card = message.Card,
            CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds(),
            EditedAt = message.EditedAt?.ToUnixTimeMilliseconds(),
            DeletedAt = message.DeletedAt?.ToUnixTimeMilliseconds(),
            DeletedBy = message.DeletedBy,
            PostRev = message.PostRev,
            TextRev = message.TextRev,
            PostHash = message.PostHash,
        },
        Json);

    /// <summary>The columns that <see cref="Read"/> expects, in their order.</summary>
    public const string Columns = "m.id, m.seq, m.rev, m.kind, m.author, m.parent, m.body";

    public static MessageState Read(Row row)
    {
        var body = JsonSerializer.Deserialize(row.GetBytes(6), Json) ?? throw new InvalidOperationException("A message of the store has no body.");
        return new()
        {
            Id = new(row.Id(0)),
            Seq = row.GetInt64(1),
            Rev = row.GetInt64(2),
            Kind = row.Enum<MessageKind>(3),
            AuthorId = row.IdOrNull(4) is { } author ? new(author) : null,
            ParentId = row.IdOrNull(5) is { } parent ? new(parent) : null,
            Text = body.Text ?? "",
            ReplyCount = body.ReplyCount ?? 0,
            Reactions = body.Reactions ?? [],
            Mentions = body.Mentions ?? [],
            Card = body.Card,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(body.CreatedAt),
            EditedAt = Time(body.EditedAt),
            DeletedAt = Time(body.DeletedAt),
            DeletedBy = body.DeletedBy,
            PostRev = body.PostRev,
            TextRev = body.TextRev,
            PostHash = body.PostHash,
        };
    }

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageBody))]
internal sealed partial class MessageBodyJson : JsonSerializerContext;
