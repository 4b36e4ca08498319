using System.Buffers;
using MessagePack;
using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>The hub of PeerCircle for one who sees a card: keeps the last push of its conversation as it came, which is only read at the end.</summary>
/// <param name="room">Where this one posts and is posted to.</param>
/// <param name="watched">The conversation of the card.</param>
internal sealed class CardWire(ConversationId room, ConversationId watched) : PeerCircleWire(room)
{
    /// <summary>Of a push: its target stands in the first bytes, its conversation soon after.</summary>
    private const int TargetBytes = 24;
    private const int BeginningBytes = 128;

    private readonly byte[] _watched = System.Text.Encoding.ASCII.GetBytes(watched.ToString());
    private ArrayBufferWriter<byte> _coming = new();
    private ArrayBufferWriter<byte> _last = new();

    /// <summary>Pushes of changes of the conversation.</summary>
    public long Pushes { get; private set; }

    /// <summary>How often this one was told to ask instead.</summary>
    public long Behind { get; private set; }

    /// <summary>The last changes that came; null before the first.</summary>
    public Changes? Last
    {
        get
        {
            if (Pushes == 0) return null;
            var reader = new MessagePackReader(_last.WrittenMemory);
            reader.ReadArrayHeader();
            for (var n = 0; n < 4; n++) reader.Skip();
            reader.ReadArrayHeader();
            return MessagePackSerializer.Deserialize<Changes>(ref reader, WirePack.Options);
        }
    }

    public byte[] React(MessageId message, string emoji) =>
        Frames.Binary(Bytes(new InvocationMessage(NextCall(), nameof(IPeerHub.React), [new ReactCall(watched, message, emoji, On: true)])));

    protected override void Pushed(ReadOnlySpan<byte> part, bool isEnd, Line line)
    {
        base.Pushed(part, isEnd, line);
        _coming.Write(part);
        if (!isEnd) return;
        if (IsOfCard(nameof(IPeerClient.Behind))) Behind++;
        if (IsOfCard(nameof(IPeerClient.Changes)))
        {
            Pushes++;
            (_last, _coming) = (_coming, _last);
        }
        _coming.ResetWrittenCount();
    }

    private bool IsOfCard(string target)
    {
        var all = _coming.WrittenSpan;
        return all[..Math.Min(TargetBytes, all.Length)].IndexOf(System.Text.Encoding.ASCII.GetBytes(target)) >= 0
            && all[..Math.Min(BeginningBytes, all.Length)].IndexOf(_watched) >= 0;
    }
}
