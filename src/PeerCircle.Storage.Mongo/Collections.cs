using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Storage.Mongo;

/// <summary>
/// The collections of one database. All writes are <c>w: majority, j: true</c>, all reads <c>majority</c> from the primary, so that
/// what was acknowledged is neither lost nor unseen after a failover.
/// </summary>
internal sealed class Collections : IDisposable
{
    private static readonly TimeSpan ServerSelectionTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitQueueTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public Collections(string connectionString, string database)
    {
        Client = new MongoClient(Settings(connectionString));
        Database = Client.GetDatabase(database);
        Conversations = Database.GetCollection<BsonDocument>("conversations");
        Messages = Database.GetCollection<BsonDocument>("messages");
        Reactions = Database.GetCollection<BsonDocument>("reactions");
        Participations = Database.GetCollection<BsonDocument>("participations");
        Documents = Database.GetCollection<BsonDocument>("documents");
        Store = Database.GetCollection<BsonDocument>("store");
        Nodes = Database.GetCollection<BsonDocument>("nodes");
    }

    public MongoClient Client { get; }

    public IMongoDatabase Database { get; }

    public IMongoCollection<BsonDocument> Conversations { get; }

    public IMongoCollection<BsonDocument> Messages { get; }

    public IMongoCollection<BsonDocument> Reactions { get; }

    public IMongoCollection<BsonDocument> Participations { get; }

    public IMongoCollection<BsonDocument> Documents { get; }

    public IMongoCollection<BsonDocument> Store { get; }

    public IMongoCollection<BsonDocument> Nodes { get; }

    /// <summary>What a commit is written with.</summary>
    public static TransactionOptions Transaction { get; } = new(ReadConcern.Majority, ReadPreference.Primary, Durable);

    private static WriteConcern Durable => WriteConcern.WMajority.With(journal: true);

    public void Dispose()
    {
        var connections = Client.Cluster;
        Client.Dispose();
        ClusterRegistry.Instance.UnregisterAndDisposeCluster(connections);
    }

    // What the history's promises rest on is not left to the connection string.
    private static MongoClientSettings Settings(string connectionString)
    {
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ReadConcern = ReadConcern.Majority;
        settings.WriteConcern = Durable;
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryReads = true;
        settings.RetryWrites = true;
        settings.ServerSelectionTimeout = ServerSelectionTimeout;
        settings.WaitQueueTimeout = WaitQueueTimeout;
        settings.ConnectTimeout = ConnectTimeout;
        settings.MaxConnectionPoolSize = 100;
        // The driver lends one set of connections to all clients of equal settings, and ends it with none of them. Under a name of its
        // own a node has its own, which it can close, and shows as itself in the server's log.
        settings.ApplicationName = $"peercircle-{Guid.NewGuid():N}";
        return settings;
    }
}
