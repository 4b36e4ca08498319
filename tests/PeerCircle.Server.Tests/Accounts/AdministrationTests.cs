using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class AdministrationTests
{
    [Fact]
    public async Task Only_administrators_administer()
    {
        await using var server = await AccountsServer.StartAsync();
        var (ada, admin) = await server.AddAsync("ada");
        var (grace, member) = await server.AddAsync("grace");
        (string Method, string Path, object? Body, int Status)[] acts =
        [
            ("PATCH", "", new { role = "moderator" }, 200), ("POST", "/deactivate", null, 200), ("POST", "/reactivate", null, 200), ("POST", "/password-reset", null, 201),
        ];
        foreach (var (method, path, body, _) in acts)
        {
            Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync(method, $"/api/v1/members/{ada}{path}", body)).Refused);
            Assert.Equal((403, ErrorCodes.AuthForbidden), (await server.CallAsync(method, $"/api/v1/members/{ada}{path}", body, member)).Refused);
            Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync(method, $"/api/v1/members/{Guid.CreateVersion7()}{path}", body, member)).Refused);
        }
        foreach (var (method, path, body, status) in acts) Assert.Equal(status, (int)(await server.CallAsync(method, $"/api/v1/members/{grace}{path}", body, admin)).Status);
        Assert.Equal((403, ErrorCodes.AuthForbidden), (await server.CallAsync("POST", $"/api/v1/members/{ada}/deactivate", token: await server.TokenAsync("grace"))).Refused);
    }

    [Fact]
    public async Task Roles_come_and_go_and_the_last_administrator_stays()
    {
        await using var server = await AccountsServer.StartAsync();
        var (ada, admin) = await server.AddAsync("ada");
        var (grace, other) = await server.AddAsync("grace");
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await RoleAsync(server, admin, ada, "member")).Refused);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await server.CallAsync("POST", $"/api/v1/members/{ada}/deactivate", token: admin)).Refused);
        Assert.Equal("moderator", (await RoleAsync(server, admin, grace, "moderator")).Text("role"));
        Assert.Equal("administrator", (await RoleAsync(server, admin, grace, "administrator")).Text("role"));
        Assert.Equal("moderator", (await RoleAsync(server, other, ada, "moderator")).Text("role"));
        Assert.Equal((403, ErrorCodes.AuthForbidden), (await RoleAsync(server, admin, grace, "member")).Refused);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await RoleAsync(server, other, grace, "member")).Refused);
        Assert.Equal("administrator", (await server.CallAsync("GET", "/api/v1/me", token: other)).Text("role"));
    }

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one()
    {
        await using var server = await AccountsServer.StartAsync();
        var (ada, admin) = await server.AddAsync("ada");
        var (grace, other) = await server.AddAsync("grace");
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(RoleAsync(server, admin, grace, "administrator"), RoleAsync(server, other, ada, "administrator"));
            await Task.WhenAll(RoleAsync(server, admin, grace, "member"), server.CallAsync("POST", $"/api/v1/members/{ada}/deactivate", token: other));
            var all = await server.App.Services.GetRequiredService<Administrators>().FindAsync(TestContext.Current.CancellationToken);
            var left = Assert.Single(all ?? []);
            if (left.ToString() == ada) Assert.Null((await server.CallAsync("GET", "/api/v1/me", token: admin)).Body?["deactivated"]);
            else break;
        }
    }

    [Fact]
    public async Task A_deactivated_member_is_out_at_once_and_may_be_let_in_again()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, admin) = await server.AddAsync("ada");
        var (grace, session) = await server.AddAsync("grace");
        await server.CallAsync("PATCH", "/api/v1/me", new { mentor = new { open = true, topics = new[] { "x" } } }, session);
        var answer = await server.CallAsync("POST", $"/api/v1/members/{grace}/deactivate", token: admin);
        Assert.True(answer.Body?["deactivated"]?.GetValue<bool>());
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: session)).Refused);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("grace")).Refused);
        Assert.Equal(SessionEndReason.Deactivated, server.Live.Ended.Single().Reason);
        Assert.Empty((await server.CallAsync("GET", "/api/v1/members?mentor=true", token: admin)).Items("id"));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("POST", $"/api/v1/members/{grace}/deactivate", token: admin)).Status);
        Assert.Null((await server.CallAsync("POST", $"/api/v1/members/{grace}/reactivate", token: admin)).Body?["deactivated"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("GET", "/api/v1/me", token: session)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("grace")).Status);
    }

    [Fact]
    public async Task Every_act_that_changed_something_leaves_one_record()
    {
        await using var server = await AccountsServer.StartAsync();
        var (ada, admin) = await server.AddAsync("ada");
        var (grace, _) = await server.AddAsync("grace");
        await RoleAsync(server, admin, grace, "moderator");
        await RoleAsync(server, admin, grace, "moderator");
        await server.CallAsync("POST", $"/api/v1/members/{grace}/password-reset", token: admin);
        await server.CallAsync("POST", $"/api/v1/members/{grace}/deactivate", token: admin);
        await server.CallAsync("POST", $"/api/v1/members/{grace}/deactivate", token: admin);
        await server.CallAsync("POST", $"/api/v1/members/{grace}/reactivate", token: admin);
        await RoleAsync(server, admin, ada, "member");
        var audits = (await server.Documents.ListAsync(Audit.Type, new DocumentQuery([new IndexMatch("by", ada)], 100), TestContext.Current.CancellationToken)).Items.Select(a => a.Value).ToList();
        Assert.Equal(["deactivate", "passwordReset", "reactivate", "role.moderator"], audits.Select(a => a.What).Order(StringComparer.Ordinal));
        Assert.All(audits, a => Assert.Equal((grace, server.Clock.GetUtcNow()), (a.On.ToString(), a.At)));
    }

    [Fact]
    public async Task Administrators_see_how_the_server_is()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, admin) = await server.AddAsync("ada");
        var (_, member) = await server.AddAsync("grace");
        Assert.Equal("""{"store":"ok","redis":"off"}""", (await server.CallAsync("GET", "/api/v1/server", token: admin)).Body?["health"]?.ToJsonString());
        Assert.Null((await server.CallAsync("GET", "/api/v1/server", token: member)).Body?["health"]);
        var facts = (await server.CallAsync("GET", "/api/v1/server")).Body;
        Assert.Null(facts?["health"]);
        Assert.Equal("""{"messageCharacters":8000,"frameBytes":65536,"nameCharacters":80}""", facts?["limits"]?.ToJsonString());
        Assert.Equal("open", facts?["registration"]?.GetValue<string>());
    }

    private static Task<Answer> RoleAsync(AccountsServer server, string token, string on, string role) => server.CallAsync("PATCH", $"/api/v1/members/{on}", new { role }, token);
}
