using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Conversations;

/// <summary>One open hub connection: whose it is, and which conversations it is subscribed to.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing; late followers may still use it.")]
internal sealed class LiveConnection(HubCallerContext context, MemberId member, SessionId session, IGroupManager groups, TimeProvider time)
{
    /// <summary>Few, most often; looked at under a lock on itself, which spares each connection another object.</summary>
    private readonly List<Participation> _participations = new(2);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private long _heardAt = time.GetTimestamp();

    public string Id { get; } = context.ConnectionId;

    public MemberId Member => member;

    /// <summary>What the member's rates are counted under.</summary>
    public string Key { get; } = member.ToString();

    public SessionId Session => session;

    /// <summary>Nothing more is answered or subscribed; the socket closes in a moment.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>What it takes part in was read: whoever is connected asks for its list after that, so that nothing of before needs to be told.</summary>
    public bool HasArrived { get; private set; }

    public long HeardAt => Interlocked.Read(ref _heardAt);

    public void Arrived() => HasArrived = true;

    public void Heard() => Interlocked.Exchange(ref _heardAt, time.GetTimestamp());

    public IReadOnlyList<Participation> Subscriptions
    {
        get
        {
            lock (_participations) return _participations.FindAll(p => p.Present);
        }
    }

    /// <summary>The participation as this connection knows it; null when it is not subscribed.</summary>
    public Participant? Find(ConversationId conversation) => Known(conversation) is { } known ? ConversationAccess.Admit(known, member) : null;

    /// <summary>Follows a state of a participation, unless a later one is known. Answers the one before, or null when nothing was done.</summary>
    public async Task<FollowOutcome> FollowAsync(Participation now)
    {
        await _changing.WaitAsync();
        try
        {
            var before = Known(now.Conversation);
            if (IsEnded || (before is not null && before.Version >= now.Version)) return FollowOutcome.Nothing;
            var was = before is { Present: true };
            if (now.Present && !was) await groups.AddToGroupAsync(Id, HubGroups.Of(now.Conversation));
            if (!now.Present && was) await groups.RemoveFromGroupAsync(Id, HubGroups.Of(now.Conversation));
            Keep(now);
            return !now.Present ? (was ? FollowOutcome.Removed : FollowOutcome.Nothing) : HasArrived ? FollowOutcome.Present : FollowOutcome.Nothing;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Unsubscribes from everything, and takes whatever it is told next for the latest.</summary>
    public async Task ForgetAsync()
    {
        await _changing.WaitAsync();
        try
        {
            HasArrived = false;
            foreach (var subscribed in Subscriptions) await groups.RemoveFromGroupAsync(Id, HubGroups.Of(subscribed.Conversation));
            lock (_participations) _participations.Clear();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops answers and all delivery. False when that was done before.</summary>
    public async Task<bool> EndAsync()
    {
        await _changing.WaitAsync();
        try
        {
            if (IsEnded) return false;
            IsEnded = true;
            foreach (var subscribed in Subscriptions) await groups.RemoveFromGroupAsync(Id, HubGroups.Of(subscribed.Conversation));
            await groups.RemoveFromGroupAsync(Id, HubGroups.Of(member));
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Closes the socket in a moment.</summary>
    public void CloseAfter(TimeSpan grace) => _ = AbortAfterAsync(grace);

    private Participation? Known(ConversationId conversation)
    {
        lock (_participations) return _participations.Find(p => p.Conversation == conversation);
    }

    private void Keep(Participation now)
    {
        lock (_participations)
        {
            var at = _participations.FindIndex(p => p.Conversation == now.Conversation);
            if (at < 0) _participations.Add(now);
            else _participations[at] = now;
        }
    }

    private async Task AbortAfterAsync(TimeSpan grace)
    {
        await Task.Delay(grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}

internal enum FollowOutcome { Nothing, Present, Removed }
