using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>What a system speaks within WebSocket messages, on one connection.</summary>
internal abstract class Wire
{
    /// <summary>What is sent first; the rest follows from what comes back.</summary>
    public abstract byte[] Opening();

    /// <summary>Whole frames that post a message.</summary>
    public abstract byte[] Post(string text);

    /// <summary>What keeps the connection open, where silence would end it.</summary>
    public virtual byte[]? Ping() => null;

    /// <summary>A piece of the payload of a WebSocket frame.</summary>
    /// <param name="isEnd">The frame ends with it.</param>
    public abstract void Read(ReadOnlySpan<byte> piece, bool isEnd, Line line);
}
