using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>What one node tells all others at once.</summary>
/// <param name="Node">Names one life of a node's process.</param>
/// <param name="Presence">Who is present in another way than before, by this node.</param>
/// <param name="Number">Dense from 1 within that life: who misses one knows.</param>
internal sealed record NodeMessage(string Node, long Number, IReadOnlyList<Changes> Changes, IReadOnlyList<ReadMoved> Moved, IReadOnlyList<TypingNotice> Typing, IReadOnlyList<MemberId> Presence)
{
    private const int Members = 6;

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
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What <see cref="ToBytes"/> made, here or in a later version; anything else throws a <c>MessagePackSerializationException</c>.</summary>
    public static NodeMessage Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        if (reader.ReadArrayHeader() < Members) throw new MessagePackSerializationException("A message of a node has more members.");
        return new NodeMessage(
            reader.ReadString() ?? throw new MessagePackSerializationException("A message of a node names it."),
            reader.ReadInt64(),
            MessagePackSerializer.Deserialize<IReadOnlyList<Changes>>(ref reader, WirePack.Options),
            MessagePackSerializer.Deserialize<IReadOnlyList<ReadMoved>>(ref reader, WirePack.Options),
            MessagePackSerializer.Deserialize<IReadOnlyList<TypingNotice>>(ref reader, WirePack.Options),
            MessagePackSerializer.Deserialize<IReadOnlyList<MemberId>>(ref reader, WirePack.Options));
    }
}
