using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>What quiet hours keep from a member's devices, until they are over.</summary>
public sealed class QuietHolds(IDocumentStore documents, Members members, INotificationDelivery delivery, TimeProvider time)
{
    private const int ReadAtOnce = 100;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Tells of it at the end; goes before what is held is kept, so that none is forgotten.</summary>
    internal Task HoldAsync(MemberId member, DateTimeOffset until, CancellationToken cancellation) =>
        documents.InsertAsync(QuietEnd.Type, new QuietEnd { Member = member, EndsAt = until }, cancellation);

    /// <summary>
    /// Whose quiet hours are over is told of what came in them and is still unread, the earliest first, the newest hundred. Of however many nodes one tells each; where that one is
    /// stopped in between, it is there when they look.
    /// </summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var ends = (await documents.ListAsync(QuietEnd.Type, new DocumentQuery([], ReadAtOnce), cancellation)).Items;
            var due = ends.TakeWhile(e => e.Value.EndsAt <= Now).ToList();
            var known = (await members.FindManyAsync([.. due.Select(e => e.Value.Member)], cancellation)).ToDictionary(m => m.Id);
            foreach (var end in due) await PassAsync(end, known.GetValueOrDefault(end.Value.Member), cancellation);
            if (due.Count < ReadAtOnce) return;
        }
    }

    private async Task PassAsync(Stored<QuietEnd> end, Member? member, CancellationToken cancellation)
    {
        if (member is not null && QuietTimes.EndOf(member, Now) is { } later)
        {
            // They have other hours by now.
            await documents.ReplaceAsync(QuietEnd.Type, end.Value with { EndsAt = later }, end.Version, quiet: true, cancellation);
            return;
        }
        if (member is { Deactivated: false }) await TellAsync(member, cancellation);
        var isOver = await documents.DeleteAsync(QuietEnd.Type, end.Value.Id, end.Version, cancellation) == WriteOutcome.Written;

        // One may have been held at the last moment.
        if (isOver && member is { Deactivated: false }) await TellAsync(member, cancellation);
    }

    private async Task TellAsync(Member member, CancellationToken cancellation)
    {
        var held = await documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.HeldIndex, member.Id.ToString())], ReadAtOnce, Descending: true), cancellation);
        foreach (var item in held.Items.Reverse())
        {
            if (await documents.ReplaceAsync(InboxItem.Type, item.Value with { IsHeld = false }, item.Version, quiet: true, cancellation) == WriteOutcome.Written) delivery.Notified(member.Id, new Notified(item.Value.ToWire()));
        }
    }
}
