using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Sockets;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>The server's end of a hub connection, whose other end is read only when a test says so.</summary>
internal sealed class PipedConnection : IInvocationBinder, IDisposable
{
    /// <summary>More characters than the pipe takes before it is full.</summary>
    public const int Stopper = 70_000;

    private readonly Pipe _in = new();
    private readonly Pipe _out = new();

    public PipedConnection(Wire wire = Wire.Json)
    {
        var ends = new DefaultConnectionContext(Guid.NewGuid().ToString("N"), new Duplex(_in.Reader, _out.Writer), new Duplex(_out.Reader, _in.Writer));
        ends.Features.Set(new SocketStream(_out.Writer.AsStream(), TimeProvider.System));
        Context = new HubConnectionContext(ends, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = wire == Wire.Json ? Json() : Pack() };
    }

    public HubConnectionContext Context { get; }

    /// <summary>The next pushes, exactly so many; one more that came along with them is a failure.</summary>
    public async Task<List<(string Method, object Push)>> ReadAsync(int count)
    {
        var read = new List<(string, object)>();
        while (read.Count < count)
        {
            var result = await _out.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Pushes.Deadline);
            var left = result.Buffer;
            while (TryReadFrame(ref left) is { } message)
            {
                var push = Assert.IsType<InvocationMessage>(message);
                read.Add((push.Target, Assert.Single(push.Arguments)!));
            }
            _out.Reader.AdvanceTo(left.Start, left.End);
        }
        Assert.Equal(count, read.Count);
        return read;
    }

    public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
        [typeof(IPeerClient).GetMethod(methodName)!.GetParameters().Single().ParameterType];

    public Type GetReturnType(string invocationId) => throw new NotSupportedException();

    public Type GetStreamItemType(string streamId) => throw new NotSupportedException();

    public void Dispose()
    {
        _out.Reader.Complete();
        _out.Writer.Complete();
    }

    /// <summary>A WebSocket frame holds one push here; null while it is not whole.</summary>
    private HubMessage? TryReadFrame(ref ReadOnlySequence<byte> left)
    {
        var reader = new SequenceReader<byte>(left);
        if (!reader.TryReadBigEndian(out short head)) return null;
        Assert.Equal(Context.Protocol.TransferFormat == TransferFormat.Binary ? 0x82 : 0x81, (head >> 8) & 0xff);
        long length = head & 0x7f;
        if (length == 127)
        {
            if (!reader.TryReadBigEndian(out length)) return null;
        }
        else if (length == 126)
        {
            if (!reader.TryReadBigEndian(out short middle)) return null;
            length = (ushort)middle;
        }
        if (reader.Remaining < length) return null;
        var payload = left.Slice(reader.Position, length);
        left = left.Slice(payload.End);
        Assert.True(Context.Protocol.TryParseMessage(ref payload, this, out var message));
        Assert.True(payload.IsEmpty);
        return message;
    }

    private static JsonHubProtocol Json()
    {
        var options = new JsonHubProtocolOptions();
        WireJson.ConfigureStrict(options.PayloadSerializerOptions);
        return new JsonHubProtocol(Options.Create(options));
    }

    private static MessagePackHubProtocol Pack() => new(Options.Create(new MessagePackHubProtocolOptions { SerializerOptions = WirePack.Options }));

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
