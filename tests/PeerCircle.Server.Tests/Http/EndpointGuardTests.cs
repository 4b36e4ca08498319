using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed partial class EndpointGuardTests
{
    private static readonly string[] Open =
    [
        "GET api/v1/server", "POST api/v1/accounts", "POST api/v1/sessions", "POST api/v1/password-resets/{token}", "GET api/v1/invites/{token}",
    ];

    [Fact]
    public async Task Strangers_are_refused_everywhere_but_where_the_contract_lets_them_in()
    {
        await using var server = await AccountsServer.StartAsync();
        var routes = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal)).ToList();
        Assert.True(routes.Count >= 16);
        foreach (var route in routes)
        {
            var pattern = route.RoutePattern.RawText?.TrimStart('/') ?? "";
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single() ?? "GET";
            var isOpen = Open.Contains($"{method} {pattern}");
            Assert.Equal(isOpen, route.Metadata.GetMetadata<IAllowAnonymous>() is not null);
            var answer = await server.CallAsync(method, "/" + Parameter().Replace(pattern, Guid.CreateVersion7().ToString()), method == "GET" ? null : "{}");
            Assert.Equal(!isOpen, answer.Refused == (401, ErrorCodes.AuthRequired));
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
