using System.Text.Json;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>Bytes left in one answer, as JSON has them; the first message always fits. Nothing fits after the first that did not.</summary>
internal sealed class AnswerBudget
{
    /// <summary>So that an answer costs the server, and whoever waits behind it on one connection, little however long messages are.</summary>
    public const int MostBytes = 256 * 1024;

    private int _left = MostBytes;
    private bool _used;

    public bool IsSpent { get; private set; }

    public bool TryTake(MessageState message)
    {
        if (IsSpent) return false;
        _left -= JsonSerializer.SerializeToUtf8Bytes(message.ToWire(), WireJson.Tolerant).Length;
        IsSpent = _left < 0 && _used;
        _used = true;
        return !IsSpent;
    }
}
