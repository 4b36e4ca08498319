using System.Net;
using System.Text;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed class BodyTests
{
    private const string Good = """{"email":"ada@example.org","password":"plain oats and rivers","kind":"token"}""";

    [Theory]
    [InlineData("""{"email":"ada@example.org","kind":"token"}""", "password")]
    [InlineData("""{"email":"ada@example.org","password":null,"kind":"token"}""", "password")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":"token","remember":true}""", "remember")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":"token","email":"grace@example.org"}""", "email")]
    [InlineData("""{"email":"ada@example.org","password":"x","Kind":"token"}""", "Kind")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":"bearer"}""", "kind")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":1}""", "kind")]
    [InlineData("""{"email":{"$gt":""},"password":"x","kind":"token"}""", "email")]
    [InlineData("""{"email":["ada@example.org"],"password":"x","kind":"token"}""", "email")]
    [InlineData("""{"email":7,"password":"x","kind":"token"}""", "email")]
    [InlineData("""{"email":"\ud800","password":"x","kind":"token"}""", "email")]
    [InlineData("""{"email":"\udc00\ud800","password":"x","kind":"token"}""", "email")]
    [InlineData("""{"\ud800":"ada","password":"x","kind":"token"}""", "")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":"token"} {}""", "")]
    [InlineData("""{"email":"ada@example.org","password":"x","kind":"token",}""", "")]
    [InlineData("""// hello""", "")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("\"text\"", "")]
    [InlineData("{", "")]
    [InlineData(" ", "")]
    public async Task What_cannot_be_read_is_malformed_and_the_member_is_named(string body, string named)
    {
        await using var server = await AccountsServer.StartAsync();
        var answer = await server.CallAsync("POST", "/api/v1/sessions", body);
        Assert.Equal((400, ErrorCodes.RequestMalformed), answer.Refused);
        Assert.Contains(named, answer.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("PeerCircle.", answer.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.NotEmpty(answer.Text("traceId"));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_malformed()
    {
        await using var server = await AccountsServer.StartAsync();
        byte[] bytes = [.. Encoding.UTF8.GetBytes("""{"password":"x","kind":"token","email":"ada"""), 0xFF, .. "\"}"u8];
        Assert.Equal((400, ErrorCodes.RequestMalformed), (await server.CallAsync("POST", "/api/v1/sessions", Json(bytes))).Refused);
    }

    [Fact]
    public async Task Deep_nesting_is_malformed()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var deep = """{"mentor":{"open":true,"topics":""" + new string('[', 10_000) + new string(']', 10_000) + "}}";
        Assert.Equal((400, ErrorCodes.RequestMalformed), (await server.CallAsync("PATCH", "/api/v1/me", deep, ada)).Refused);
    }

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("", false)]
    [InlineData("application/json; charset=UTF-8", true)]
    [InlineData("Application/JSON", true)]
    public async Task A_body_is_json_in_utf_8(string type, bool taken)
    {
        await using var server = await AccountsServer.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good));
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(taken ? (401, ErrorCodes.AuthFailed) : (415, ErrorCodes.RequestUnsupportedType), (await server.CallAsync("POST", "/api/v1/sessions", content)).Refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_too_large_before_anything_else(bool chunked)
    {
        await using var server = await AccountsServer.StartAsync("Limits:FrameBytes=32768", "Limits:MessageCharacters=100");
        var fits = Padded(32_768);
        var over = Padded(32_769);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.CallAsync("POST", "/api/v1/sessions", Content(fits))).Refused);
        Assert.Equal((413, ErrorCodes.RequestTooLarge), (await server.CallAsync("POST", "/api/v1/sessions", Content(over))).Refused);

        // Before the session, and before the type.
        Assert.Equal((413, ErrorCodes.RequestTooLarge), (await server.CallAsync("PATCH", "/api/v1/me", Content(over))).Refused);
        var both = Content(over);
        both.Headers.ContentType = new("text/plain");
        Assert.Equal((413, ErrorCodes.RequestTooLarge), (await server.CallAsync("PATCH", "/api/v1/me", both)).Refused);

        HttpContent Content(byte[] bytes) => chunked ? new Chunked(bytes) { Headers = { ContentType = new("application/json") } } : Json(bytes);
    }

    [Fact]
    public async Task The_type_comes_before_the_session_and_the_session_before_the_form()
    {
        await using var server = await AccountsServer.StartAsync();
        Assert.Equal((415, ErrorCodes.RequestUnsupportedType), (await server.CallAsync("PATCH", "/api/v1/me", new StringContent("x"))).Refused);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("PATCH", "/api/v1/me", "no json")).Refused);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("PATCH", "/api/v1/members/no-id", "{}")).Refused);
    }

    private static byte[] Padded(int bytes) => Encoding.UTF8.GetBytes(Good.PadRight(bytes));

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new("application/json") } };

    /// <summary>A body whose length is not told.</summary>
    private sealed class Chunked(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var part in bytes.Chunk(5_000)) await stream.WriteAsync(part);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
