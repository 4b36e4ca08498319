using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>
/// Lets a client act so many times a second, whether or not what it did before was answered: posts for the most part, edits and deletions of its own, reactions to what it sees. What it
/// does to one message it does one after the other.
/// </summary>
internal sealed class Writer(TracedClient client, IReadOnlyList<ConversationId> rooms, double perSecond, int seed)
{
    private const int MostOpen = 16;
    private static readonly string[] Emoji = ["👍", "🎉", "🌱", "💡"];

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly List<(ConversationId Room, MessageId Id, long Rev)> _own = [];
    private readonly Dictionary<(MessageId, string), bool> _reacted = [];
    private readonly HashSet<(MessageId, string)> _reacting = [];
    private readonly List<Task> _open = [];
    private int _texts;

    /// <summary>Acknowledged so far.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Acts until told to stop; then everything it began is decided, or its patience at an end.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken patience)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        while (await NextAsync(pace, stop))
        {
            _open.RemoveAll(t => t.IsCompletedSuccessfully);
            if (_open.Count < MostOpen) _open.Add(ActAsync(patience));
        }
        await Task.WhenAll(_open);
    }

    private static async Task<bool> NextAsync(PeriodicTimer pace, CancellationToken stop)
    {
        try
        {
            return await pace.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task ActAsync(CancellationToken patience)
    {
        var (dice, room) = (_random.NextDouble(), rooms[_random.Next(rooms.Count)]);
        if (dice < 0.75) return PostAsync(room, patience);
        if (dice < 0.90) return ReactAsync(room, Emoji[_random.Next(Emoji.Length)], patience);
        return ChangeOwnAsync(dice < 0.97 ? Act.Edit : Act.Delete, patience);
    }

    private async Task PostAsync(ConversationId room, CancellationToken patience)
    {
        var deed = new Deed(Act.Post, room, MessageId.From(Guid.CreateVersion7())) { Text = Text() };
        var answer = await DoAsync(deed, patience);
        if (answer.Rev is not { } rev) return;
        lock (_gate) _own.Add((room, deed.Message, rev));
    }

    private async Task ChangeOwnAsync(Act act, CancellationToken patience)
    {
        (ConversationId Room, MessageId Id, long Rev) own;
        lock (_gate)
        {
            if (_own.Count == 0) return;
            var at = _random.Next(_own.Count);
            own = _own[at];
            _own.RemoveAt(at);
        }
        var seen = client.Look(own.Room, s => s.Find(own.Id)?.Rev ?? 0);
        var answer = await DoAsync(new Deed(act, own.Room, own.Id) { Text = Text(), BaseRev = Math.Max(own.Rev, seen) }, patience);
        if (act == Act.Delete) return;
        lock (_gate) _own.Add((own.Room, own.Id, Math.Max(own.Rev, answer.Rev ?? 0)));
    }

    private async Task ReactAsync(ConversationId room, string emoji, CancellationToken patience)
    {
        var at = _random.NextDouble();
        var message = client.Look(room, s => s.Messages.Where(m => m is { Gone: false, System: false }).OrderByDescending(m => m.Seq).Take(8).ToList() is { Count: > 0 } newest ? newest[(int)(at * newest.Count)] : null);
        if (message is null) return;
        var (key, on) = ((message.Id, emoji), true);
        lock (_gate)
        {
            if (!_reacting.Add(key)) return;
            on = !_reacted.GetValueOrDefault(key);
        }
        var answer = await DoAsync(new Deed(Act.React, room, message.Id) { Emoji = emoji, On = on }, patience);
        lock (_gate)
        {
            _reacting.Remove(key);
            if (answer.Error is null) _reacted[key] = on;
        }
    }

    private string Text() => $"{client.Name} says {Interlocked.Increment(ref _texts)}";

    private async Task<DeedAnswer> DoAsync(Deed deed, CancellationToken patience)
    {
        var answer = await client.DoAsync(deed, patience);
        lock (_gate) Acknowledged += answer.Error is null ? 1 : 0;
        return answer;
    }
}
