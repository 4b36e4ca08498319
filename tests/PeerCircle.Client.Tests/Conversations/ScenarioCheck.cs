using System.Text.Json.Nodes;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

/// <summary>Compares what a scenario expects: only what it names, and that exactly.</summary>
internal sealed class ScenarioCheck(ScenarioNames names)
{
    public void Expect(ClientState state, ConversationId id, JsonObject expected)
    {
        var held = state.Find(id);
        foreach (var (member, value) in expected)
        {
            if (member is "wants" or "others") continue;
            JsonNode? told = member == "exists" ? held is not null : Told(held ?? throw new InvalidDataException($"Not held; {member} was expected."), member, value);
            Same(Normal(member, value), told, member);
        }
    }

    public void ExpectWants(IReadOnlyList<Want> wants, ConversationId present, JsonArray expected) => Assert.Equal(
        expected.Select(e => (string)e!).Order(StringComparer.Ordinal),
        wants.Select(w => Written(w, present)).Order(StringComparer.Ordinal));

    private JsonNode? Told(ConversationState c, string member, JsonNode? expected) => member switch
    {
        "epoch" => c.Epoch,
        "cursor" => c.Cursor,
        "version" => c.Version,
        "readSeq" => c.ReadSeq,
        "unread" => c.Unread,
        "generation" => c.Generation,
        "discarded" => c.Discarded,
        "moreBefore" => c.MoreBefore,
        "moreAfter" => c.MoreAfter,
        "open" => c.Open,
        "title" => c.Facts?.Title is { Length: > 0 } title ? title : null,
        "loaded" => c.Loaded is { } loaded ? new JsonArray(loaded.First, loaded.Last) : null,
        "ahead" => new JsonArray([.. c.Ahead.Select(range => new JsonArray(range.From, range.To))]),
        "messages" => new JsonObject(c.Messages.Values.Select(m => KeyValuePair.Create(names.Name(m.State.Id), (JsonNode?)HeldAs(m, expected)))),
        "mine" => Mine(c),
        "visible" => new JsonArray([.. c.Visible().Select(m => m.Id).Concat(c.Outbox.Select(row => row.Id)).Select(id => (JsonNode)names.Name(id))]),
        "outbox" => new JsonArray([.. c.Outbox.Select(Row)]),
        "last" => c.Last is { } last ? names.Name(last.Id) : null,
        "readBy" => new JsonObject(c.ReadBy.Select(r => KeyValuePair.Create(names.Name(r.Key), (JsonNode?)r.Value))),
        _ => throw new InvalidDataException($"Unknown expectation {member}."),
    };

    private JsonObject HeldAs(HeldMessage held, JsonNode? expected)
    {
        var named = expected?[names.Name(held.State.Id)]?.AsObject() ?? [];
        return new JsonObject(named.Select(m => KeyValuePair.Create(m.Key, MessageMember(held.State, m.Key))));
    }

    private JsonNode? MessageMember(Contracts.Conversations.Message state, string member) => member switch
    {
        "rev" => state.Rev,
        "seq" => state.Seq,
        "text" => state.Text,
        "kind" => char.ToLowerInvariant(state.Kind.ToString()[0]) + state.Kind.ToString()[1..],
        "deleted" => state.DeletedAt is not null,
        "replyCount" => state.ReplyCount,
        "authorId" => state.AuthorId is { } author ? names.Name(author) : null,
        "parentId" => state.ParentId is { } parent ? names.Name(parent) : null,
        "mentions" => new JsonArray([.. (state.Mentions ?? []).Select(m => (JsonNode)names.Name(m))]),
        "reactions" => new JsonArray([.. (state.Reactions ?? []).Select(r => new JsonObject
        {
            ["emoji"] = r.Emoji,
            ["count"] = r.Count,
            ["sample"] = new JsonArray([.. r.Sample.Select(m => (JsonNode)names.Name(m))]),
        })]),
        _ => throw new InvalidDataException($"Unknown member of a message {member}."),
    };

    private JsonObject Mine(ConversationState c) => new(c.Mine
        .Select(own => (Id: names.Name(own.Key), Emoji: own.Value.Effective().ToArray()))
        .Where(own => own.Emoji.Length > 0)
        .Select(own => KeyValuePair.Create(own.Id, (JsonNode?)Sorted(own.Emoji))));

    private JsonObject Row(OutboxRow row)
    {
        var written = new JsonObject { ["id"] = names.Name(row.Id), ["status"] = row.Status.ToString().ToLowerInvariant() };
        if (row.Code is not null) written["code"] = row.Code;
        return written;
    }

    private string Written(Want want, ConversationId present)
    {
        if (want.Kind == WantKind.List) return "list";
        var argument = want.Kind switch
        {
            WantKind.Complete => $" {want.After}",
            WantKind.Send or WantKind.Later => $" {names.Name(want.Message)}",
            _ => "",
        };
        var front = want.Conversation == present ? "" : $"{names.Name(want.Conversation)}: ";
        return $"{front}{want.Kind.ToString().ToLowerInvariant()}{argument}";
    }

    private static JsonNode? Normal(string member, JsonNode? expected) => member == "mine"
        ? new JsonObject(expected!.AsObject().Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Sorted(m.Value!.AsArray().Select(e => (string)e!)))))
        : expected;

    private static JsonArray Sorted(IEnumerable<string> emoji) => new([.. emoji.Order(StringComparer.Ordinal).Select(e => (JsonNode)e)]);

    private static void Same(JsonNode? expected, JsonNode? told, string member) =>
        Assert.True(JsonNode.DeepEquals(expected, told), $"{member}: expected {expected?.ToJsonString() ?? "none"}, is {told?.ToJsonString() ?? "none"}");
}
