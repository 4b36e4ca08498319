using System.Text;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>Socket.IO 5 over Engine.IO 4, WebSocket only (https://socket.io/docs/v4/socket-io-protocol/): a text frame a packet.</summary>
internal sealed class SocketIoWire(string room) : Wire
{
    private readonly StringBuilder _start = new();
    private int _call;

    /// <summary>Nothing: the server speaks first.</summary>
    public override byte[] Opening() => [];

    public override byte[] Post(string text) => Call($"""["post","{room}","{text}"]""");

    public override void Read(ReadOnlySpan<byte> piece, bool isEnd, Line line)
    {
        if (_start.Length < 2) _start.Append(Encoding.ASCII.GetString(piece[..Math.Min(2 - _start.Length, piece.Length)]));
        if (_start.Length == 2 && _start.ToString() == "42") line.Scan(piece);
        if (!isEnd) return;
        var start = _start.ToString();
        _start.Clear();
        if (start == "2") line.Send(Frames.Text("3"u8));
        else if (start.StartsWith('0')) line.Send(Frames.Text("40"u8));
        else if (start == "40") line.Send(Call($"""["join","{room}"]"""));
        else if (start == "43" && !line.IsReady) line.Joined();
        else if (start == "43") line.Acknowledge(isAccepted: true);
    }

    private byte[] Call(string json) => Frames.Text(Encoding.ASCII.GetBytes($"42{_call++}{json}"));
}
