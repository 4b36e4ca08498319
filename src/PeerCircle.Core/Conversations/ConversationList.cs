using System.Globalization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>A member's conversations, with what is unread and last in each. The cost of a page does not grow with the number of conversations' messages.</summary>
public sealed class ConversationList(IStore store, ConversationAccess access, Titles titles, StoreClock clock)
{
    private const int MostPerPage = 500;
    private const int MostPerRead = 1_000;
    private const int LastCharacters = 200;

    private readonly IConversationLog _log = store.Conversations;

    /// <summary>By latest change, newest first.</summary>
    public async Task<Outcome<ListOf<ConversationFacts>>> ReadAsync(MemberId member, string? next, int limit, CancellationToken cancellation)
    {
        if (!TryReadCursor(next, out var from)) return Cursors.Refused;
        var participants = await access.FindAllAsync(member, cancellation);
        var conversations = new List<Conversation>();
        foreach (var some in participants.Keys.Chunk(MostPerRead)) conversations.AddRange(await _log.ReadConversationsAsync(some, cancellation));
        var page = conversations.OrderByDescending(c => c.Head.At).ThenByDescending(c => c.Id.Value).Where(c => from is not { } f || IsAfter(c, f))
            .Take(Math.Min(limit, MostPerPage) + 1).ToList();
        var more = page.Count > Math.Min(limit, MostPerPage);
        if (more) page.RemoveAt(page.Count - 1);
        var items = await DescribeAsync(member, page, participants, cancellation);
        return new ListOf<ConversationFacts>(items, more ? Cursor(page[^1]) : null);
    }

    /// <summary>One conversation, everything about it.</summary>
    public async Task<Outcome<ConversationFacts>> ReadOneAsync(Participant participant, CancellationToken cancellation)
    {
        var conversations = await _log.ReadConversationsAsync([participant.Conversation], cancellation);
        if (conversations.Count == 0) return Refusal.NotFound;
        var participants = new Dictionary<ConversationId, Participant> { [participant.Conversation] = participant };
        return (await DescribeAsync(participant.Member, conversations, participants, cancellation))[0];
    }

    /// <summary>What a circle or room is called now, with what is the same for all who take part; version 0. Null when there is no such conversation.</summary>
    public async Task<ConversationFacts?> ReadTitleAsync(ConversationId id, CancellationToken cancellation)
    {
        if ((await _log.ReadConversationsAsync([id], cancellation)).SingleOrDefault() is not { Pair: null } conversation) return null;
        var titleOf = await titles.ReadAsync(default, [conversation], cancellation);
        return Facts(conversation, default, version: 0, titleOf(conversation), clock.Epoch);
    }

    private async Task<IReadOnlyList<ConversationFacts>> DescribeAsync(
        MemberId member, IReadOnlyList<Conversation> page, IReadOnlyDictionary<ConversationId, Participant> participants, CancellationToken cancellation)
    {
        if (page.Count == 0) return [];
        var last = await _log.ReadLastAsync([.. page.Select(c => c.Id)], cancellation);
        var ranges = page.Select(c => Unread.Range(c, participants[c.Id].Participation.ReadSeq)).Where(r => r.UpTo > r.After).ToList();
        var unread = ranges.Count == 0 ? new Dictionary<ConversationId, int>() : await _log.CountUnreadAsync(member, ranges, cancellation);
        var titleOf = await titles.ReadAsync(member, page, cancellation);
        return [.. page.Select(c => Facts(c, member, participants[c.Id].Participation.Version, titleOf(c), clock.Epoch) with
        {
            ReadSeq = participants[c.Id].Participation.ReadSeq,
            Notify = participants[c.Id].Participation.Notify,
            Unread = unread.GetValueOrDefault(c.Id),
            Last = last.TryGetValue(c.Id, out var message) ? Short(message.ToWire()) : null,
        })];
    }

    private static ConversationFacts Facts(Conversation conversation, MemberId member, long version, string title, string epoch) => new()
    {
        Id = conversation.Id,
        Kind = conversation.Kind,
        Title = title,
        CircleId = conversation.Kind == ConversationKind.Circle ? new CircleId(conversation.Subject ?? default) : null,
        RoomId = conversation.Kind == ConversationKind.Room ? new RoomId(conversation.Subject ?? default) : null,
        MemberId = conversation.Pair?.Other(member),
        Version = version,
        Epoch = epoch,
        Rev = conversation.Head.Rev,
        Seq = conversation.Head.Seq,
    };

    /// <summary>Cut so that no surrogate pair is torn.</summary>
    private static Message Short(Message message) => message.Text is { Length: > LastCharacters } text
        ? message with { Text = text[..(char.IsHighSurrogate(text[LastCharacters - 1]) ? LastCharacters - 1 : LastCharacters)] }
        : message;

    private static bool IsAfter(Conversation conversation, (long At, Guid Id) from)
    {
        var at = conversation.Head.At.ToUnixTimeMilliseconds();
        return at < from.At || (at == from.At && conversation.Id.Value.CompareTo(from.Id) < 0);
    }

    private static string Cursor(Conversation last) =>
        Cursors.Make(last.Head.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), last.Id.ToString());

    private static bool TryReadCursor(string? next, out (long At, Guid Id)? from)
    {
        from = null;
        if (next is null) return true;
        if (Cursors.Read(next, 2) is not [var at, var id]) return false;
        if (!long.TryParse(at, CultureInfo.InvariantCulture, out var time) || !Guid.TryParseExact(id, "D", out var guid)) return false;
        from = (time, guid);
        return true;
    }
}
