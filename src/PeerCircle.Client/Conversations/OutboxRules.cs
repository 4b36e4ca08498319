using System.Collections.Immutable;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>One post in flight in a conversation, repeated with the same id until decided; none overtakes one that waits.</summary>
internal static class OutboxRules
{
    public static void AddPost(this Work work, MessageId id, string text, MessageId? parent) =>
        work.Set(work.C.Outbox.Add(new OutboxRow(id, text, parent, OutboxStatus.Queued)));

    /// <summary>The receipt settles the row as a provisional state, unless the message has come already.</summary>
    public static void Settle(this Work work, PostReceipt receipt)
    {
        if (work.C.Outbox.Find(row => row.Id == receipt.Id) is not { } row) return;
        var state = new Message
        {
            Id = row.Id,
            Seq = receipt.Seq,
            Rev = receipt.Rev,
            Kind = MessageKind.Text,
            AuthorId = work.Me,
            Text = row.Text,
            ParentId = row.ParentId,
            CreatedAt = receipt.At,
        };
        work.Merge(new HeldMessage(state, Provisional: true));
    }

    public static void Refuse(this Work work, PostRefused refused)
    {
        if (work.Row(refused.Message, OutboxStatus.Sending) is not { } row) return;
        var next = refused.Retryable ? row with { Status = OutboxStatus.Waiting } : row with { Status = OutboxStatus.Failed, Code = refused.Code };
        work.Set(work.C.Outbox.Replace(row, next));
        if (refused.Retryable) work.Wants.Add(new Want(WantKind.Later, work.C.Id, Message: row.Id));
    }

    public static void Wake(this Work work, MessageId id)
    {
        if (work.Row(id, OutboxStatus.Waiting) is { } row) work.Set(work.C.Outbox.Replace(row, row with { Status = OutboxStatus.Queued }));
    }

    public static void Retry(this Work work, MessageId id)
    {
        if (work.Row(id, OutboxStatus.Failed) is { } row) work.Set(work.C.Outbox.Remove(row).Add(row with { Status = OutboxStatus.Queued, Code = null }));
    }

    public static void DiscardPost(this Work work, MessageId id)
    {
        if ((work.Row(id, OutboxStatus.Failed) ?? work.Row(id, OutboxStatus.Queued)) is { } row) work.Set(work.C.Outbox.Remove(row));
    }

    /// <summary>What became of a post under way is not known when the connection is gone: it is sent again with the same id.</summary>
    public static void HoldBack(this Work work)
    {
        if (!work.C.Outbox.Exists(IsUnderWay)) return;
        work.Set(work.C.Outbox.ConvertAll(row => IsUnderWay(row) ? row with { Status = OutboxStatus.Queued } : row));
    }

    public static void SendNext(this Work work)
    {
        if (work.C.Outbox.Exists(IsUnderWay)) return;
        if (work.C.Outbox.Find(row => row.Status == OutboxStatus.Queued) is not { } next) return;
        work.Set(work.C.Outbox.Replace(next, next with { Status = OutboxStatus.Sending }));
        work.Wants.Add(new Want(WantKind.Send, work.C.Id, Message: next.Id));
    }

    private static bool IsUnderWay(OutboxRow row) => row.Status is OutboxStatus.Sending or OutboxStatus.Waiting;

    private static OutboxRow? Row(this Work work, MessageId id, OutboxStatus status) => work.C.Outbox.Find(row => row.Id == id && row.Status == status);

    private static void Set(this Work work, ImmutableList<OutboxRow> rows) => work.C = work.C with { Outbox = rows };
}
