using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>Both protocols of the hub, and HTTP, carry one shape: the same names, the same things absent, ids, times and enumerations as text.</summary>
public sealed partial class ShapeTests
{
    [Fact]
    public async Task One_course_of_events_looks_the_same_in_either_protocol()
    {
        var json = await CourseAsync(Wire.Json);
        var pack = await CourseAsync(Wire.Pack);
        Assert.Equal(json, pack);
        string[] seen = ["Changes", "Reacted", "ReadMoved", "Typing", "ConversationChanged", "ConversationRemoved", "SessionEnded", "Resync"];
        Assert.All(seen, name => Assert.Contains($"{name} ", json, StringComparison.Ordinal));
        Assert.Contains("\"deletedBy\":\"author\"", json, StringComparison.Ordinal);
        Assert.Contains("\"editedAt\":\"<time>\"", json, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"system\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    private static async Task<string> CourseAsync(Wire wire)
    {
        await using var server = await ChatServer.StartAsync();
        await using var scene = await Scene.CircleAsync(server, wire);
        var lines = new List<string>();
        var (conversationId, id, gone) = (scene.Conversation, HubClient.NewId(), HubClient.NewId());
        await CallAsync("Post", new { conversationId, id, text = $"one <@{scene.Grace.Id}>" });
        await CallAsync("Post", new { conversationId, id = gone, text = "reply", parentId = id });
        await CallAsync("Edit", new { conversationId, id, text = "two", baseRev = 1 });
        await CallAsync("React", new { conversationId, id, emoji = "👍", on = true });
        await CallAsync("MarkRead", new { conversationId, seq = 1 });
        await CallAsync("Typing", new { conversationId });
        await CallAsync("Delete", new { conversationId, id = gone });
        await CallAsync("Post", new { conversationId, id, text = "taken" });
        await CallAsync("Sync", new { cursors = new object[] { new { conversationId, rev = 0 }, new { conversationId = Core.Conversations.ConversationIds.Wins, rev = 7, epoch = "another" } } });
        await server.AnnounceAsync(conversationId, "said by nobody");
        // A new name is read for each; by then nothing else must have happened.
        foreach (var client in scene.Clients) await client.Pushes.FindAsync("ConversationChanged");
        await scene.SettleAsync();
        await scene.CallAsync(scene.Ada, "PATCH", "", new { notify = "mentions" });
        await scene.AdasClient.Pushes.FindAsync("ConversationChanged", p => p["conversation"]!.Text("notify") == "mentions");
        await server.SeatAsync(conversationId, scene.Grace, present: false);
        await scene.GracesClient.Pushes.FindAsync("ConversationRemoved");
        server.ReplaceHistory();
        foreach (var client in scene.Clients) await client.Pushes.FindAsync("Resync");
        await server.CallAsync("DELETE", "/api/v1/sessions/current", by: scene.Ada);
        await scene.AdasClient.Closed;
        foreach (var client in scene.Clients)
        {
            // How changes are batched, and what of another kind comes in between, is left open.
            var pushes = client.Pushes.All.SelectMany(p => p.Name != "Changes" ? [Line(p.Name, p.Push)] : p.Push["messages"]!.AsArray().Select(m => Line($"Changes {p.Push.Names()}", m!)));
            lines.AddRange(pushes.Order(StringComparer.Ordinal));
        }
        return string.Join('\n', lines);

        async Task CallAsync(string method, object call)
        {
            var reply = (await scene.AdasClient.CallAsync(method, call)).Reply;
            lines.Add(Line(method, reply));
            // Otherwise two changes might come as one.
            if (reply["value"]?["rev"] is null) return;
            foreach (var client in scene.Clients) await client.Pushes.FindAsync("Changes", p => p.Number("to") >= reply["value"]!.Number("rev"));
        }
    }

    /// <summary>A line with sorted members, in which each id and time is only said to be one.</summary>
    private static string Line(string name, JsonNode node) => $"{name} {Times().Replace(Ids().Replace(Sorted(node).ToJsonString(Unescaped), "<id>"), "<time>")}";

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(i => i is null ? null : Sorted(i))]),
        _ => node.DeepClone(),
    };

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Times();
}
