using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>Changes of a conversation that wait to be pushed, each message once, in its latest state.</summary>
internal sealed class PendingPush(Changes first)
{
    private const int MostPerPush = 64;

    /// <summary>So that a push is small beside what a connection may have waiting.</summary>
    private const int CharactersPerPush = 32_768;

    private Dictionary<MessageId, Message>? _joined;
    private long _from = first.From;
    private long _to = first.To;

    public int Count => _joined?.Count ?? first.Messages.Count;

    /// <summary>Adds changes that overlap these or follow them at once.</summary>
    public void Join(Changes changes)
    {
        var messages = Joined();
        foreach (var message in changes.Messages)
        {
            if (!messages.TryGetValue(message.Id, out var known) || known.Rev < message.Rev) messages[message.Id] = message;
        }
        (_from, _to) = (Math.Min(_from, changes.From), Math.Max(_to, changes.To));
    }

    /// <summary>The next push; <see cref="Count"/> is 0 after the last.</summary>
    public Changes Take()
    {
        // Most often nothing was joined, and what came is the push.
        if (_joined is null && first.Messages.Count <= MostPerPush && first.Messages.Sum(Characters) <= CharactersPerPush)
        {
            _joined = [];
            return first;
        }
        var left = Joined();
        var characters = 0;
        var messages = left.Values.OrderBy(m => m.Rev).Take(MostPerPush).TakeWhile((m, n) => (characters += Characters(m)) <= CharactersPerPush || n == 0).ToList();
        foreach (var message in messages) left.Remove(message.Id);
        var upTo = left.Count == 0 ? _to : messages[^1].Rev;
        var push = new Changes(first.ConversationId, first.Epoch, _from, upTo, messages);
        _from = upTo;
        return push;
    }

    private Dictionary<MessageId, Message> Joined() => _joined ??= first.Messages.ToDictionary(m => m.Id);

    private static int Characters(Message message) => message.Text?.Length ?? 0;
}
