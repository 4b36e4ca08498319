using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Core;
using PeerCircle.Server.Metrics;
using StackExchange.Redis;

namespace PeerCircle.Server.Http;

/// <summary>The configuration cannot be used; the message names each key and how to mend it.</summary>
public sealed class ConfigurationRefusedException(IReadOnlyList<string> mistakes)
    : Exception("The configuration cannot be used:" + string.Concat(mistakes.Select(m => $"{Environment.NewLine}  {m}")))
{
    /// <summary>One sentence a mistake, beginning with the key.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}

/// <summary>
/// Reads every key of our sections before anything starts: a misspelt key would otherwise be a limit or a secret that is silently
/// not in force.
/// </summary>
internal static partial class ConfigurationCheck
{
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Server"] = ["PublicUrl", "KnownProxies"],
        ["Storage"] = ["Provider", "Sqlite:Path", "Mongo:Uri", "Mongo:Database"],
        ["Redis"] = ["Uri", "Prefix"],
        ["Accounts"] = ["Registration", "SetupCode", "SessionIdleDays", "SessionMaxDays"],
        ["Metrics"] = ["Url"],
        ["Limits"] = [.. typeof(Limits).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(p => p.Name)],
    };

    /// <exception cref="ConfigurationRefusedException">With every mistake at once.</exception>
    public static void Run(IConfiguration configuration)
    {
        string[] mistakes = [.. Unknown(configuration), .. Server(configuration), .. Storage(configuration), .. Redis(configuration), .. Accounts(configuration), .. Metrics(configuration), .. LimitsOf(configuration)];
        if (mistakes.Length > 0) throw new ConfigurationRefusedException(mistakes);
    }

    private static IEnumerable<string> Unknown(IConfiguration configuration) =>
        from section in Keys
        from leaf in configuration.GetSection(section.Key).AsEnumerable(makePathsRelative: true)
        where leaf.Value is not null && leaf.Key.Length > 0 && !section.Value.Any(known => IsKnown(leaf.Key, known))
        select $"{section.Key}:{leaf.Key}: there is no such key. Known are {string.Join(", ", section.Value)}.";

    private static bool IsKnown(string key, string known) =>
        key.Equals(known, StringComparison.OrdinalIgnoreCase)
        || (known == "KnownProxies" && key.StartsWith("KnownProxies:", StringComparison.OrdinalIgnoreCase) && int.TryParse(key["KnownProxies:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static IEnumerable<string> Server(IConfiguration configuration)
    {
        var url = configuration["Server:PublicUrl"];
        if (!string.IsNullOrEmpty(url) && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" && parsed is { PathAndQuery: "/", Fragment: "", UserInfo: "" }))
        {
            yield return "Server:PublicUrl: must be scheme and host, for example https://chat.example.org, without a path.";
        }
        foreach (var proxy in ServerOptions.ProxiesOf(configuration.GetSection("Server")))
        {
            if (!(proxy.Contains('/', StringComparison.Ordinal) ? IPNetwork.TryParse(proxy, out _) : IPAddress.TryParse(proxy, out _)))
            {
                yield return $"Server:KnownProxies: '{proxy}' is neither an address nor a network such as 10.0.0.0/8.";
            }
        }
    }

    private static IEnumerable<string> Storage(IConfiguration configuration)
    {
        var provider = configuration["Storage:Provider"] ?? "sqlite";
        if (provider is not ("sqlite" or "mongo")) yield return "Storage:Provider: must be sqlite or mongo.";
        if (configuration["Storage:Sqlite:Path"] is { } path && string.IsNullOrWhiteSpace(path)) yield return "Storage:Sqlite:Path: must name a file.";
        var uri = configuration["Storage:Mongo:Uri"];
        if (provider == "mongo" && string.IsNullOrEmpty(uri)) yield return "Storage:Mongo:Uri: is missing; Storage:Provider mongo needs it, for example mongodb://host/?replicaSet=rs0.";
        else if (!string.IsNullOrEmpty(uri) && !uri.StartsWith("mongodb://", StringComparison.Ordinal) && !uri.StartsWith("mongodb+srv://", StringComparison.Ordinal))
        {
            yield return "Storage:Mongo:Uri: must begin with mongodb:// or mongodb+srv://.";
        }
        if (configuration["Storage:Mongo:Database"] is { } database && !DatabaseName().IsMatch(database)) yield return "Storage:Mongo:Database: must be 1 to 63 letters, digits, - or _.";
    }

    private static IEnumerable<string> Redis(IConfiguration configuration)
    {
        if (configuration["Redis:Uri"] is { Length: > 0 } uri && !IsRedis(uri)) yield return "Redis:Uri: must be redis://host:6379, rediss://host:6380 or, with options, a StackExchange.Redis string such as host:6379,ssl=true.";
        if (configuration["Redis:Prefix"] is { } prefix && !Prefix().IsMatch(prefix)) yield return "Redis:Prefix: must be 1 to 32 letters, digits, -, _, . or :.";
    }

    private static bool IsRedis(string uri)
    {
        if (uri.Contains("://", StringComparison.Ordinal)) return Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed is { Scheme: "redis" or "rediss", Host.Length: > 0, Query: "" };
        try
        {
            return ConfigurationOptions.Parse(uri).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Accounts(IConfiguration configuration)
    {
        if (configuration["Accounts:Registration"] is { } registration && (!Enum.TryParse<Registration>(registration, ignoreCase: true, out _) || char.IsAsciiDigit(registration[0])))
        {
            yield return "Accounts:Registration: must be open, invite or closed.";
        }
        if (configuration["Accounts:SetupCode"] is { Length: > 0 } code && code.Trim().Length < 8) yield return "Accounts:SetupCode: must be at least 8 characters long.";
        var idle = Whole(configuration["Accounts:SessionIdleDays"] ?? "30");
        var max = Whole(configuration["Accounts:SessionMaxDays"] ?? "180");
        if (idle is not (>= 1 and <= 3_650)) yield return "Accounts:SessionIdleDays: must be 1 to 3650.";
        if (max is not (>= 1 and <= 3_650)) yield return "Accounts:SessionMaxDays: must be 1 to 3650.";
        else if (idle > max) yield return "Accounts:SessionMaxDays: must not be less than Accounts:SessionIdleDays.";
    }

    private static IEnumerable<string> Metrics(IConfiguration configuration)
    {
        if (configuration[MetricsServices.UrlKey] is { Length: > 0 } url && !MetricsServices.IsUrl(url)) yield return "Metrics:Url: must be http://, an address and a port of their own, for example http://127.0.0.1:9464.";
    }

    private static IEnumerable<string> LimitsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection("Limits");
        var unreadable = Keys["Limits"].Where(name => section[name] is { } text && Whole(text) is null).Select(name => $"Limits:{name}: must be a whole number.").ToList();
        return unreadable.Count > 0 ? unreadable : (section.Get<Limits>() ?? new Limits()).Validate();
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex DatabaseName();

    [GeneratedRegex("^[A-Za-z0-9._:-]{1,32}$", RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();
}
