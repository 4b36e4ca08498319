using System.Text.Json;

namespace PeerCircle.Browser.Tests.Injection;

/// <summary>Something that would run, load or lead somewhere if any part of the page took it for more than text.</summary>
internal static class Payload
{
    public static IReadOnlyList<string> All { get; } =
        [.. JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Injection", "payloads.json")))!.Values.SelectMany(payloads => payloads)];

    /// <summary>As much of it as a field takes.</summary>
    public static string Within(string payload, int characters)
    {
        var end = Math.Min(payload.Length, characters);
        if (char.IsHighSurrogate(payload[end - 1])) end--;
        return payload[..end];
    }
}
