using System.Globalization;

namespace PeerCircle.Client.Wire;

/// <summary>A path with its query; absent values are left out.</summary>
internal sealed record Query(string Path, string Values = "")
{
    public Query With(string key, string? value) =>
        value is null ? this : this with { Values = $"{Values}{(Values.Length == 0 ? '?' : '&')}{key}={Uri.EscapeDataString(value)}" };

    public Query With(string key, long? value) => With(key, value?.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Path + Values;
}
