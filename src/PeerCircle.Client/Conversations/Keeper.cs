using System.Collections.Concurrent;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Holds the state, takes one step at a time, and tells who watches. States of a message replace each other, so that what waits for
/// a slow reader is never more than the state itself.
/// </summary>
internal sealed class Keeper
{
    /// <summary>Messages held of a conversation before the oldest are discarded: while it is open, and while it is not.</summary>
    private const int MostOpen = 5_000, MostClosed = 200;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ConversationId, Pulse> _pulses = new();
    private readonly Pulse _all = new();
    private ClientState _state = new(default, Online: false);

    /// <summary>Told of every post that left the outbox, under the lock: quick, and calls nothing back.</summary>
    public required Action<ConversationId, MessageId, HeldMessage?> Settled { get; init; }

    public ClientState State => Volatile.Read(ref _state);

    public Pulse AnyChange => _all;

    public Pulse ChangeOf(ConversationId conversation) => _pulses.GetOrAdd(conversation, static _ => new Pulse());

    public Outcome Apply(Step step)
    {
        Outcome outcome;
        lock (_gate)
        {
            var before = _state;
            outcome = Reducer.Reduce(before, step);
            var after = step is ConversationStep some ? Trimmed(outcome.State, some.Id) : outcome.State;
            if (step is ConversationStep changed) TellSettled(changed.Id, before.Find(changed.Id), outcome.State.Find(changed.Id));
            Volatile.Write(ref _state, after);
        }

        Tell(step);
        return outcome;
    }

    /// <summary>Whose state this is. Another member begins with nothing.</summary>
    public void Begin(MemberId me)
    {
        lock (_gate)
        {
            if (_state.Me == me) return;
            Volatile.Write(ref _state, _state.Me == default ? _state with { Me = me } : new ClientState(me, _state.Online));
        }

        TellAll();
    }

    public void TellAll()
    {
        foreach (var pulse in _pulses.Values) pulse.Fire();
        _all.Fire();
    }

    public void Tell(ConversationId conversation)
    {
        if (_pulses.TryGetValue(conversation, out var pulse)) pulse.Fire();
        _all.Fire();
    }

    private void Tell(Step step)
    {
        if (step is ConversationStep changed) Tell(changed.Id);
        else TellAll();
    }

    private void TellSettled(ConversationId id, ConversationState? before, ConversationState? after)
    {
        if (before is null || ReferenceEquals(before.Outbox, after?.Outbox)) return;
        foreach (var row in before.Outbox)
            if (after is null || !after.Outbox.Exists(r => r.Id == row.Id)) Settled(id, row.Id, after?.Messages.GetValueOrDefault(row.Id));
    }

    private static ClientState Trimmed(ClientState state, ConversationId id)
    {
        if (state.Find(id) is not { } c) return state;
        var most = c.Open ? MostOpen : MostClosed;
        if (c.Messages.Count <= most) return state;
        var last = c.Loaded?.Last ?? 0;
        return Reducer.Reduce(state, new Trimmed(id, last - (most / 2) + 1, last)).State;
    }
}
