using System.Text;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Calls in JSON that are not as they should be. After each the connection works, unless the contract closes it, and nothing is stored.</summary>
[Collection(nameof(Bad))]
public sealed class HubTable(BadScene scene)
{
    private const string Error = "invocation error";

    /// <summary>Name, method, arguments, what becomes of it.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "empty text", "Post", Post("\"\""), ErrorCodes.MessageEmpty },
        { "blank text", "Post", Post("\" \\n\\t\""), ErrorCodes.MessageEmpty },
        { "text of invisible characters", "Post", Post("\"\\u200b\\ufeff\\u2060\\u200e\\u0000\\u0007\""), ErrorCodes.MessageEmpty },
        { "text of 8,001 characters", "Post", Post($"\"{new string('x', 8_001)}\""), ErrorCodes.MessageTooLong },
        { "high surrogate alone", "Post", Post("\"a\\ud83d\""), Error },
        { "low surrogate alone", "Post", Post("\"\\udc4d b\""), Error },
        { "surrogates the wrong way round", "Post", Post("\"\\udc4d\\ud83d\""), Error },
        { "surrogate in a name", "Post", """{"conversationId":"{conversation}","id":"{new}","text":"x","\ud83d":1}""", Error },
        { "surrogate in an emoji", "React", React("\"\\ud83d\""), Error },
        { "unknown member", "Post", """{"conversationId":"{conversation}","id":"{new}","text":"x","colour":"red"}""", Error },
        { "member in another case", "Post", """{"conversationId":"{conversation}","id":"{new}","Text":"x"}""", Error },
        { "missing text", "Post", """{"conversationId":"{conversation}","id":"{new}"}""", Error },
        { "missing id", "Post", """{"conversationId":"{conversation}","text":"x"}""", Error },
        { "missing conversation", "Post", """{"id":"{new}","text":"x"}""", Error },
        { "text is null", "Post", Post("null"), Error },
        { "text is a number", "Post", Post("1"), Error },
        { "text is a list", "Post", Post("[\"x\"]"), Error },
        { "text is an object", "Post", Post("{}"), Error },
        { "id is a number", "Post", """{"conversationId":"{conversation}","id":7,"text":"x"}""", Error },
        { "id is no UUID", "Post", """{"conversationId":"{conversation}","id":"seven","text":"x"}""", Error },
        { "id without hyphens", "Post", """{"conversationId":"{conversation}","id":"01890a5d000070008000000000000001","text":"x"}""", Error },
        { "id in braces", "Post", """{"conversationId":"{conversation}","id":"{{new}}","text":"x"}""", Error },
        { "id of version 4", "Post", """{"conversationId":"{conversation}","id":"{v4}","text":"x"}""", ErrorCodes.RequestInvalid },
        { "id of version 8", "Post", """{"conversationId":"{conversation}","id":"01890a5d-0000-8000-8000-000000000001","text":"x"}""", ErrorCodes.RequestInvalid },
        { "id of another variant", "Post", """{"conversationId":"{conversation}","id":"01890a5d-0000-7000-c000-000000000001","text":"x"}""", ErrorCodes.RequestInvalid },
        { "nil id", "Post", """{"conversationId":"{conversation}","id":"{nil}","text":"x"}""", ErrorCodes.RequestInvalid },
        { "nil conversation", "Post", """{"conversationId":"{nil}","id":"{new}","text":"x"}""", ErrorCodes.NotFound },
        { "member given twice", "Post", """{"conversationId":"{conversation}","id":"{new}","text":"x","text":"y"}""", Error },
        { "argument is null", "Post", "null", ErrorCodes.RequestMalformed },
        { "argument is a list", "Post", "[]", Error },
        { "argument is text", "Post", "\"x\"", Error },
        { "no argument", "Post", "", Error },
        { "two arguments", "Post", Post("\"x\"") + ",1", Error },
        { "unknown method", "Destroy", "{}", Error },
        { "method of the framework", "OnConnectedAsync", "", Error },
        { "method in another case", "post", Post("\"x\"") + ",2", Error },
        { "deep list in a member", "Post", Post(Deep(40)), Error },
        { "foreign conversation", "Post", """{"conversationId":"{foreign}","id":"{new}","text":"x"}""", ErrorCodes.NotFound },
        { "unknown conversation", "Post", """{"conversationId":"{new}","id":"{new}","text":"x"}""", ErrorCodes.NotFound },
        { "foreign conversation and no text", "Post", """{"conversationId":"{foreign}","id":"{new}","text":""}""", ErrorCodes.NotFound },
        { "parent elsewhere", "Post", Post("\"x\"", "\"{foreignMessage}\""), ErrorCodes.MessageParentInvalid },
        { "unknown parent", "Post", Post("\"x\"", "\"{new}\""), ErrorCodes.MessageParentInvalid },
        { "parent that is a reply", "Post", Post("\"x\"", "\"{reply}\""), ErrorCodes.MessageParentInvalid },
        { "parent that is deleted", "Post", Post("\"x\"", "\"{deleted}\""), ErrorCodes.MessageDeleted },
        { "parent that is no id", "Post", Post("\"x\"", "\"x\""), Error },
        { "id that is taken", "Post", """{"conversationId":"{conversation}","id":"{hers}","text":"hers"}""", ErrorCodes.MessageIdTaken },
        { "edit of another's message", "Edit", """{"conversationId":"{conversation}","id":"{hers}","text":"mine"}""", ErrorCodes.AuthForbidden },
        { "edit of a foreign message", "Edit", """{"conversationId":"{foreign}","id":"{foreignMessage}","text":"mine"}""", ErrorCodes.NotFound },
        { "edit of a foreign message here", "Edit", """{"conversationId":"{conversation}","id":"{foreignMessage}","text":"mine"}""", ErrorCodes.NotFound },
        { "edit of a deleted message", "Edit", """{"conversationId":"{conversation}","id":"{deleted}","text":"x"}""", ErrorCodes.MessageDeleted },
        { "edit to nothing", "Edit", """{"conversationId":"{conversation}","id":"{own}","text":"\u200b"}""", ErrorCodes.MessageEmpty },
        { "edit with a base that is text", "Edit", """{"conversationId":"{conversation}","id":"{own}","text":"x","baseRev":"1"}""", Error },
        { "edit with a base beyond numbers", "Edit", """{"conversationId":"{conversation}","id":"{own}","text":"x","baseRev":99999999999999999999}""", Error },
        { "edit with a base that is a fraction", "Edit", """{"conversationId":"{conversation}","id":"{own}","text":"x","baseRev":1.5}""", Error },
        { "edit with a base before the text", "Edit", """{"conversationId":"{conversation}","id":"{own}","text":"x","baseRev":-1}""", ErrorCodes.MessageEditConflict },
        { "deletion of another's message", "Delete", """{"conversationId":"{conversation}","id":"{hers}"}""", ErrorCodes.AuthForbidden },
        { "deletion of a foreign message", "Delete", """{"conversationId":"{conversation}","id":"{foreignMessage}"}""", ErrorCodes.NotFound },
        { "reaction without on", "React", """{"conversationId":"{conversation}","id":"{own}","emoji":"👍"}""", Error },
        { "reaction with on as text", "React", """{"conversationId":"{conversation}","id":"{own}","emoji":"👍","on":"true"}""", Error },
        { "reaction of words", "React", React("\"yes\""), ErrorCodes.ReactionInvalid },
        { "reaction of nothing", "React", React("\"\""), ErrorCodes.ReactionInvalid },
        { "reaction to a deleted message", "React", """{"conversationId":"{conversation}","id":"{deleted}","emoji":"👍","on":true}""", ErrorCodes.MessageDeleted },
        { "reaction to nothing with no emoji", "React", """{"conversationId":"{conversation}","id":"{new}","emoji":"x","on":true}""", ErrorCodes.NotFound },
        { "read position as text", "MarkRead", """{"conversationId":"{conversation}","seq":"1"}""", Error },
        { "read position missing", "MarkRead", """{"conversationId":"{conversation}"}""", Error },
        { "read position beyond numbers", "MarkRead", """{"conversationId":"{conversation}","seq":1e400}""", Error },
        { "read position elsewhere", "MarkRead", """{"conversationId":"{foreign}","seq":1}""", ErrorCodes.NotFound },
        { "typing elsewhere", "Typing", """{"conversationId":"{foreign}"}""", ErrorCodes.NotFound },
        { "typing without a conversation", "Typing", "{}", Error },
        { "cursors missing", "Sync", "{}", Error },
        { "cursors null", "Sync", """{"cursors":null}""", Error },
        { "a cursor that is null", "Sync", """{"cursors":[null]}""", ErrorCodes.RequestMalformed },
        { "a cursor without rev", "Sync", """{"cursors":[{"conversationId":"{conversation}"}]}""", Error },
        { "a cursor twice", "Sync", """{"cursors":[{"conversationId":"{conversation}","rev":0},{"conversationId":"{conversation}","rev":1}]}""", ErrorCodes.RequestInvalid },
        { "201 cursors", "Sync", $$"""{"cursors":[{{string.Join(',', Enumerable.Repeat("""{"conversationId":"{new}","rev":0}""", 201))}}]}""", ErrorCodes.RequestInvalid },
        { "a frame beyond its limit", "Post", Post($"\"{new string('x', 65_536)}\""), "closed" },
        { "a list deeper than any message", "Post", Post(Deep(5_000)), "closed" },
    };

    [Theory, MemberData(nameof(Rows))]
    public Task A_bad_call_is_refused_and_leaves_no_trace(string name, string method, string arguments, string verdict) => scene.HoldsAsync(async () =>
    {
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
        Assert.Equal((name, verdict), (name, BadScene.Verdict(await socket.CallAsync(method, scene.Fill(arguments)))));
        if (verdict != "closed") Assert.Equal("ok", BadScene.Verdict(await socket.CallAsync("Sync", """{"cursors":[]}""")));
    });

    /// <summary>Frames that are no message of the hub, in the JSON protocol. Name and bytes.</summary>
    public static TheoryData<string, byte[]> Frames => new()
    {
        { "broken JSON", Text("{\"type\":1,\"target\":") },
        { "text", Text("hello") },
        { "nothing", Text("") },
        { "a list", Text("[]") },
        { "null", Text("null") },
        { "bytes that are no text", [0xff, 0xfe, 0x00, 0x93, 0x1e] },
        { "bytes that are not UTF-8 in a text", [.. Text("{\"type\":1,\"target\":\"Po")[..^1], 0xc3, 0x28, .. Text("\",\"arguments\":[]}")] },
        { "an unknown type that is text", Text("{\"type\":\"one\"}") },
        { "a call without a target", Text("{\"type\":1,\"arguments\":[]}") },
        { "an answer to no question", Text("{\"type\":3,\"invocationId\":\"99\",\"result\":1,\"error\":\"x\"}") },
    };

    [Theory, MemberData(nameof(Frames))]
    public Task A_frame_that_is_no_message_closes_the_connection_and_no_other(string name, byte[] frame) => scene.HoldsAsync(async () =>
    {
        Assert.NotEmpty(name);
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
        await socket.SendAsync(frame, System.Net.WebSockets.WebSocketMessageType.Binary);
        await socket.ClosedAsync();
    });

    [Theory]
    [InlineData("garbage")]
    [InlineData("{\"protocol\":\"xml\",\"version\":1}")]
    [InlineData("{\"protocol\":\"json\",\"version\":99}")]
    [InlineData("{}")]
    public Task A_handshake_that_is_none_closes_the_connection(string handshake) => scene.HoldsAsync(async () =>
    {
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token);
        await socket.SendAsync(handshake + '\u001e');
        await socket.ClosedAsync();
    });

    /// <summary>What is asked of a conversation, beside its id.</summary>
    private static readonly Dictionary<string, string> OfConversations = new()
    {
        ["Post"] = ",\"id\":\"{new}\",\"text\":\"x\"",
        ["Edit"] = ",\"id\":\"{foreignMessage}\",\"text\":\"x\"",
        ["Delete"] = ",\"id\":\"{foreignMessage}\"",
        ["React"] = ",\"id\":\"{foreignMessage}\",\"emoji\":\"👍\",\"on\":true",
        ["MarkRead"] = ",\"seq\":1",
        ["Typing"] = "",
    };

    /// <summary>What is asked for oneself: it leaves out what is not one's own.</summary>
    private static readonly string[] OfOneself = ["Sync", "Watch", "SetPresence"];

    [Fact]
    public Task What_is_foreign_and_what_does_not_exist_are_answered_alike_by_every_method() => scene.HoldsAsync(async () =>
    {
        Assert.Equal(typeof(IPeerHub).GetMethods().Select(m => m.Name).Order(), OfConversations.Keys.Concat(OfOneself).Order());
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
        foreach (var (method, rest) in OfConversations)
        {
            var foreign = await socket.CallAsync(method, scene.Fill($$"""{"conversationId":"{foreign}"{{rest}}}"""));
            var unknown = await socket.CallAsync(method, scene.Fill($$"""{"conversationId":"{new}"{{rest}}}"""));
            Assert.Equal(ErrorCodes.NotFound, BadScene.Verdict(foreign));
            Assert.Equal(unknown!["result"]!.ToJsonString(), foreign!["result"]!.ToJsonString());
        }
    });

    [Fact]
    public async Task Upper_case_ids_are_taken_and_lower_case_is_answered()
    {
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
        var id = Guid.CreateVersion7().ToString();
        var answer = await socket.CallAsync("Post", $$"""{"conversationId":"{{scene.Conversation.ToString().ToUpperInvariant()}}","id":"{{id.ToUpperInvariant()}}","text":"x"}""");
        Assert.Equal(id, answer!["result"]!["value"]!["id"]!.GetValue<string>());
    }

    private static string Post(string text, string parent = "null") => $$"""{"conversationId":"{conversation}","id":"{new}","text":{{text}},"parentId":{{parent}}}""";

    private static string React(string emoji) => $$"""{"conversationId":"{conversation}","id":"{own}","emoji":{{emoji}},"on":true}""";

    private static string Deep(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\u001e');
}
