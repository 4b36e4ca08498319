namespace PeerCircle.Server.Metrics;

/// <summary>Metrics, put together.</summary>
internal static class MetricsServices
{
    public const string UrlKey = "Metrics:Url";

    /// <summary>What is measured can be read by any listener of this process; over the network only where <c>Metrics:Url</c> says.</summary>
    public static IServiceCollection AddMeasuring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<Gauges>();
        if (configuration[UrlKey] is { Length: > 0 } url) services.AddHostedService(p => ActivatorUtilities.CreateInstance<MetricsServer>(p, url));
        return services;
    }

    /// <summary>Whether it is plain HTTP, an address and a port, and nothing else.</summary>
    public static bool IsUrl(string text)
    {
        try
        {
            // Without a port it would be taken for 80.
            return BindingAddress.Parse(text) is { Scheme: "http", PathBase: "", IsUnixPipe: false, IsNamedPipe: false, Port: > 0 and <= 65_535, Host.Length: > 0 } address
                && text.TrimEnd('/').EndsWith($":{address.Port}", StringComparison.Ordinal);
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
