using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>All that a history tells of one operation.</summary>
internal sealed class Operation(Entry first)
{
    private readonly List<Entry> _attempts = [];
    private readonly List<Entry> _acknowledged = [];

    public string Who => first.Who;

    public Act Act => first.Act ?? default;

    public ConversationId Conversation => first.Conversation ?? default;

    public MessageId Message => first.Message ?? default;

    public MemberId By => first.By ?? default;

    public string? Body => first.Body;

    public string? Emoji => first.Emoji;

    public bool On => first.On ?? false;

    /// <summary>When it was sent first.</summary>
    public long InvokedAt => first.At;

    public int? Line => first.Line;

    public int Attempts => _attempts.Count;

    /// <summary>Whether an attempt may have been applied, or may yet be, without anybody knowing.</summary>
    public bool IsDoubted { get; private set; }

    public Entry? Refused { get; private set; }

    /// <summary>The first acknowledgement.</summary>
    public Entry? Ok => _acknowledged.Count > 0 ? _acknowledged[0] : null;

    public IReadOnlyList<Entry> Acknowledged => _acknowledged;

    public void Add(Entry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.Invoke: _attempts.Add(entry); break;
            case EntryKind.Ok: _acknowledged.Add(entry); break;
            case EntryKind.Fail: Refused = entry; break;
            case EntryKind.Info: IsDoubted = true; break;
        }
    }

    /// <summary>Whether it was over before the other one began.</summary>
    public bool IsBefore(Operation other) => Ok is { } ok && !IsDoubted && ok.At < other.InvokedAt;

    public override string ToString() => $"{Who}'s {Act} of message {Message} in {Conversation}, sent at {InvokedAt} µs";
}
