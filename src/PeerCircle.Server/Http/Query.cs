using System.Text.Json;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Http;

/// <summary>Reading query values.</summary>
internal static class Query
{
    public static bool TryId<T>(string text, out T? id) where T : struct, ITypedId<T>
    {
        var isId = TypedId.TryParse<T>(text, out var parsed);
        id = isId ? parsed : null;
        return isId;
    }

    /// <summary>An enumeration's text, exactly as JSON has it.</summary>
    public static bool TryEnumeration<T>(string text, out T? value) where T : struct, Enum
    {
        value = Enum.GetValues<T>().Select(v => (T?)v).FirstOrDefault(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString() ?? "") == text);
        return value is not null;
    }
}
