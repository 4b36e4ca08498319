using System.Net.Http.Headers;
using System.Text;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Requests that are not as they should be.</summary>
[Collection(nameof(Bad))]
public sealed class HttpTable(BadScene scene)
{
    private const string In = "/api/v1/conversations/{conversation}";
    private const string Foreign = "/api/v1/conversations/{foreign}";

    /// <summary>Name, method, path, body, status, code.</summary>
    public static TheoryData<string, string, string, string?, int, string> Rows => new()
    {
        { "broken JSON", "POST", $"{In}/messages", "{\"id\":", 400, ErrorCodes.RequestMalformed },
        { "no body", "POST", $"{In}/messages", null, 400, ErrorCodes.RequestMalformed },
        { "null", "POST", $"{In}/messages", "null", 400, ErrorCodes.RequestMalformed },
        { "a list", "POST", $"{In}/messages", "[]", 400, ErrorCodes.RequestMalformed },
        { "unknown member", "POST", $"{In}/messages", """{"id":"{new}","text":"x","colour":1}""", 400, ErrorCodes.RequestMalformed },
        { "missing member", "POST", $"{In}/messages", """{"id":"{new}"}""", 400, ErrorCodes.RequestMalformed },
        { "member given twice", "POST", $"{In}/messages", """{"id":"{new}","text":"x","text":"y"}""", 400, ErrorCodes.RequestMalformed },
        { "number as text", "PUT", $"{In}/read", """{"seq":"1"}""", 400, ErrorCodes.RequestMalformed },
        { "number beyond numbers", "PUT", $"{In}/read", """{"seq":1e99}""", 400, ErrorCodes.RequestMalformed },
        { "text as a number", "POST", $"{In}/messages", """{"id":"{new}","text":7}""", 400, ErrorCodes.RequestMalformed },
        { "surrogate alone", "POST", $"{In}/messages", """{"id":"{new}","text":"\ud83d"}""", 400, ErrorCodes.RequestMalformed },
        { "unknown enumeration text", "PATCH", In, """{"notify":"loud"}""", 400, ErrorCodes.RequestMalformed },
        { "enumeration as a number", "PATCH", In, """{"notify":1}""", 400, ErrorCodes.RequestMalformed },
        { "enumeration in another case", "PATCH", In, """{"notify":"All"}""", 400, ErrorCodes.RequestMalformed },
        { "two enumeration texts", "PATCH", In, """{"notify":"all, none"}""", 400, ErrorCodes.RequestMalformed },
        { "enumeration text with a space", "PATCH", In, """{"notify":" all"}""", 400, ErrorCodes.RequestMalformed },
        { "number as an enumeration text", "PATCH", In, """{"notify":"1"}""", 400, ErrorCodes.RequestMalformed },
        { "deep JSON", "POST", $"{In}/messages", "{\"id\":" + new string('[', 20_000) + new string(']', 20_000) + "}", 400, ErrorCodes.RequestMalformed },
        { "id that is none in a body", "POST", $"{In}/messages", """{"id":"x","text":"x"}""", 400, ErrorCodes.RequestMalformed },
        { "id of version 4", "POST", $"{In}/messages", """{"id":"{v4}","text":"x"}""", 400, ErrorCodes.RequestInvalid },
        { "nil id", "POST", $"{In}/messages", """{"id":"{nil}","text":"x"}""", 400, ErrorCodes.RequestInvalid },
        { "empty text", "POST", $"{In}/messages", """{"id":"{new}","text":"\u200b "}""", 400, ErrorCodes.MessageEmpty },
        { "long text", "POST", $"{In}/messages", $$"""{"id":"{new}","text":"{{new string('x', 8_001)}}"}""", 400, ErrorCodes.MessageTooLong },
        { "parent elsewhere", "POST", $"{In}/messages", """{"id":"{new}","text":"x","parentId":"{foreignMessage}"}""", 400, ErrorCodes.MessageParentInvalid },
        { "post to a foreign conversation", "POST", $"{Foreign}/messages", """{"id":"{new}","text":"x"}""", 404, ErrorCodes.NotFound },
        { "malformed post to a foreign conversation", "POST", $"{Foreign}/messages", "{}", 400, ErrorCodes.RequestMalformed },
        { "invalid post to a foreign conversation", "POST", $"{Foreign}/messages", """{"id":"{v4}","text":""}""", 404, ErrorCodes.NotFound },
        { "edit of another's", "PATCH", $"{In}/messages/{{hers}}", """{"text":""}""", 403, ErrorCodes.AuthForbidden },
        { "edit of a deleted one", "PATCH", $"{In}/messages/{{deleted}}", """{"text":"x"}""", 409, ErrorCodes.MessageDeleted },
        { "deletion of another's", "DELETE", $"{In}/messages/{{hers}}", null, 403, ErrorCodes.AuthForbidden },
        { "reaction that is no emoji", "PUT", $"{In}/messages/{{own}}/reactions/yes", null, 400, ErrorCodes.ReactionInvalid },
        { "reaction of bytes that are not UTF-8", "PUT", $"{In}/messages/{{own}}/reactions/%ff%fe", null, 400, ErrorCodes.ReactionInvalid },
        { "reaction to a foreign message", "PUT", $"{In}/messages/{{foreignMessage}}/reactions/%F0%9F%91%8D", null, 404, ErrorCodes.NotFound },
        { "conversation that is no id", "GET", "/api/v1/conversations/x", null, 404, ErrorCodes.NotFound },
        { "message that is no id", "GET", $"{In}/messages/x", null, 404, ErrorCodes.NotFound },
        { "foreign message", "GET", $"{In}/messages/{{foreignMessage}}", null, 404, ErrorCodes.NotFound },
        { "foreign history", "GET", $"{Foreign}/messages", null, 404, ErrorCodes.NotFound },
        { "foreign history and limit 0", "GET", $"{Foreign}/messages?limit=0", null, 404, ErrorCodes.NotFound },
        { "foreign history and limit x", "GET", $"{Foreign}/messages?limit=x", null, 400, ErrorCodes.RequestMalformed },
        { "foreign changes", "GET", $"{Foreign}/changes", null, 404, ErrorCodes.NotFound },
        { "foreign participants", "GET", $"{Foreign}/members", null, 404, ErrorCodes.NotFound },
        { "foreign read position", "PUT", $"{Foreign}/read", """{"seq":1}""", 404, ErrorCodes.NotFound },
        { "foreign notify level", "PATCH", Foreign, """{"notify":"all"}""", 404, ErrorCodes.NotFound },
        { "limit 0", "GET", $"{In}/messages?limit=0", null, 400, ErrorCodes.RequestInvalid },
        { "limit below 0", "GET", $"{In}/changes?limit=-99999999999999999999", null, 400, ErrorCodes.RequestInvalid },
        { "limit of words", "GET", $"{In}/messages?limit=ten", null, 400, ErrorCodes.RequestMalformed },
        { "limit of a fraction", "GET", "/api/v1/conversations?limit=1.5", null, 400, ErrorCodes.RequestMalformed },
        { "two anchors", "GET", $"{In}/messages?before=3&after=1", null, 400, ErrorCodes.RequestInvalid },
        { "two anchors that are one", "GET", $"{In}/messages?around=1&before=1", null, 400, ErrorCodes.RequestInvalid },
        { "anchor of words", "GET", $"{In}/messages?around=now", null, 400, ErrorCodes.RequestMalformed },
        { "changes after words", "GET", $"{In}/changes?after=now", null, 400, ErrorCodes.RequestMalformed },
        { "parent that is no id", "GET", $"{In}/messages?parentId=x", null, 400, ErrorCodes.RequestMalformed },
        { "forged cursor of conversations", "GET", "/api/v1/conversations?next=Zm9yZ2Vk", null, 400, ErrorCodes.RequestInvalid },
        { "cursor that is no text", "GET", "/api/v1/conversations?next=%ff", null, 400, ErrorCodes.RequestInvalid },
        { "forged cursor of participants", "GET", $"{In}/members?next=Zm9yZ2Vk", null, 400, ErrorCodes.RequestInvalid },
        { "forged cursor of reactions", "GET", $"{In}/messages/{{own}}/reactions?next=!!", null, 400, ErrorCodes.RequestInvalid },
        { "long goal", "PATCH", "/api/v1/me", $$"""{"workingTowards":"{{new string('x', 161)}}"}""", 400, ErrorCodes.RequestInvalid },
        { "goal that is no text", "PATCH", "/api/v1/me", """{"workingTowards":["x"]}""", 400, ErrorCodes.RequestMalformed },
        { "goal with a surrogate alone", "PATCH", "/api/v1/me", """{"workingTowards":"\ud83d"}""", 400, ErrorCodes.RequestMalformed },
        { "unknown path", "GET", "/api/v1/nothing", null, 404, ErrorCodes.NotFound },
        { "negotiation", "POST", "/hubs/peer/negotiate?negotiateVersion=1", null, 404, ErrorCodes.NotFound },
        { "unknown invite", "POST", "/api/v1/invites/unknown/accept", null, 404, ErrorCodes.NotFound },
    };

    [Theory, MemberData(nameof(Rows))]
    public Task A_bad_request_is_refused_and_leaves_no_trace(string name, string method, string path, string? body, int status, string code) => scene.HoldsAsync(async () =>
    {
        var answer = await scene.Server.CallAsync(method, scene.Fill(path), body is null ? null : scene.Fill(body), scene.Ada);
        Assert.Equal((name, status, code), (name, (int)answer.Status, answer.Code));
        Assert.StartsWith("application/problem+json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.NotEmpty(answer.Text("detail"));
        Assert.NotEmpty(answer.Text("traceId"));
        Assert.Equal(code == ErrorCodes.RequestInvalid, answer.Body?["errors"] is not null);
    });

    [Fact]
    public Task What_is_foreign_and_what_does_not_exist_are_answered_alike() => scene.HoldsAsync(async () =>
    {
        foreach (var path in new[] { "", "/messages", "/messages/{foreignMessage}", "/messages/{foreignMessage}/reactions", "/changes", "/members" })
        {
            var foreign = await scene.Server.CallAsync("GET", scene.Fill($"{Foreign}{path}"), by: scene.Ada);
            var unknown = await scene.Server.CallAsync("GET", scene.Fill($"/api/v1/conversations/{{new}}{path}"), by: scene.Ada);
            Assert.Equal(Comparable(unknown), Comparable(foreign));
        }

        static (int, string?) Comparable(Answer answer)
        {
            answer.Body?.AsObject().Remove("traceId");
            return ((int)answer.Status, answer.Body?.ToJsonString());
        }
    });

    [Fact]
    public Task A_body_that_is_too_large_or_no_JSON_is_refused_before_anything_else() => scene.HoldsAsync(async () =>
    {
        var path = scene.Fill($"{Foreign}/messages");
        var large = Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', 65_536)}\"}}");
        Assert.Equal((413, ErrorCodes.RequestTooLarge), (await scene.Server.CallAsync("POST", path, Json(new ByteArrayContent(large)))).Refused);
        Assert.Equal((413, ErrorCodes.RequestTooLarge), (await scene.Server.CallAsync("POST", path, Json(new StreamContent(new Unmeasured(large))), scene.Ada)).Refused);
        Assert.Equal((415, ErrorCodes.RequestUnsupportedType), (await scene.Server.CallAsync("POST", path, new StringContent("id=1", Encoding.UTF8, "application/x-www-form-urlencoded"))).Refused);
        Assert.Equal((415, ErrorCodes.RequestUnsupportedType), (await scene.Server.CallAsync("POST", path, new StringContent("{}", Encoding.Unicode, "application/json"), scene.Ada)).Refused);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await scene.Server.CallAsync("POST", path, "{")).Refused);
        Assert.Equal((400, ErrorCodes.RequestMalformed), (await scene.Server.CallAsync("POST", scene.Fill($"{In}/messages"), Json(new ByteArrayContent([.. "{\"id\":\"01890a5d-0000-7000-8000-000000000001\",\"text\":\""u8, 0xc3, 0x28, .. "\"}"u8])), scene.Ada)).Refused);
    });

    private static HttpContent Json(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Does not tell its length, and so travels in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
