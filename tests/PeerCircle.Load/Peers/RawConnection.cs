using System.Net.WebSockets;

namespace PeerCircle.Load.Peers;

/// <summary>One upgraded connection: read as WebSocket, written as bytes by its room alone.</summary>
internal sealed class RawConnection(Stream stream, RawRoom room)
{
    private const int LongestPost = 4_096;

    public bool HasEnded { get; private set; }

    public async Task ReadAsync()
    {
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        var buffer = new byte[LongestPost];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } read)
            {
                if (buffer[0] == 'P') room.Post(this, buffer.AsSpan(1, read.Count - 1));
                else room.Join(this);
            }
        }
        catch (WebSocketException)
        {
            // Gone without a word.
        }
        HasEnded = true;
    }

    /// <summary>Whole frames; to a connection that has ended, nothing.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
    {
        if (HasEnded) return;
        try
        {
            await stream.WriteAsync(frames);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            HasEnded = true;
        }
    }
}
