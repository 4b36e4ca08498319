using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/hubs")]
    [InlineData("/hubs/no-such-thing")]
    [InlineData("/hubs/peer/negotiate")]
    public async Task Whatever_may_be_a_document_tells_nobody_and_is_held_by_nobody(string path)
    {
        await using var server = await AccountsServer.StartAsync();
        var headers = (await server.CallAsync("GET", path)).Headers;
        Assert.Equal(("no-referrer", "same-origin"), (headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]));
    }

    [Fact]
    public async Task Every_answer_keeps_browsers_and_caches_in_bounds()
    {
        await using var server = await AccountsServer.StartAsync();
        foreach (var path in new[] { "/api/v1/server", "/api/v1/me", "/api/v1/no-such-thing" })
        {
            var headers = (await server.CallAsync("GET", path)).Headers;
            var policy = headers["Content-Security-Policy"].Split("; ").ToDictionary(rule => rule.Split(' ', 2)[0], rule => rule.Split(' ', 2)[1]);
            foreach (var own in (string[])["script-src", "style-src", "img-src", "connect-src"]) Assert.Equal("'self'", policy[own]);
            foreach (var never in (string[])["default-src", "base-uri", "form-action", "frame-ancestors"]) Assert.Equal("'none'", policy[never]);
            Assert.Equal("'script'", policy["require-trusted-types-for"]);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", headers["Referrer-Policy"]);
            Assert.Equal(["no-store", "private"], headers["Cache-Control"].Split(", ").Order(StringComparer.Ordinal));
            Assert.False(headers.ContainsKey("Server"));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        foreach (var (method, path) in new[] { ("GET", "/api/v1/no-such-thing"), ("POST", "/api/v1/no-such-thing"), ("GET", "/api/v2/me"), ("GET", "/api"), ("DELETE", "/api/v1/sessions/no-id") })
        {
            var answer = await server.CallAsync(method, path, token: ada);
            Assert.Equal((404, ErrorCodes.NotFound), answer.Refused);
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        }
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("GET", "/api/v1/no-such-thing")).Refused);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/members/no-id")).Refused);
    }

    [Fact]
    public async Task A_method_that_does_nothing_there_is_told_which_do()
    {
        await using var server = await AccountsServer.StartAsync();
        var answer = await server.CallAsync("DELETE", "/api/v1/me", token: (await server.AddAsync("ada")).Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("GET, PATCH", answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData(503, ErrorCodes.StoreUnavailable)]
    [InlineData(503, ErrorCodes.OutcomeUnknown)]
    [InlineData(500, ErrorCodes.Internal)]
    public async Task What_is_thrown_is_answered_without_details(int status, string code)
    {
        await using var server = await AccountsServer.StartAsync();
        const string Secret = "the inner workings";
        server.App.MapGet("/api/v1/failing", IResult () => throw (code switch
        {
            ErrorCodes.StoreUnavailable => new StoreUnavailableException(Secret),
            ErrorCodes.OutcomeUnknown => new OutcomeUnknownException(Secret),
            _ => new InvalidOperationException(Secret),
        })).AllowAnonymous();
        var answer = await server.CallAsync("GET", "/api/v1/failing");
        Assert.Equal((status, code), answer.Refused);
        Assert.DoesNotContain(Secret, answer.Body?.ToJsonString(), StringComparison.Ordinal);
        var logged = server.Log.Lines.Where(l => l.Contains(answer.Text("traceId"), StringComparison.Ordinal)).ToList();
        if (code == ErrorCodes.Internal) Assert.Contains(Secret, Assert.Single(logged), StringComparison.Ordinal);
        else Assert.Empty(logged);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var server = await AccountsServer.StartAsync();
        var document = await server.CallAsync("GET", "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, document.Status);
        var signIn = document.Body?["paths"]?["/api/v1/sessions"]?["post"];
        Assert.Equal("signIn", signIn?["operationId"]?.GetValue<string>());
        Assert.Equal("Sign in", signIn?["summary"]?.GetValue<string>());
        Assert.NotNull(signIn?["responses"]?["200"]?["content"]?["application/json"]?["schema"]);
        Assert.NotNull(document.Body?["components"]?["schemas"]?["ProfilePatch"]?["properties"]?["workingTowards"]);
        Assert.Contains(document.Body?["paths"]?["/api/v1/members"]?["get"]?["parameters"]?.AsArray() ?? [], p => p?["name"]?.GetValue<string>() == "organisation");
        Assert.Null(document.Body?["paths"]?["/api/{rest}"]);
    }
}
