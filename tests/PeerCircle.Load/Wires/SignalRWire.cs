using System.Buffers;
using System.Text;
using MessagePack;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>SignalR's hub protocol with MessagePack: what is pushed is only looked through for stamps, answers are read.</summary>
internal abstract class SignalRWire : Wire
{
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Close = 7;

    private static readonly MessagePackHubProtocol Protocol = new(Options.Create(new MessagePackHubProtocolOptions { SerializerOptions = WirePack.Options }));
    private static readonly byte[] PingFrame = Frames.Binary(Protocol.GetMessageBytes(PingMessage.Instance).Span);

    private static readonly byte[] NotOk = [0xa2, (byte)'o', (byte)'k', 0xc2];

    private readonly ArrayBufferWriter<byte> _answer = new();
    private bool _isHandshakeRead;
    private int _length;
    private int _lengthBits;
    private int _left;
    private int _read;
    private int _type;
    private int _calls;

    public override byte[] Opening() => [.. Frames.Binary("{\"protocol\":\"messagepack\",\"version\":1}\u001e"u8), .. Frames.Binary(Bytes(Join()))];

    public override byte[] Post(string text) => Frames.Binary(Bytes(Posting(text)));

    public override byte[] Ping() => PingFrame;

    public override void Read(ReadOnlySpan<byte> piece, bool isEnd, Line line)
    {
        if (!_isHandshakeRead && !ReadHandshake(ref piece)) return;
        while (piece.Length > 0)
        {
            if (_left == 0 && !ReadLength(ref piece)) continue;
            var part = piece[..Math.Min(_left, piece.Length)];
            piece = piece[part.Length..];
            _left -= part.Length;
            ReadPart(part, line);
        }
    }

    /// <summary>The call whose answer says that this connection is in its room.</summary>
    protected abstract InvocationMessage Join();

    protected abstract InvocationMessage Posting(string text);

    /// <summary>A piece of a call from the server.</summary>
    protected virtual void Pushed(ReadOnlySpan<byte> part, bool isEnd, Line line) => line.Scan(part);

    protected string NextCall() => $"{_calls++}";

    protected static ReadOnlySpan<byte> Bytes(HubMessage message) => Protocol.GetMessageBytes(message).Span;

    private bool ReadHandshake(ref ReadOnlySpan<byte> piece)
    {
        var end = piece.IndexOf((byte)0x1e);
        if (end < 0) return false;
        if (piece[..end].IndexOf("error"u8) >= 0) throw new IOException(Encoding.UTF8.GetString(piece));
        piece = piece[(end + 1)..];
        return _isHandshakeRead = true;
    }

    private bool ReadLength(ref ReadOnlySpan<byte> piece)
    {
        var next = piece[0];
        piece = piece[1..];
        _length |= (next & 0x7f) << _lengthBits;
        _lengthBits += 7;
        if (next >= 0x80) return false;
        (_left, _length, _lengthBits, _read, _type) = (_length, 0, 0, 0, 0);
        return true;
    }

    private void ReadPart(ReadOnlySpan<byte> part, Line line)
    {
        // The length of the array, then the type, a byte each.
        if (_read < 2 && _read + part.Length >= 2) _type = part[1 - _read];
        _read += part.Length;
        if (_type == Invocation)
        {
            // A first byte that came alone.
            if (_answer.WrittenCount > 0) Pushed(_answer.WrittenSpan, isEnd: false, line);
            _answer.ResetWrittenCount();
            Pushed(part, isEnd: _left == 0, line);
        }
        else if (_type is Completion or 0) _answer.Write(part);
        else if (_type == Close) throw new IOException("The server closed the connection: " + Encoding.UTF8.GetString(part));
        if (_left > 0) return;
        if (_type == Completion) Answered(line);
        _answer.ResetWrittenCount();
    }

    private void Answered(Line line)
    {
        var answer = _answer.WrittenSpan;
        // A failed call, or a reply that says so.
        var isAccepted = answer.IndexOf(NotOk) < 0 && !IsError(answer);
        if (line.IsReady) line.Acknowledge(isAccepted);
        else if (isAccepted) line.Joined();
        else throw new IOException("Joining was refused.");
    }

    /// <summary><c>[3, headers, id, kind, …]</c>, of which kind 1 is an error.</summary>
    private static bool IsError(ReadOnlySpan<byte> answer)
    {
        var reader = new MessagePackReader(answer.ToArray());
        reader.ReadArrayHeader();
        reader.Skip();
        reader.Skip();
        reader.Skip();
        return reader.ReadInt32() == 1;
    }
}
