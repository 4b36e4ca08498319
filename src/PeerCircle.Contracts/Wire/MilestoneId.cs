using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A milestone of a goal.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MilestoneId>))]
public readonly record struct MilestoneId(Guid Value) : ITypedId<MilestoneId>
{
    public static MilestoneId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out MilestoneId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
