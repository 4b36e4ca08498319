namespace PeerCircle.Core;

/// <summary>Every limit that an operator may set, under the configuration section <c>Limits</c>. Rates are token buckets per member: so many at once, refilled evenly.</summary>
public sealed record Limits
{
    public int MessageCharacters { get; init; } = 8_000;

    /// <summary>Bytes of one hub message and of one HTTP body.</summary>
    public int FrameBytes { get; init; } = 65_536;

    public int MessagesPer10Seconds { get; init; } = 20;

    /// <summary>Edits, deletions, reactions.</summary>
    public int ChangesPer10Seconds { get; init; } = 60;

    /// <summary>Everything else, HTTP and hub.</summary>
    public int RequestsPer10Seconds { get; init; } = 300;

    public int TypingPer10Seconds { get; init; } = 10;

    public int ConnectionsPerMember { get; init; } = 20;

    public int ConnectionsPerAddress { get; init; } = 1_000;

    /// <summary>Hub connections that may begin on a server, evenly; a tenth of them at one moment.</summary>
    public int HandshakesPerSecond { get; init; } = 500;

    public int SignInsPerAddressPer10Minutes { get; init; } = 200;

    public int SignUpsPerAddressPerHour { get; init; } = 100;

    /// <summary>Circles, rooms, new directs, invites, goals: each kind on its own.</summary>
    public int CreationsPerDay { get; init; } = 100;

    /// <summary>What is wrong with these numbers, each as "Limits:Name: what"; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (MessageCharacters is < 1 or > 32_000) yield return "Limits:MessageCharacters: must be 1 to 32000.";
        if (FrameBytes is < 32_768 or > 1_048_576) yield return "Limits:FrameBytes: must be 32768 to 1048576.";
        else if (FrameBytes < (6 * MessageCharacters) + 4_096) yield return "Limits:FrameBytes: must be at least 6 x Limits:MessageCharacters + 4096.";
        (string Name, int Value)[] rates =
        [
            (nameof(MessagesPer10Seconds), MessagesPer10Seconds), (nameof(ChangesPer10Seconds), ChangesPer10Seconds),
            (nameof(RequestsPer10Seconds), RequestsPer10Seconds), (nameof(TypingPer10Seconds), TypingPer10Seconds),
            (nameof(ConnectionsPerMember), ConnectionsPerMember), (nameof(ConnectionsPerAddress), ConnectionsPerAddress),
            (nameof(SignInsPerAddressPer10Minutes), SignInsPerAddressPer10Minutes), (nameof(SignUpsPerAddressPerHour), SignUpsPerAddressPerHour),
            (nameof(CreationsPerDay), CreationsPerDay), (nameof(HandshakesPerSecond), HandshakesPerSecond),
        ];
        foreach (var (name, value) in rates)
        {
            if (value is < 1 or > 1_000_000) yield return $"Limits:{name}: must be 1 to 1000000.";
        }
    }
}
