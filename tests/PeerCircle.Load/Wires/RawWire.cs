using System.Text;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>A binary frame a message: <c>P</c> and text posts, <c>A</c> acknowledges, <c>D</c> delivers. Who connects is in the room of its address.</summary>
internal sealed class RawWire : Wire
{
    private byte _kind;

    public override byte[] Opening() => Frames.Binary("J"u8);

    public override byte[] Post(string text) => Frames.Binary(Encoding.ASCII.GetBytes("P" + text));

    public override void Read(ReadOnlySpan<byte> piece, bool isEnd, Line line)
    {
        if (_kind == 0)
        {
            _kind = piece[0];
            if (_kind == 'J') line.Joined();
            if (_kind == 'A') line.Acknowledge(isAccepted: true);
        }
        if (_kind == 'D') line.Scan(piece);
        if (isEnd) _kind = 0;
    }
}
