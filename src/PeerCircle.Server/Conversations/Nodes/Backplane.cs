using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// Pushes to the connections of this node and, over Redis, to those of all others. By itself SignalR's backplane fails every push and
/// every new connection while Redis is away, and may stay deaf after it returned. Here Redis is disposable: without it the node
/// delivers to its own connections, and each time it returns everything is subscribed anew. Groups of conversations are this node's alone:
/// what concerns these goes between nodes by <see cref="NodeBus"/>.
/// </summary>
internal sealed class Backplane(MailboxLifetimeManager local, ILoggerFactory loggers) : HubLifetimeManager<PeerHub>
{
    private readonly ConcurrentDictionary<string, BackplaneSeat> _seats = new();
    private volatile BackplaneNodes? _nodes;

    /// <summary>Whether the other nodes are reached.</summary>
    public bool IsJoined => _nodes is { IsWhole: true };

    /// <summary>Subscribes everything to the other nodes. What comes and goes meanwhile is subscribed as well.</summary>
    public async Task JoinAsync(BackplaneNodes nodes, CancellationToken cancellation)
    {
        _nodes = nodes;
        await Parallel.ForEachAsync(_seats.Values, cancellation, async (seat, _) => await SettleAsync(seat));
        nodes.IsSubscribed = true;
    }

    /// <summary>The other nodes are reached no longer.</summary>
    public void Leave() => _nodes = null;

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await local.OnConnectedAsync(connection);
        if (local.Find(connection.ConnectionId) is not { } mailbox) return;
        var seat = new BackplaneSeat(new MailboxConnection(connection, mailbox, loggers));
        _seats[connection.ConnectionId] = seat;
        await SettleAsync(seat);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        await local.OnDisconnectedAsync(connection);
        if (!_seats.TryRemove(connection.ConnectionId, out var seat)) return;
        seat.Vacate();
        await SettleAsync(seat);
    }

    public override async Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        await local.AddToGroupAsync(connectionId, groupName, cancellationToken);
        if (HubGroups.ConversationOf(groupName) is not null || !_seats.TryGetValue(connectionId, out var seat)) return;
        seat.Want(groupName);
        await SettleAsync(seat);
    }

    public override async Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        await local.RemoveFromGroupAsync(connectionId, groupName, cancellationToken);
        if (HubGroups.ConversationOf(groupName) is not null || !_seats.TryGetValue(connectionId, out var seat)) return;
        seat.Unwant(groupName);
        await SettleAsync(seat);
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(m => m.SendAllAsync(methodName, args, cancellationToken));

    public override Task SendAllExceptAsync(string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        SendAsync(m => m.SendAllExceptAsync(methodName, args, excludedConnectionIds, cancellationToken));

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendConnectionsAsync([connectionId], methodName, args, cancellationToken);

    /// <summary>Connections of this node; nobody here knows those of others.</summary>
    public override Task SendConnectionsAsync(IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        local.SendConnectionsAsync(connectionIds, methodName, args, cancellationToken);

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(m => m.SendGroupAsync(groupName, methodName, args, cancellationToken));

    public override Task SendGroupsAsync(IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendAsync(m => m.SendGroupsAsync(groupNames, methodName, args, cancellationToken));

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        SendAsync(m => m.SendGroupExceptAsync(groupName, methodName, args, excludedConnectionIds, cancellationToken));

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        local.SendUserAsync(userId, methodName, args, cancellationToken);

    public override Task SendUsersAsync(IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        local.SendUsersAsync(userIds, methodName, args, cancellationToken);

    /// <summary>
    /// Over Redis, which brings it to the connections here too; by itself to these while that is not sure. Coming twice does no harm:
    /// every push names what it is about.
    /// </summary>
    private async Task SendAsync(Func<HubLifetimeManager<PeerHub>, Task> send)
    {
        var nodes = _nodes;
        if (nodes is not { IsWhole: true }) await send(local);
        if (nodes is null || await TryAsync(nodes, () => send(nodes.Manager)) || !nodes.IsWhole) return;
        await send(local);
    }

    /// <summary>A connection is served whether or not the other nodes know of it.</summary>
    private async Task SettleAsync(BackplaneSeat seat)
    {
        if (_nodes is { } nodes) await TryAsync(nodes, () => seat.SettleAsync(nodes.Manager));
    }

    private static async Task<bool> TryAsync(BackplaneNodes nodes, Func<Task> act)
    {
        try
        {
            await act().WaitAsync(BackplaneNodes.Patience);
            return true;
        }
        catch (Exception failure)
        {
            nodes.Lose(failure);
            return false;
        }
    }
}
