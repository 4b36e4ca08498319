using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>What concerns a member, kept until they look at it.</summary>
public sealed class Inbox(IDocumentStore documents, Members members, QuietHolds quiet, INotificationDelivery delivery, TimeProvider time)
{
    /// <summary>Unread ones are counted up to here.</summary>
    public const int MostCounted = 100;

    private const int ReadAtOnce = 100;

    /// <summary>Who has more unread is answered how many are left, and asks again.</summary>
    private const int MostReadAtOnce = 1_000;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Puts it into each inbox; what has come of the same source before does not come again. Who has quiet hours is not disturbed: it is there when they look, and told of when those end.</summary>
    public async Task AddAsync(IReadOnlyCollection<MemberId> to, InboxEntry entry, CancellationToken cancellation)
    {
        foreach (var some in to.Distinct().Chunk(1_000))
        {
            foreach (var member in (await members.FindManyAsync(some, cancellation)).Where(m => !m.Deactivated)) await AddAsync(member, entry, cancellation);
        }
    }

    /// <summary>One page, the newest first.</summary>
    public async Task<Outcome<NotificationPage>> ListAsync(MemberId member, string? next, int limit, CancellationToken cancellation)
    {
        try
        {
            var page = await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.MemberIndex, member.ToString())], limit, next, Descending: true), cancellation);
            return new NotificationPage([.. page.Items.Select(s => s.Value.ToWire())], page.Next, await CountAsync(member, cancellation));
        }
        catch (FormatException)
        {
            return Cursors.Refused;
        }
    }

    /// <summary>Those named, or all, are read; on every device. Ids that are nothing of the member's are passed over.</summary>
    public async Task<Outcome<NotificationsReadAnswer>> ReadAsync(MemberId member, IReadOnlyList<NotificationId>? ids, CancellationToken cancellation)
    {
        if (ids?.Count > ReadAtOnce) return Refusal.Invalid("ids", $"at most {ReadAtOnce}.");
        var changed = ids is null ? await ReadAllAsync(member, cancellation) : await ReadAsync(await FindAsync(member, ids, cancellation), cancellation);
        var unread = await CountAsync(member, cancellation);
        if (changed > 0) delivery.NotificationsRead(member, new NotificationsRead(ids, unread));
        return new NotificationsReadAnswer(unread);
    }

    /// <summary>What came of the conversation's messages up to the seq is read, since they are.</summary>
    public async Task ReadUpToAsync(ConversationId conversation, MemberId member, long seq, CancellationToken cancellation)
    {
        var items = (await ListUnreadInAsync(conversation, member, cancellation)).Where(i => i.Value.Seq <= seq).ToList();
        if (items.Count == 0) return;
        await ReadAsync(items, cancellation);
        delivery.NotificationsRead(member, new NotificationsRead([.. items.Select(i => i.Value.Id)], await CountAsync(member, cancellation)));
    }

    private async Task AddAsync(Member member, InboxEntry entry, CancellationToken cancellation)
    {
        if (entry is { IsOneUntilRead: true, ConversationId: { } conversation, Seq: { } seq } && await ExtendAsync(conversation, member, seq, entry.Kind, cancellation)) return;
        var heldUntil = entry.IsRead ? null : QuietTimes.EndOf(member, Now);
        if (heldUntil is { } end) await quiet.HoldAsync(member.Id, end, cancellation);
        var item = new InboxItem
        {
            Id = new NotificationId(Guid.CreateVersion7(Now)),
            Member = member.Id,
            Source = entry.Source,
            Kind = entry.Kind,
            Reason = entry.Reason,
            At = entry.At ?? Now,
            ConversationId = entry.ConversationId,
            MessageId = entry.MessageId,
            Seq = entry.Seq,
            GoalId = entry.GoalId,
            ReadAt = entry.IsRead ? Now : null,
            IsHeld = heldUntil is not null,
        };
        if (await documents.InsertAsync(InboxItem.Type, item, cancellation) != WriteOutcome.Written || entry.IsRead) return;
        if (heldUntil is null) delivery.Notified(member.Id, new Notified(item.ToWire()));

        // They may have ended, and been seen to, before it was there.
        else if (Now >= heldUntil) await quiet.HoldAsync(member.Id, heldUntil.Value, cancellation);
    }

    /// <summary>What is unread of the kind tells of this message too.</summary>
    private async Task<bool> ExtendAsync(ConversationId conversation, Member member, long seq, NotificationKind kind, CancellationToken cancellation)
    {
        var unread = (await ListUnreadInAsync(conversation, member.Id, cancellation)).FirstOrDefault(i => i.Value.Kind == kind);
        if (unread is null) return false;
        if (unread.Value.Seq >= seq) return true;

        // Devices do not know of it, and may by now.
        var isDue = unread.Value.IsHeld && QuietTimes.EndOf(member, Now) is null;
        var extended = unread.Value with { Seq = seq, IsHeld = unread.Value.IsHeld && !isDue };

        // Read meanwhile, it tells of this one no more.
        if (await documents.ReplaceAsync(InboxItem.Type, extended, unread.Version, quiet: true, cancellation) != WriteOutcome.Written) return false;
        if (isDue) delivery.Notified(member.Id, new Notified(extended.ToWire()));
        return true;
    }

    private async Task<IReadOnlyList<Stored<InboxItem>>> ListUnreadInAsync(ConversationId conversation, MemberId member, CancellationToken cancellation) =>
        (await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.UnreadInIndex, InboxItem.UnreadIn(conversation, member))], ReadAtOnce), cancellation)).Items;

    private async Task<int> CountAsync(MemberId member, CancellationToken cancellation) => (await ListUnreadAsync(member, MostCounted, cancellation)).Count;

    private async Task<IReadOnlyList<Stored<InboxItem>>> ListUnreadAsync(MemberId member, int limit, CancellationToken cancellation) =>
        (await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.UnreadIndex, member.ToString())], limit), cancellation)).Items;

    private async Task<IReadOnlyList<Stored<InboxItem>>> FindAsync(MemberId member, IReadOnlyList<NotificationId> ids, CancellationToken cancellation) =>
        [.. (await documents.FindManyAsync(InboxItem.Type, [.. ids.Distinct().Select(i => i.Value)], cancellation)).Where(s => s.Value.Member == member && s.Value.ReadAt is null)];

    private async Task<int> ReadAllAsync(MemberId member, CancellationToken cancellation)
    {
        var changed = 0;
        while (changed < MostReadAtOnce && await ListUnreadAsync(member, ReadAtOnce, cancellation) is { Count: > 0 } some) changed += await ReadAsync(some, cancellation);
        return changed;
    }

    /// <summary>Whoever came first has read it too.</summary>
    private async Task<int> ReadAsync(IReadOnlyList<Stored<InboxItem>> items, CancellationToken cancellation)
    {
        foreach (var item in items) await documents.ReplaceAsync(InboxItem.Type, item.Value with { ReadAt = Now }, item.Version, quiet: false, cancellation);
        return items.Count;
    }
}

/// <summary>What is put into inboxes. <paramref name="Source"/> names what it came of: of one source a member is told once.</summary>
/// <param name="Seq">Of the message, where reading the conversation up to it reads this too.</param>
/// <param name="At">When it happened; absent: now.</param>
/// <param name="IsOneUntilRead">One of the kind and the conversation is enough until it is read.</param>
/// <param name="IsRead">The member has seen it already; it is kept, and nobody is disturbed.</param>
public sealed record InboxEntry(
    string Source,
    NotificationKind Kind,
    string Reason,
    ConversationId? ConversationId = null,
    MessageId? MessageId = null,
    GoalId? GoalId = null,
    long? Seq = null,
    DateTimeOffset? At = null,
    bool IsOneUntilRead = false,
    bool IsRead = false);
