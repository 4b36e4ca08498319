using System.Collections.Concurrent;
using System.Collections.Immutable;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Who is typing where; a notice is valid for 6 seconds, or until a message of its member comes.</summary>
internal sealed class TypingBoard(TimeProvider time, Action<ConversationId> changed, CancellationToken lifetime)
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<ConversationId, ImmutableDictionary<MemberId, DateTimeOffset>> _notices = new();

    public ImmutableDictionary<MemberId, DateTimeOffset> In(ConversationId conversation) =>
        _notices.GetValueOrDefault(conversation, ImmutableDictionary<MemberId, DateTimeOffset>.Empty);

    public void Take(TypingNotice notice)
    {
        var until = time.GetUtcNow() + Validity;
        _notices.AddOrUpdate(
            notice.ConversationId,
            _ => ImmutableDictionary<MemberId, DateTimeOffset>.Empty.Add(notice.MemberId, until),
            (_, members) => members.SetItem(notice.MemberId, until));
        changed(notice.ConversationId);
        _ = ExpireAsync(notice.ConversationId);
    }

    /// <summary>New messages of theirs have come.</summary>
    public void Stop(ConversationId conversation, IEnumerable<MemberId?> authors)
    {
        if (In(conversation).IsEmpty) return;
        Remove(conversation, _ => authors.OfType<MemberId>());
    }

    private async Task ExpireAsync(ConversationId conversation)
    {
        try
        {
            await Task.Delay(Validity, time, lifetime).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var now = time.GetUtcNow();
        Remove(conversation, members => members.Where(m => m.Value <= now).Select(m => m.Key));
    }

    private void Remove(ConversationId conversation, Func<ImmutableDictionary<MemberId, DateTimeOffset>, IEnumerable<MemberId>> whom)
    {
        var left = _notices.AddOrUpdate(
            conversation,
            _ => ImmutableDictionary<MemberId, DateTimeOffset>.Empty,
            (_, members) => members.RemoveRange(whom(members)));
        if (left.IsEmpty) _notices.TryRemove(KeyValuePair.Create(conversation, left));
        changed(conversation);
    }
}
