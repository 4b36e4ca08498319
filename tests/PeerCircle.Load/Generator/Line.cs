using System.Buffers.Binary;
using System.Net.Sockets;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Generator;

/// <summary>One WebSocket to a server: takes frames apart without copying, answers pings, and counts what is delivered. Used by one thread.</summary>
internal sealed class Line : IDisposable
{
    private readonly Socket _socket;
    private readonly Wire _wire;
    private readonly LoadRoom _room;
    private readonly Tally _tally;
    private readonly int[] _last;
    private readonly byte[] _header = new byte[10];
    private StampScanner _scanner;
    private byte[] _unsent = [];
    private int _headerLength;
    private int _opcode;
    private long _left;

    public Line(Socket socket, Wire wire, LoadRoom room, Tally tally)
    {
        (_socket, _wire, _room, _tally) = (socket, wire, room, tally);
        _last = new int[room.Senders];
        socket.Blocking = false;
        Send(wire.Opening());
    }

    public Socket Socket => _socket;

    public Wire Wire => _wire;

    public LoadRoom Room => _room;

    /// <summary>Joined its room.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Of what this line posted.</summary>
    public int Issued { get; private set; }

    public int Acknowledged { get; private set; }

    /// <summary>The number of the last message of a sender that came.</summary>
    public int LastOf(int sender) => _last[sender];

    public void Post(Stamp stamp, int characters) => Call(_wire.Post(stamp.Text(characters)));

    /// <summary>Sends what will be answered.</summary>
    public void Call(ReadOnlySpan<byte> frames)
    {
        Issued++;
        _room.Issued++;
        Send(frames);
    }

    public void KeepAlive()
    {
        if (_wire.Ping() is { } ping) Send(ping);
    }

    /// <summary>Reads until the socket has nothing more, at most once through the buffer.</summary>
    /// <exception cref="IOException">The server has closed the connection.</exception>
    public void Receive(byte[] buffer)
    {
        if (_unsent.Length > 0) Send([]);
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock) return;
        if (error != SocketError.Success || count == 0) throw new IOException($"A connection was closed: {error}.");
        _tally.Bytes += count;
        _tally.Reads++;
        Read(buffer.AsSpan(0, count));
    }

    public void Delivered(Stamp stamp)
    {
        var last = _last[stamp.Sender];
        if (stamp.Number == last + 1) _last[stamp.Sender] = stamp.Number;
        else if (stamp.Number <= last) _tally.Doubled++;
        else
        {
            _tally.Missed += stamp.Number - last - 1;
            _last[stamp.Sender] = stamp.Number;
        }
        _room.Delivered++;
        _tally.Deliver(stamp.Due);
    }

    public void Joined() => IsReady = true;

    public void Acknowledge(bool isAccepted)
    {
        Acknowledged++;
        _room.Acknowledged++;
        _tally.Acknowledged++;
        if (!isAccepted) _tally.Refused++;
    }

    public void Scan(ReadOnlySpan<byte> payload) => _scanner.Read(payload, this);

    /// <summary>One whole frame, masked as clients must; the mask is zero, so that the payload stays as it is.</summary>
    public void Send(ReadOnlySpan<byte> frames)
    {
        if (_unsent.Length > 0)
        {
            _unsent = [.. _unsent, .. frames];
            frames = _unsent;
        }
        var sent = frames.Length == 0 ? 0 : _socket.Send(frames, SocketFlags.None, out var error);
        if (sent < frames.Length) _unsent = frames[Math.Max(0, sent)..].ToArray();
        else if (_unsent.Length > 0) _unsent = [];
    }

    public void Dispose() => _socket.Dispose();

    private void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_left == 0 && !ReadHeader(ref bytes)) return;
            var piece = bytes[..(int)Math.Min(_left, bytes.Length)];
            _left -= piece.Length;
            bytes = bytes[piece.Length..];
            if (_opcode <= 2) _wire.Read(piece, isEnd: _left == 0, this);
            else if (_opcode == 8) throw new IOException("A connection was closed by the server.");
        }
    }

    /// <summary>False while some of it is still to come; true too for a frame without payload, whose pieces are empty.</summary>
    private bool ReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            _header[_headerLength++] = bytes[0];
            bytes = bytes[1..];
            if (_headerLength < 2) continue;
            var length = _header[1] & 0x7f;
            if (_headerLength < (length == 127 ? 10 : length == 126 ? 4 : 2)) continue;
            _left = length == 127 ? BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)) : length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) : length;
            _opcode = _header[0] & 0x0f;
            _headerLength = 0;
            if (_opcode == 9) Send(Frames.Of(10, []));
            if (_left > 0) return true;
        }
        return false;
    }
}
