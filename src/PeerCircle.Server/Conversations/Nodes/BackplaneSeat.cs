using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>One connection, the groups it should be in, and those that the other nodes know it to be in.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing; late calls may still use it.")]
internal sealed class BackplaneSeat(HubConnectionContext connection)
{
    private readonly SemaphoreSlim _settling = new(1, 1);
    private readonly HashSet<string> _wanted = [];
    private readonly HashSet<string> _known = [];
    private HubLifetimeManager<PeerHub>? _joined;
    private bool _isVacant;

    public void Want(string group)
    {
        lock (_wanted) _wanted.Add(group);
    }

    public void Unwant(string group)
    {
        lock (_wanted) _wanted.Remove(group);
    }

    public void Vacate()
    {
        lock (_wanted) _isVacant = true;
    }

    /// <summary>Makes what is known what should be. Ends when it is, or was found to be by who came later.</summary>
    public async Task SettleAsync(HubLifetimeManager<PeerHub> manager)
    {
        await _settling.WaitAsync();
        try
        {
            if (!IsVacant && !ReferenceEquals(_joined, manager)) await JoinAsync(manager);
            if (IsVacant) await LeaveAsync(manager);
            else await FollowAsync(manager);
        }
        finally
        {
            _settling.Release();
        }
    }

    private bool IsVacant
    {
        get
        {
            lock (_wanted) return _isVacant;
        }
    }

    /// <summary>Noted before it is tried: who leaves undoes also what was done half.</summary>
    private Task JoinAsync(HubLifetimeManager<PeerHub> manager)
    {
        _known.Clear();
        _joined = manager;
        return manager.OnConnectedAsync(connection);
    }

    private Task LeaveAsync(HubLifetimeManager<PeerHub> manager)
    {
        if (!ReferenceEquals(_joined, manager)) return Task.CompletedTask;
        _joined = null;
        return manager.OnDisconnectedAsync(connection);
    }

    private async Task FollowAsync(HubLifetimeManager<PeerHub> manager)
    {
        while (Next() is var (group, isWanted))
        {
            if (isWanted) await manager.AddToGroupAsync(connection.ConnectionId, group);
            else await manager.RemoveFromGroupAsync(connection.ConnectionId, group);
            if (isWanted) _known.Add(group);
            else _known.Remove(group);
        }
    }

    private (string Group, bool IsWanted)? Next()
    {
        lock (_wanted)
        {
            foreach (var group in _known)
                if (!_wanted.Contains(group)) return (group, false);
            foreach (var group in _wanted)
                if (!_known.Contains(group)) return (group, true);
        }
        return null;
    }
}
