using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>What quiet hours keep from a member's devices, until they are over.</summary>
public sealed class QuietHolds(IDocumentStore documents, Members members, INotificationDelivery delivery, TimeProvider time)
{
    private const int ReadAtOnce = 100;
    private const int MostDue = 1_000;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Tells of it at the end, or at the earlier one where two are known; goes before what is held is kept, so that none is forgotten.</summary>
    internal async Task HoldAsync(MemberId member, DateTimeOffset until, CancellationToken cancellation)
    {
        var end = new QuietEnd { Member = member, EndsAt = until };
        if (await documents.FindAsync(QuietEnd.Type, end.Id, cancellation) is not { } known) await documents.InsertAsync(QuietEnd.Type, end, cancellation);
        else if (known.Value.EndsAt > until) await documents.ReplaceAsync(QuietEnd.Type, end, known.Version, quiet: true, cancellation);
    }

    /// <summary>Those whose quiet hours are over, the longest first; at most a thousand.</summary>
    public async Task<IReadOnlyList<MemberId>> ListDueAsync(CancellationToken cancellation)
    {
        var ends = await documents.ListAsync(QuietEnd.Type, new DocumentQuery([], MostDue), cancellation);
        return [.. ends.Items.Select(e => e.Value).TakeWhile(e => e.EndsAt <= Now).Select(e => e.Member)];
    }

    /// <summary>
    /// Tells a member whose quiet hours are over of what came in them and is still unread, the earliest first. Of however many nodes one tells each; where that one is stopped in
    /// between, it is there when they look.
    /// </summary>
    public async Task TellAsync(MemberId id, CancellationToken cancellation)
    {
        if (await documents.FindAsync(QuietEnd.Type, QuietEnd.IdOf(id), cancellation) is not { } end) return;
        var member = await members.FindAsync(id, cancellation);
        if (member is not null && QuietTimes.EndOf(member, Now) is { } later)
        {
            // They have other hours by now.
            await documents.ReplaceAsync(QuietEnd.Type, end.Value with { EndsAt = later }, end.Version, quiet: true, cancellation);
            return;
        }
        if (member is { Deactivated: false }) await TellHeldAsync(id, cancellation);
        await documents.DeleteAsync(QuietEnd.Type, end.Value.Id, end.Version, cancellation);
    }

    private async Task TellHeldAsync(MemberId member, CancellationToken cancellation)
    {
        var (hasTold, isMoreLeft) = (false, true);
        while (isMoreLeft)
        {
            var held = (await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.HeldIndex, member.ToString())], ReadAtOnce), cancellation)).Items;
            isMoreLeft = held.Count == ReadAtOnce;
            foreach (var item in held)
            {
                if (await documents.ReplaceAsync(InboxItem.Type, item.Value with { IsHeld = false }, item.Version, quiet: true, cancellation) != WriteOutcome.Written)
                {
                    // Told by another or read it is not found again; extended it is.
                    isMoreLeft = true;
                    continue;
                }
                delivery.Notified(member, new Notified(item.Value.ToWire()));
                hasTold = true;
            }
        }

        // A device that heard meanwhile how many are unread has counted these already.
        if (hasTold) delivery.NotificationsRead(member, new NotificationsRead([], await CountAsync(member, cancellation)));
    }

    private async Task<int> CountAsync(MemberId member, CancellationToken cancellation) =>
        (await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.UnreadIndex, member.ToString())], Inbox.MostCounted), cancellation)).Items.Count;
}
