using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A conversation of people who are all connected, over the same protocol.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly ChatServer _server;

    private Scene(ChatServer server, ConversationId conversation, Person[] people, HubClient[] clients) =>
        (_server, Conversation, People, Clients) = (server, conversation, people, clients);

    public ConversationId Conversation { get; }

    public IReadOnlyList<Person> People { get; }

    public IReadOnlyList<HubClient> Clients { get; }

    /// <summary>The host of the circle.</summary>
    public Person Ada => People[0];

    public Person Grace => People[1];

    public HubClient AdasClient => Clients[0];

    public HubClient GracesClient => Clients[1];

    public static Task<Scene> CircleAsync(ChatServer server, Wire wire = Wire.Json) => CircleAsync(server, wire, "Ada", "Grace");

    public static async Task<Scene> CircleAsync(ChatServer server, Wire wire, params string[] names)
    {
        var people = await server.AddAsync(names);
        return await OfAsync(server, wire, await server.CircleAsync(people), people);
    }

    public static async Task<Scene> OfAsync(ChatServer server, Wire wire, ConversationId conversation, params Person[] people)
    {
        var clients = new List<HubClient>();
        foreach (var person in people) clients.Add(await server.ConnectAsync(person, wire));
        return new Scene(server, conversation, people, [.. clients]);
    }

    public string Path(string rest = "") => $"/api/v1/conversations/{Conversation}{rest}";

    public Task<Answer> CallAsync(Person by, string method, string rest, object? body = null) => _server.CallAsync(method, Path(rest), body, by);

    public Task<System.Text.Json.Nodes.JsonNode> GetAsync(Person by, string rest = "") => _server.GetAsync(by, Path(rest));

    /// <summary>Posts something and waits until everyone was pushed it, and so everything that was pushed before.</summary>
    public async Task SettleAsync()
    {
        var fence = await AdasClient.PostAsync(Conversation, "fence");
        foreach (var client in Clients) await client.MessageAsync(Conversation, fence.Id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients) await client.DisposeAsync();
    }
}
