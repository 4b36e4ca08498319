using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>What one node tells all others at once.</summary>
/// <param name="Node">Names one life of a node's process.</param>
/// <param name="IsLast">The node leaves in order.</param>
/// <param name="Presence">Who is present in another way than before, by this node.</param>
/// <param name="Number">Dense from 1 within that life: who misses one knows.</param>
internal sealed record NodeMessage(string Node, long Number, IReadOnlyList<Changes> Changes, IReadOnlyList<ReadMoved> Moved, IReadOnlyList<TypingNotice> Typing, IReadOnlyList<MemberId> Presence, bool IsLast)
{
    private const int Members = 9;

    /// <summary>So many had the first version.</summary>
    private const int LeastMembers = 7;

    /// <summary>What was taken of limits at this node. The versions before said nothing of it.</summary>
    public IReadOnlyList<RateSpent> Spent { get; init; } = [];

    /// <summary>Conversations to which the others are asked to let this node commit first. The versions before asked for none.</summary>
    public IReadOnlyList<Outpaced> Outpaced { get; init; } = [];

    /// <summary>MessagePack: an array of the members in order. Later versions may only add to its end.</summary>
    public byte[] ToBytes()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1_024);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Members);
        writer.Write(Node);
        writer.Write(Number);
        MessagePackSerializer.Serialize(ref writer, Changes, WirePack.Options);
        MessagePackSerializer.Serialize(ref writer, Moved, WirePack.Options);
        MessagePackSerializer.Serialize(ref writer, Typing, WirePack.Options);
        MessagePackSerializer.Serialize(ref writer, Presence, WirePack.Options);
        writer.Write(IsLast);
        writer.WriteArrayHeader(Spent.Count);
        foreach (var (limit, key, count) in Spent)
        {
            writer.WriteArrayHeader(3);
            writer.Write(limit.ToString());
            writer.Write(key);
            writer.Write(count);
        }
        writer.WriteArrayHeader(Outpaced.Count);
        foreach (var (conversation, trying) in Outpaced)
        {
            writer.WriteArrayHeader(2);
            MessagePackSerializer.Serialize(ref writer, conversation, WirePack.Options);
            if (trying is { } time) writer.Write((long)time.TotalMilliseconds);
            else writer.WriteNil();
        }
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What <see cref="ToBytes"/> made, here or in a later version; anything else throws.</summary>
    public static NodeMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var members = reader.ReadArrayHeader();
        if (members < LeastMembers) throw new MessagePackSerializationException("A message of a node has more members.");
        var message = new NodeMessage(
            reader.ReadString() ?? throw new MessagePackSerializationException("A message of a node names it."),
            reader.ReadInt64(), List<Changes>(ref reader), List<ReadMoved>(ref reader), List<TypingNotice>(ref reader), List<MemberId>(ref reader), reader.ReadBoolean());
        if (members > LeastMembers) message = message with { Spent = ReadSpent(ref reader) };
        return members > LeastMembers + 1 ? message with { Outpaced = ReadOutpaced(ref reader) } : message;
    }

    /// <summary>Limits that a later version may have are passed over.</summary>
    private static List<RateSpent> ReadSpent(ref MessagePackReader reader)
    {
        var spent = new List<RateSpent>();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            if (reader.ReadArrayHeader() != 3) throw new MessagePackSerializationException("What was taken of a limit has three members.");
            var (name, key, count) = (reader.ReadString(), reader.ReadString(), reader.ReadInt32());
            if (Enum.TryParse<RateLimit>(name, out var limit) && key is not null) spent.Add(new RateSpent(limit, key, count));
        }
        return spent;
    }

    private static List<Outpaced> ReadOutpaced(ref MessagePackReader reader)
    {
        var outpaced = new List<Outpaced>();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            if (reader.ReadArrayHeader() != 2) throw new MessagePackSerializationException("Who is outpaced says where, and for how long.");
            outpaced.Add(new Outpaced(MessagePackSerializer.Deserialize<ConversationId>(ref reader, WirePack.Options), reader.TryReadNil() ? null : TimeSpan.FromMilliseconds(reader.ReadInt64())));
        }
        return outpaced;
    }

    private static IReadOnlyList<T> List<T>(ref MessagePackReader reader) =>
        MessagePackSerializer.Deserialize<IReadOnlyList<T>>(ref reader, WirePack.Options) ?? throw new MessagePackSerializationException("A message of a node has all its lists.");
}

/// <summary>A conversation to which the others are asked to let a node commit first, since it has been trying for so long; null when they need not wait any more.</summary>
internal readonly record struct Outpaced(ConversationId Conversation, TimeSpan? Trying);
