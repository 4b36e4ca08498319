namespace PeerCircle.Contracts.Wire;

/// <summary>An identifier that cannot be passed where another kind is meant. On the wire a UUID in hyphenated lower-case text.</summary>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The bare UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a bare UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Reading, writing and checking of typed ids.</summary>
public static class TypedId
{
    /// <summary>Reads hyphenated text in either case; every other form of a UUID is refused.</summary>
    public static bool TryParse<T>(string? text, out T id) where T : struct, ITypedId<T>
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = parsed ? T.From(value) : default;
        return parsed;
    }

    /// <summary>Hyphenated lower-case text.</summary>
    public static string Text<T>(T id) where T : struct, ITypedId<T> => id.Value.ToString("D");

    /// <summary>Whether a client may name a new thing by this id: version 7 of RFC 9562; its time is not checked.</summary>
    public static bool IsClientMade<T>(T id) where T : struct, ITypedId<T> => id.Value.Version == 7 && (id.Value.Variant & 0xC) == 0x8;
}
