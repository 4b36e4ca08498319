using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>Stands between a request and what accepts its WebSocket (over HTTP/1.1, or HTTP/2 by RFC 8441), and keeps the stream that both share then.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The stream is the accepted WebSocket's, which closes it.")]
internal sealed class SocketCapture : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;
    private readonly TimeProvider _time;
    private SocketStream? _stream;

    public SocketCapture(IFeatureCollection features, TimeProvider time)
    {
        _time = time;
        (_upgrade, _connect) = (features.Get<IHttpUpgradeFeature>(), features.Get<IHttpExtendedConnectFeature>());
        if (_upgrade is not null) features.Set<IHttpUpgradeFeature>(this);
        if (_connect is not null) features.Set<IHttpExtendedConnectFeature>(this);
    }

    public SocketStream Stream => _stream ?? throw new InvalidOperationException("Nothing was accepted.");

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest == true;

    [MemberNotNullWhen(true, nameof(Protocol))]
    public bool IsExtendedConnect => _connect?.IsExtendedConnect == true;

    public string? Protocol => _connect?.Protocol;

    public async Task<Stream> UpgradeAsync() => _stream = new SocketStream(await (_upgrade ?? throw new NotSupportedException()).UpgradeAsync(), _time);

    public async ValueTask<Stream> AcceptAsync() => _stream = new SocketStream(await (_connect ?? throw new NotSupportedException()).AcceptAsync(), _time);
}
