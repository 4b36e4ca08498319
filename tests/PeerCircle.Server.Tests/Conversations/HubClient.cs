using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A hub connection that sends and shows what is on the wire, in either protocol.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Wire _wire;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(HubConnection connection, Wire wire)
    {
        (_connection, _wire) = (connection, wire);
        foreach (var method in typeof(IPeerClient).GetMethods())
        {
            connection.On(method.Name, [wire == Wire.Json ? typeof(JsonElement) : typeof(object)], values =>
            {
                Pushes.Add(method.Name, ToNode(values[0]) ?? throw new InvalidOperationException($"{method.Name} came without an argument."));
                return Task.CompletedTask;
            });
        }
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public Pushes Pushes { get; } = new();

    /// <summary>Completes when the server has closed the connection.</summary>
    public Task Closed => _closed.Task.WaitAsync(Pushes.Deadline);

    public static async Task<HubClient> ConnectAsync(string url, string token, Wire wire)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri($"{url}/hubs/peer"), HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            o.AccessTokenProvider = () => Task.FromResult<string?>(token);
        });
        if (wire == Wire.Pack) builder.AddMessagePackProtocol(o => o.SerializerOptions = WirePack.Options);
        else builder.AddJsonProtocol(o => o.PayloadSerializerOptions = new JsonSerializerOptions());
        var client = new HubClient(builder.Build(), wire);
        await client._connection.StartAsync(TestContext.Current.CancellationToken);
        // The first answer proves the subscription.
        Assert.True((await client.CallAsync("Sync", new { cursors = Array.Empty<object>() })).Ok);
        return client;
    }

    /// <summary>Calls with one argument and shows the reply. A call that cannot be bound throws <see cref="Microsoft.AspNetCore.SignalR.HubException"/>.</summary>
    public async Task<HubAnswer> CallAsync(string method, object? call)
    {
        var argument = Form.Of(call);
        var cancellation = TestContext.Current.CancellationToken;
        var reply = _wire == Wire.Json
            ? ToNode(await _connection.InvokeCoreAsync<JsonElement>(method, [argument], cancellation))
            : ToNode(await _connection.InvokeCoreAsync<object>(method, [Form.ToPack(argument)], cancellation));
        return new HubAnswer(reply ?? throw new InvalidOperationException($"{method} answered nothing."));
    }

    public async Task<PostReceipt> PostAsync(ConversationId conversation, string text, MessageId? id = null, MessageId? parent = null) =>
        (await CallAsync("Post", new { conversationId = conversation, id = id ?? NewId(), text, parentId = parent })).As<PostReceipt>();

    public async Task<long> EditAsync(ConversationId conversation, MessageId id, string text, long? baseRev = null) =>
        (await CallAsync("Edit", new { conversationId = conversation, id, text, baseRev })).As<ChangeReceipt>().Rev;

    public async Task<long> DeleteAsync(ConversationId conversation, MessageId id) =>
        (await CallAsync("Delete", new { conversationId = conversation, id })).As<ChangeReceipt>().Rev;

    public async Task<long> ReactAsync(ConversationId conversation, MessageId id, string emoji, bool on = true) =>
        (await CallAsync("React", new { conversationId = conversation, id, emoji, on })).As<ChangeReceipt>().Rev;

    public async Task<ReadReceipt> MarkReadAsync(ConversationId conversation, long seq) =>
        (await CallAsync("MarkRead", new { conversationId = conversation, seq })).As<ReadReceipt>();

    public async Task<SyncAnswer> SyncAsync(params SyncCursor[] cursors) => (await CallAsync("Sync", new { cursors })).As<SyncAnswer>();

    /// <summary>The message as soon as a push shows it at this rev or later.</summary>
    public async Task<JsonNode> MessageAsync(ConversationId conversation, MessageId id, long rev = 0)
    {
        var push = await Pushes.FindAsync("Changes", p => Find(p) is not null);
        return Find(push) ?? throw new InvalidOperationException("It was there.");

        JsonNode? Find(JsonNode p) => p.Text("conversationId") != conversation.ToString() ? null
            : p["messages"]?.AsArray().FirstOrDefault(m => m?.Text("id") == id.ToString() && m.Number("rev") >= rev);
    }

    public static MessageId NewId() => new(Guid.CreateVersion7());

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private JsonNode? ToNode(object? value) => _wire == Wire.Json ? JsonNode.Parse(((JsonElement)value!).GetRawText()) : Form.FromPack(value);
}

/// <summary>The reply to a hub call.</summary>
public sealed record HubAnswer(JsonNode Reply)
{
    public bool Ok => Reply["ok"]!.GetValue<bool>();

    public string? Code => Reply["error"]?["code"]?.GetValue<string>();

    public JsonNode Value => Reply["value"] ?? throw new JsonException($"Refused: {Reply.ToJsonString()}");

    public T As<T>() => Form.As<T>(Value);
}

internal static class Nodes
{
    public static string? Text(this JsonNode node, string member) => node[member]?.GetValue<string>();

    public static long? Number(this JsonNode node, string member) => node[member] is { } value ? Convert.ToInt64(value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The names of an object's members, in the order of the alphabet.</summary>
    public static string Names(this JsonNode? node) => string.Join(' ', (node ?? throw new JsonException("Nothing there.")).AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
}
