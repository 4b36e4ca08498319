using StackExchange.Redis;

namespace PeerCircle.Server;

/// <summary>How Redis is reached. It may be away at any time: then calls fail at once, and nothing waits for it.</summary>
internal static class RedisSetup
{
    /// <summary>What all names in Redis begin with.</summary>
    public static string Prefix(IConfiguration configuration) => configuration["Redis:Prefix"] ?? "pc";

    /// <summary>From <c>redis://</c>, <c>rediss://</c> or the client library's own form.</summary>
    public static ConfigurationOptions Options(string uri, string prefix)
    {
        var options = Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "redis" or "rediss" ? FromUri(parsed!) : ConfigurationOptions.Parse(uri);
        // A connection that failed is replaced by a new one, with all it had subscribed; see BackplaneKeeper.
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ChannelPrefix = RedisChannel.Literal(prefix);
        options.ClientName ??= $"peercircle-{Environment.MachineName}-{Environment.ProcessId}";
        options.ConnectTimeout = 2_000;
        options.AsyncTimeout = 2_000;
        options.KeepAlive = 10;
        return options;
    }

    private static ConfigurationOptions FromUri(Uri uri)
    {
        var options = new ConfigurationOptions { Ssl = uri.Scheme == "rediss" };
        options.EndPoints.Add(uri.Host, uri.IsDefaultPort || uri.Port < 0 ? 6_379 : uri.Port);
        if (uri.UserInfo.Length > 0)
        {
            var parts = uri.UserInfo.Split(':', 2);
            if (parts[0].Length > 0) options.User = Uri.UnescapeDataString(parts[0]);
            if (parts.Length > 1) options.Password = Uri.UnescapeDataString(parts[1]);
        }
        if (int.TryParse(uri.AbsolutePath.Trim('/'), System.Globalization.CultureInfo.InvariantCulture, out var database)) options.DefaultDatabase = database;
        return options;
    }
}
