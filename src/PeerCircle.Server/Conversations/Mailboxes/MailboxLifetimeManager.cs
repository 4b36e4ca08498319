using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>Pushes to the connections of this node, each through its mailbox: no send waits for a reader.</summary>
internal sealed class MailboxLifetimeManager : HubLifetimeManager<PeerHub>
{
    /// <summary>Who are told without a break: to write to so many takes less than half a millisecond.</summary>
    private const int MostInTurn = 16;

    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new();
    private readonly MailboxGroups _groups = new();
    private readonly MailboxSpace _space;
    private readonly TimeProvider _time;

    public MailboxLifetimeManager(TimeProvider time) => (_time, _space) = (time, new MailboxSpace(() => Mailboxes));

    private IEnumerable<Mailbox> Mailboxes => _mailboxes.Select(m => m.Value);

    public Mailbox? Find(string connectionId) => _mailboxes.GetValueOrDefault(connectionId);

    /// <summary>Groups that somebody is in.</summary>
    public IEnumerable<string> Groups => _groups.Names;

    /// <summary>What waits for all readers, apart from the writes under way.</summary>
    public long WaitingBytes => _space.Bytes;

    public int WaitingFrames => Mailboxes.Sum(m => m.Frames);

    public int CountOf(string group) => _groups.Of(group).Count;

    /// <summary>Whether the last write has not ended for three of four of a group: it is this node that does not keep up, not a reader.</summary>
    public bool IsBusy(string group) => _groups.Of(group) is { Count: > 0 } all && all.Count(m => m.IsWriting) * 4 >= all.Count * 3;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _mailboxes[connection.ConnectionId] = new Mailbox(connection, _space, _time);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (!_mailboxes.TryRemove(connection.ConnectionId, out var mailbox)) return Task.CompletedTask;
        _groups.RemoveFromAll(mailbox);
        mailbox.Close();
        return Task.CompletedTask;
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (Find(connectionId) is not { } mailbox) return Task.CompletedTask;
        _groups.Add(groupName, mailbox);
        // Gone in between, it would stay there for ever.
        if (Find(connectionId) is null) _groups.RemoveFromAll(mailbox);
        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (Find(connectionId) is not { } mailbox) return Task.CompletedTask;
        _groups.Remove(groupName, mailbox);
        mailbox.Withdraw(groupName);
        return Task.CompletedTask;
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(Mailboxes, methodName, args);

    public override Task SendAllExceptAsync(string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        Send(Mailboxes.Where(m => !excludedConnectionIds.Contains(m.ConnectionId)), methodName, args);

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendConnectionsAsync([connectionId], methodName, args, cancellationToken);

    public override Task SendConnectionsAsync(IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(connectionIds.Select(Find).OfType<Mailbox>(), methodName, args);

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(_groups.Of(groupName), methodName, args);

    public override Task SendGroupsAsync(IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(groupNames.SelectMany(_groups.Of).Distinct(), methodName, args);

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        Send(_groups.Of(groupName).Where(m => !excludedConnectionIds.Contains(m.ConnectionId)), methodName, args);

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw NoUsers();

    public override Task SendUsersAsync(IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw NoUsers();

    /// <summary>
    /// Tells a group, of a crowd some after the other, so that what else is to be done comes in between: who has left by their turn is not told. Ends when all were.
    /// </summary>
    /// <param name="except">Connections that are not told; null for nobody.</param>
    public async Task SendInTurnsAsync(string group, string methodName, object?[] args, IReadOnlyCollection<string>? except = null)
    {
        var all = _groups.Of(group);
        var frame = Frame.Of(methodName, args);
        var receivers = 0;
        for (var n = 0; n < all.Count; n++)
        {
            if (n > 0 && n % MostInTurn == 0) await Task.Yield();
            if (except?.Contains(all[n].ConnectionId) == true || (!ReferenceEquals(_groups.Of(group), all) && !_groups.Has(group, all[n]))) continue;
            all[n].Send(frame);
            receivers++;
        }
        MailboxMeter.Sent(frame, receivers);
    }

    private static NotSupportedException NoUsers() => new("Connections are not known by a user: send to the member's group.");

    private static Task Send(IEnumerable<Mailbox> mailboxes, string methodName, object?[] args)
    {
        var frame = Frame.Of(methodName, args);
        var receivers = 0;
        foreach (var mailbox in mailboxes)
        {
            mailbox.Send(frame);
            receivers++;
        }
        MailboxMeter.Sent(frame, receivers);
        return Task.CompletedTask;
    }
}
