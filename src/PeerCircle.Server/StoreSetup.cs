using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo;
using PeerCircle.Storage.Sqlite;

namespace PeerCircle.Server;

/// <summary>Which store is used, as configured under <c>Storage</c>.</summary>
internal static class StoreSetup
{
    public const string DefaultSqlitePath = "data/peercircle.db";
    public const string DefaultMongoDatabase = "peercircle";

    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => Make(configuration, provider));
        services.AddSingleton(provider => provider.GetRequiredService<IStore>().Documents);
        services.AddSingleton(provider => provider.GetRequiredService<IStore>().Conversations);
        return services;
    }

    private static IStore Make(IConfiguration configuration, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return configuration["Storage:Provider"] == "mongo"
            ? new MongoStore(
                configuration["Storage:Mongo:Uri"] ?? "", configuration["Storage:Mongo:Database"] ?? DefaultMongoDatabase, time, provider.GetRequiredService<ILogger<MongoStore>>())
            : new SqliteStore(configuration["Storage:Sqlite:Path"] ?? DefaultSqlitePath, time, provider.GetRequiredService<ILogger<SqliteStore>>());
    }
}
