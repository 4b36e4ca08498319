using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Faults.Tests.Histories;

/// <summary>A message's state in a history: its numbers, and of what it says a hash.</summary>
internal sealed record Item(MessageId Id, long Rev, long Seq, string Hash)
{
    private const int HashBytes = 8;

    /// <summary>Of the text alone; absent on tombstones.</summary>
    public string? Body { get; init; }

    public MemberId? By { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool Gone { get; init; }

    public bool System { get; init; }

    /// <summary>Each an emoji, a space and a member.</summary>
    public IReadOnlyList<string>? Reactions { get; init; }

    public static Item Of(Message message) => new(message.Id, message.Rev, message.Seq, HashOf(JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Tolerant)))
    {
        Body = message.Text is { } text ? HashOf(text) : null,
        By = message.AuthorId,
        CreatedAt = message.CreatedAt,
        Gone = message.DeletedAt is not null,
        System = message.Kind == MessageKind.System,
        Reactions = message.Reactions is { } reactions ? [.. reactions.SelectMany(r => r.Sample.Select(member => Reaction(r.Emoji, member)))] : null,
    };

    public static string Reaction(string emoji, MemberId member) => $"{emoji} {member}";

    public static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    /// <summary>The same for the same messages in the same states, in whatever order they come.</summary>
    public static string Digest(IEnumerable<Item> items) =>
        HashOf(string.Join('\n', items.Select(i => $"{i.Id} {i.Rev} {i.Seq} {i.Hash}").Order(StringComparer.Ordinal)));

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, HashBytes));
}
