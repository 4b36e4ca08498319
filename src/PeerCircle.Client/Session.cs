using PeerCircle.Client.Conversations;
using PeerCircle.Client.Notifications;
using PeerCircle.Client.Presence;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client;

/// <summary>What a client's parts need of each other.</summary>
internal sealed class Session(Driver driver, ConversationsApi api, StatusBoard status, TimeProvider time, CancellationToken lifetime)
{
    public Driver Driver { get; } = driver;

    public ConversationsApi Api { get; } = api;

    public TimeProvider Time { get; } = time;

    public Openings Openings { get; } = new(driver);

    public TypingBoard Typing { get; } = new(time, driver.Keeper.Tell, lifetime);

    public PresenceBoard? Presence { get; set; }

    public NotificationBoard? Notifications { get; set; }

    /// <summary>What is kept of an open conversation, or why it is kept no longer.</summary>
    public ConversationState Present(ConversationId id)
    {
        ThrowIfOver();
        return Driver.Keeper.State.Find(id) ?? throw new PeerCircleException(ErrorCodes.NotFound, "There is no such conversation, or one does not take part in it.");
    }

    public void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, typeof(PeerCircleClient));
        if (status.Current.Status == ClientStatus.SignedOut) throw new PeerCircleException(ErrorCodes.AuthRequired, "The session is over.");
    }

    /// <summary>Oneself; waits for the first connection.</summary>
    public async Task<MemberId> MemberAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var next = Driver.Keeper.AnyChange.Next;
            ThrowIfOver();
            if (Driver.Keeper.State.Me is var me && me != default) return me;
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Receive(object push)
    {
        switch (push)
        {
            case Changes changes:
                var held = Driver.Keeper.State.Find(changes.ConversationId)?.Messages;
                Driver.Apply(new Pushed(changes));
                Typing.Stop(changes.ConversationId, changes.Messages.Where(m => held?.ContainsKey(m.Id) != true).Select(m => m.AuthorId));
                // Somebody came or left.
                if (changes.Messages.Any(m => m.Kind == MessageKind.System)) Presence?.Renew();
                break;
            case Reacted reacted: Driver.Apply(new ReactedTo(reacted)); break;
            case ReadMoved moved when moved.MemberId == Driver.Keeper.State.Me: Driver.Apply(new ReadTo(moved.ConversationId, moved.Seq, moved.Unread)); break;
            case ReadMoved moved: Driver.Apply(new OtherRead(moved.ConversationId, moved.MemberId, moved.Seq)); break;
            case ConversationChanged changed:
                var isNew = Driver.Keeper.State.Find(changed.Conversation.Id) is null;
                Driver.Apply(new FactsTold(changed.Conversation));
                if (isNew) Presence?.Renew();
                break;
            case ConversationRemoved removed:
                Driver.Apply(new WasRemoved(removed.ConversationId, removed.Version));
                Presence?.Renew();
                break;
            case Behind behind: Driver.Apply(new FellBehind(behind.ConversationId, behind.Rev)); break;
            case Resync:
                Driver.Apply(new WentOnline(true));
                Presence?.Renew();
                Notifications?.Renew();
                break;
            case TypingNotice typing: Typing.Take(typing); break;
            case MemberPresence told: Presence?.Take(told); break;
            case Notified notified: Notifications?.Take(notified); break;
            case NotificationsRead read: Notifications?.Take(read); break;
            default: throw new InvalidOperationException($"Unknown push {push.GetType().Name}.");
        }
    }
}
