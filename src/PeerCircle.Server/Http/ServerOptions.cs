namespace PeerCircle.Server.Http;

/// <summary>Where the server stands in its network.</summary>
internal sealed class ServerOptions
{
    /// <summary>Base of links and the allowed origin; null: the request's own scheme and host.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-*</c> are believed.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public bool IsSecure => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>The base of links, without a slash at its end.</summary>
    public string BaseOf(HttpRequest request) =>
        PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    public static ServerOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Server");
        return new ServerOptions
        {
            PublicUrl = section["PublicUrl"] is { Length: > 0 } url ? new Uri(url) : null,
            KnownProxies = ProxiesOf(section),
        };
    }

    /// <summary>A list, or one text with commas.</summary>
    public static IReadOnlyList<string> ProxiesOf(IConfigurationSection server)
    {
        var section = server.GetSection("KnownProxies");
        var values = section.Value is { } joined ? joined.Split(',') : section.GetChildren().Select(c => c.Value ?? "");
        return [.. values.Select(v => v.Trim()).Where(v => v.Length > 0)];
    }
}
