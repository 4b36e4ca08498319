using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A goal.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<GoalId>))]
public readonly record struct GoalId(Guid Value) : ITypedId<GoalId>
{
    public static GoalId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out GoalId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
