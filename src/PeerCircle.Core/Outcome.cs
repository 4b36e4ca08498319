using System.Diagnostics.CodeAnalysis;

namespace PeerCircle.Core;

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Absent when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gives the value, or says that there is a refusal instead.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    /// <summary>The same refusal, or the value made into another.</summary>
    public Outcome<TOther> Map<TOther>(Func<T, TOther> make) => TryGet(out var value, out var refusal) ? make(value) : refusal;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of what has none.</summary>
public readonly record struct Done;
