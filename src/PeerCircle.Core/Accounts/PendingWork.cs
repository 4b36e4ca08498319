using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>
/// A durable intent inside a member's document: steps in other documents that follow from a change of this one. Each may be
/// repeated without harm; when all are done the whole is taken away.
/// </summary>
public sealed record PendingWork
{
    /// <summary>When it was decided; the worker leaves it to the request for a while.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Become administrator if the network has none.</summary>
    public bool ClaimNetwork { get; init; }

    /// <summary>Join the circle of this invite, if it still can be joined.</summary>
    public string? InviteTokenHash { get; init; }

    /// <summary>Take or give up the administrator's place.</summary>
    public MemberRole? Role { get; init; }

    /// <summary>Give up the administrator's place and then be deactivated.</summary>
    public bool Deactivate { get; init; }

    /// <summary>End every session of an earlier era, for this reason.</summary>
    public SessionEndReason? EndSessions { get; init; }

    /// <summary>Forget failed sign-ins.</summary>
    public bool Unlock { get; init; }

    /// <summary>What to note of an administrator's act, once it stands.</summary>
    public Act? Act { get; init; }
}

/// <summary>An administrator's or moderator's act. <paramref name="Id"/> is made with the decision, so that it is noted once.</summary>
public sealed record Act(Guid Id, MemberId By, string What, DateTimeOffset At);
