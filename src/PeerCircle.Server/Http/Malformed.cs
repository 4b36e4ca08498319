using System.Text.Json;
using System.Text.RegularExpressions;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>Says in plain words what is wrong with a body, naming the member, without telling of our types.</summary>
internal static partial class Malformed
{
    public static Refusal Of(BadHttpRequestException bad) =>
        bad.InnerException is JsonException json ? Refusal.Malformed(Words(json)) : Refusal.Malformed("The request cannot be read: its body is missing, incomplete or not JSON in UTF-8.");

    private static string Words(JsonException json)
    {
        var message = json.Message;
        if (Missing().Match(message) is { Success: true } missing) return $"Missing: {Plain(missing.Groups[1].Value)}.";
        if (Unmapped().Match(message) is { Success: true } unknown) return $"Unknown: {unknown.Groups[1].Value}.";
        if (Duplicate().Match(message) is { Success: true } doubled) return $"Twice: {doubled.Groups[1].Value}.";
        var path = json.Path is { Length: > 2 } found && found.StartsWith("$.", StringComparison.Ordinal) ? found[2..] : null;
        return path is null ? "The body is not the JSON that is expected here." : $"{path}: this value cannot be taken.";
    }

    private static string Plain(string names) => names.Replace("'", "", StringComparison.Ordinal).TrimEnd('.');

    [GeneratedRegex(@"missing required properties,? including:? (.+?)\.?( Path:.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^The JSON property '(.*)' could not be mapped", RegexOptions.NonBacktracking)]
    private static partial Regex Unmapped();

    [GeneratedRegex(@"^Duplicate property '(.*)' encountered", RegexOptions.NonBacktracking)]
    private static partial Regex Duplicate();
}
