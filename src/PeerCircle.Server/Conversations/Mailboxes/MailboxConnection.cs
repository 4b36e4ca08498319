using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>
/// A connection as the backplane's own lifetime manager sees it: what that writes goes into the mailbox. By itself it waits for each reader in turn, so that one who has
/// stopped reading would hold up everybody of a group.
/// </summary>
internal sealed class MailboxConnection : HubConnectionContext
{
    private static readonly HubConnectionContextOptions Unused = new();

    private readonly HubConnectionContext _connection;
    private readonly Mailbox _mailbox;

    public MailboxConnection(HubConnectionContext connection, Mailbox mailbox, ILoggerFactory loggers)
        : base(new DefaultConnectionContext(connection.ConnectionId), Unused, loggers) => (_connection, _mailbox) = (connection, mailbox);

    public override string ConnectionId => _connection.ConnectionId;

    public override ClaimsPrincipal User => _connection.User;

    public override IFeatureCollection Features => _connection.Features;

    public override IDictionary<object, object?> Items => _connection.Items;

    public override CancellationToken ConnectionAborted => _connection.ConnectionAborted;

    public override IHubProtocol Protocol
    {
        get => _connection.Protocol;
        set => throw new NotSupportedException("The protocol is the connection's own.");
    }

    public override ValueTask WriteAsync(HubMessage message, CancellationToken cancellationToken = default) => WriteAsync(new SerializedHubMessage(message), cancellationToken);

    public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
    {
        var frame = Frame.Of(message);
        MailboxMeter.Sent(frame, receivers: 1);
        _mailbox.Send(frame);
        return ValueTask.CompletedTask;
    }

    public override void Abort() => _connection.Abort();
}
