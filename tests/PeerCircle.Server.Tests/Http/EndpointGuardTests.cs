using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations;
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

    /// <summary>Signed in or anybody. Within that the rules decide: what each member may is in <c>*Access</c> and <c>AdministrationTests</c>.</summary>
    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var app = ServerHost.Create(["--environment", "Development"]);
        Assert.Empty(Undeclared(app));
        app.MapGroup("/api/v1").MapGet("/forgotten", () => "by whom?");
        Assert.Equal(["/api/v1/forgotten"], Undeclared(app));
    }

    [Fact]
    public void The_hub_is_for_members_and_does_nothing_beside_its_contract()
    {
        var methods = typeof(PeerHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition() == m).ToList();
        Assert.Equal(typeof(IPeerHub).GetMethods().Select(m => m.Name).Order(), methods.Select(m => m.Name).Order());
        Assert.Single(typeof(PeerHub).GetCustomAttributes<AuthorizeAttribute>(inherit: true));
        Assert.DoesNotContain(methods, m => m.IsDefined(typeof(AllowAnonymousAttribute)));
    }

    private static IEnumerable<string?> Undeclared(IEndpointRouteBuilder app)
    {
        var all = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.Contains(all, e => e.RoutePattern.RawText == ConversationServices.HubPath);
        return all.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null).Select(e => e.RoutePattern.RawText);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
