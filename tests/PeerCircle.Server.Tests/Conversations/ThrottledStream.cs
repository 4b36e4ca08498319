using System.Net.Sockets;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A connection of which no more than so many bytes are taken a second.</summary>
internal sealed class ThrottledStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    public int BytesPerSecond { get; set; } = int.MaxValue;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (BytesPerSecond == int.MaxValue || buffer.IsEmpty) return await base.ReadAsync(buffer, cancellationToken);
        await Task.Delay(Beat, cancellationToken);
        return await base.ReadAsync(buffer[..Math.Clamp((int)(BytesPerSecond * Beat.TotalSeconds), 1, buffer.Length)], cancellationToken);
    }
}
