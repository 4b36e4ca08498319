using System.Text.Json;
using System.Text.Json.Nodes;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

/// <summary>Reads the steps of a scenario: puts typed ids for names and fills in what may be left out, then reads the wire's records.</summary>
internal sealed class ScenarioReader(ScenarioNames names)
{
    private const string AnyTime = "2026-11-23T05:47:12.345Z";
    private static readonly string[] Beside = ["in", "asked", "after", "generation"];

    public ConversationId Conversation(JsonNode @do) => names.Id<ConversationId>((string?)@do["in"] ?? "c");

    public Step Step(JsonObject @do, ClientState state)
    {
        var id = Conversation(@do);
        var held = state.Find(id);
        var generation = (long?)@do["generation"] ?? held?.Generation ?? 0;
        var (name, value) = @do.Single(member => !Beside.Contains(member.Key));
        return name switch
        {
            "online" => new WentOnline((bool)value!),
            "list" => new Listed([.. value!.AsArray().Select(item => Facts(item!.AsObject(), names.Id<ConversationId>((string)item["id"]!), state))]),
            "open" => new Opened(id, (bool)value!),
            "push" => new Pushed(Read<Changes>(Carrying(value!, id))),
            "page" => new PageCame(id, Read<MessagePage>(Carrying(value!, id)), Asked(@do["asked"]), generation),
            "sync" => new SyncCame(Read<ConversationChanges>(Carrying(value!, id)), (long)@do["after"]!, generation),
            "completion" => new CompletionCame(Read<ConversationChanges>(Carrying(value!, id)), (long)@do["after"]!, generation),
            "gapElapsed" => new GapElapsed(id),
            "behind" => new FellBehind(id, (long)value!["rev"]!),
            "trim" => new Trimmed(id, (long)value!["first"]!, (long)value["last"]!),
            "reacted" => new ReactedTo(new Reacted(id, Message(value!["messageId"]), (string)value["emoji"]!, (bool)value["on"]!, (long)value["rev"]!)),
            "read" => new ReadTo(id, (long)value!["seq"]!, (int?)value["unread"]),
            "readMoved" => new OtherRead(id, names.Id<MemberId>((string)value!["memberId"]!), (long)value["seq"]!),
            "changed" or "facts" => new FactsTold(Facts(value!.AsObject(), id, state)),
            "removed" => new WasRemoved(id, (long)value!["version"]!),
            "gone" => new WasGone(id, (long)value!["version"]!),
            "post" => new Posted(id, Message(value!["id"]), (string)value["text"]!, value["parentId"] is { } parent ? Message(parent) : null),
            "receipt" => new ReceiptCame(id, new PostReceipt(Message(value!["id"]), (long)value["seq"]!, (long)value["rev"]!, DateTimeOffset.UnixEpoch)),
            "refused" => new PostRefused(id, Message(value!["id"]), (string)value["code"]!, (bool)value["retryable"]!),
            "due" => new PostDue(id, Message(value!["id"])),
            "retry" => new PostRetried(id, Message(value!["id"])),
            "discard" => new PostDiscarded(id, Message(value!["id"])),
            _ => throw new InvalidDataException($"Unknown step {name}."),
        };
    }

    private MessageId Message(JsonNode? name) => names.Id<MessageId>((string)name!);

    private JsonNode Member(JsonNode? name) => names.Id<MemberId>((string)name!).ToString();

    private PageRequest Asked(JsonNode? asked) => new(
        (long?)asked?["before"], (long?)asked?["after"], (long?)asked?["around"], asked?["parentId"] is { } parent ? Message(parent) : null);

    private JsonObject Carrying(JsonNode value, ConversationId id)
    {
        var result = With(value, ("moreBefore", false), ("moreAfter", false), ("complete", true), ("reset", false), ("conversationId", id.ToString()));
        result["messages"] = new JsonArray([.. (value["messages"]?.AsArray() ?? []).Select(m => (JsonNode)WireMessage(m!))]);
        if (value["mine"] is JsonObject mine) result["mine"] = new JsonObject(mine.Select(m => KeyValuePair.Create(Message(m.Key).ToString(), m.Value?.DeepClone())));
        return result;
    }

    private JsonObject WireMessage(JsonNode value)
    {
        var result = With(value, ("kind", "text"), ("createdAt", AnyTime));
        if (value["deletedAt"] is not null) result["deletedAt"] = AnyTime;
        else if ((string?)value["kind"] != "system") result["authorId"] = (string?)value["authorId"] ?? "you";
        foreach (var member in new[] { "id", "parentId" })
            if ((string?)result[member] is { } name) result[member] = names.Id<MessageId>(name).ToString();
        if ((string?)result["authorId"] is { } author) result["authorId"] = names.Id<MemberId>(author).ToString();
        if (result["mentions"] is JsonArray mentions) result["mentions"] = new JsonArray([.. mentions.Select(Member)]);
        foreach (var reaction in result["reactions"]?.AsArray() ?? [])
            reaction!["sample"] = new JsonArray([.. reaction["sample"]!.AsArray().Select(Member)]);
        return result;
    }

    /// <summary>On the wire facts always have a title; what a scenario leaves out stays as it was.</summary>
    private ConversationFacts Facts(JsonObject value, ConversationId id, ClientState state)
    {
        var result = With(value, ("kind", "circle"), ("title", state.Find(id)?.Facts?.Title ?? ""));
        result["id"] = id.ToString();
        if (value["last"] is { } last) result["last"] = WireMessage(last);
        return Read<ConversationFacts>(result);
    }

    private static JsonObject With(JsonNode value, params (string Member, JsonNode Value)[] defaults)
    {
        var result = value.DeepClone().AsObject();
        foreach (var (member, text) in defaults) result.TryAdd(member, text);
        return result;
    }

    private static T Read<T>(JsonObject value) => value.Deserialize<T>(WireJson.Tolerant)!;
}
