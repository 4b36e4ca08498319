using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>What is counted, each on its own.</summary>
internal enum RateLimit { Messages, Changes, Requests, Typing, SignIns, SignUps, Creations }

/// <summary>What a node grants of a limit while it cannot hear what was spent at the others.</summary>
internal enum WithoutOthers
{
    /// <summary>All of it (fails open): nobody is refused for it, and together the nodes may grant it once each.</summary>
    Whole,

    /// <summary>Its share (fails closed): together the nodes never grant more than the limit.</summary>
    Share,
}

/// <summary>A limit: so many at once, refilled evenly within a time.</summary>
internal sealed record RateRule(int Most, TimeSpan Per, WithoutOthers WithoutOthers)
{
    public static RateRule Of(RateLimit limit, Limits limits) => limit switch
    {
        // Talk goes on, whatever is broken.
        RateLimit.Messages => new(limits.MessagesPer10Seconds, TimeSpan.FromSeconds(10), WithoutOthers.Whole),
        RateLimit.Changes => new(limits.ChangesPer10Seconds, TimeSpan.FromSeconds(10), WithoutOthers.Whole),
        RateLimit.Requests => new(limits.RequestsPer10Seconds, TimeSpan.FromSeconds(10), WithoutOthers.Whole),
        RateLimit.Typing => new(limits.TypingPer10Seconds, TimeSpan.FromSeconds(10), WithoutOthers.Whole),
        // Guessing passwords and filling the network must not become easier by cutting Redis off.
        RateLimit.SignIns => new(limits.SignInsPerAddressPer10Minutes, TimeSpan.FromMinutes(10), WithoutOthers.Share),
        RateLimit.SignUps => new(limits.SignUpsPerAddressPerHour, TimeSpan.FromHours(1), WithoutOthers.Share),
        RateLimit.Creations => new(limits.CreationsPerDay, TimeSpan.FromDays(1), WithoutOthers.Share),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    /// <summary>As one of so many nodes grants it that do not hear each other.</summary>
    public RateRule Among(int nodes) => WithoutOthers == WithoutOthers.Whole || nodes <= 1 ? this : this with { Most = Math.Max(1, Most / nodes) };
}

/// <summary>So many of a limit were taken at one node.</summary>
/// <param name="Key">A member, an address, or what was created by whom.</param>
internal sealed record RateSpent(RateLimit Limit, string Key, int Count);
