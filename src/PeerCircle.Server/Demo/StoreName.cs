namespace PeerCircle.Server.Demo;

/// <summary>How an operator speaks of the configured store.</summary>
/// <param name="StartOver">What empties it, as a command to the reader without its end.</param>
/// <param name="Another">The setting that names another one.</param>
internal sealed record StoreName(string Name, string StartOver, string Another)
{
    public static StoreName Of(IConfiguration configuration)
    {
        if (configuration["Storage:Provider"] == "mongo")
        {
            var database = configuration["Storage:Mongo:Database"] ?? StoreSetup.DefaultMongoDatabase;
            return new($"The MongoDB database {database}", $"drop the database {database}", "--Storage:Mongo:Database=demo");
        }
        var path = Path.GetFullPath(configuration["Storage:Sqlite:Path"] ?? StoreSetup.DefaultSqlitePath);
        return new($"The store {path}", $"delete {path}*", "--Storage:Sqlite:Path=data/demo.db");
    }
}
