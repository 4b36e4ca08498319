using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task One_sees_ones_own_sessions_and_which_is_this_one()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("grace");
        var (_, first) = await server.AddAsync("ada");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.CallAsync("POST", "/api/v1/sessions", new { email = "ada@example.org", password = AccountsServer.Password, kind = "token" }, headers: ("User-Agent", "Test/1"));
        var list = await server.CallAsync("GET", "/api/v1/sessions", token: first);
        Assert.Equal(["true", "false"], list.Items("current"));
        Assert.Equal(["", "Test/1"], list.Items("userAgent"));
        Assert.Equal(["token", "token"], list.Items("kind"));
    }

    [Fact]
    public async Task An_ended_session_is_over_at_once_and_its_connections_are_closed()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, first) = await server.AddAsync("ada");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await server.TokenAsync("ada");
        var id = (await server.CallAsync("GET", "/api/v1/sessions", token: second)).Items("id")[0];
        Assert.Equal(HttpStatusCode.NoContent, (await server.CallAsync("DELETE", $"/api/v1/sessions/{id}", token: second)).Status);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: first)).Refused);
        Assert.Equal((id, SessionEndReason.Ended), (server.Live.Ended.Single().Session.ToString(), server.Live.Ended.Single().Reason));
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("DELETE", $"/api/v1/sessions/{id}", token: second)).Refused);
        Assert.Single((await server.CallAsync("GET", "/api/v1/sessions", token: second)).Items("id"));
    }

    [Fact]
    public async Task Other_nodes_learn_which_sessions_ended()
    {
        await using var server = await AccountsServer.StartAsync();
        var sessions = server.App.Services.GetRequiredService<Sessions>();
        var (member, first) = await server.AddAsync("ada");
        var since = server.Clock.GetUtcNow();
        Assert.Empty(await sessions.ReadEndedSinceAsync(since, TestContext.Current.CancellationToken));
        await server.CallAsync("DELETE", "/api/v1/sessions/current", token: first);
        var ended = Assert.Single(await sessions.ReadEndedSinceAsync(since, TestContext.Current.CancellationToken));
        Assert.Equal((member, SessionEndReason.Ended), (ended.Member.ToString(), ended.Reason));
        Assert.False(await sessions.StandsAsync(ended.Session, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_ends_anothers_session()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var (_, grace) = await server.AddAsync("grace");
        var id = (await server.CallAsync("GET", "/api/v1/sessions", token: grace)).Items("id").Single();
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("DELETE", $"/api/v1/sessions/{id}", token: ada)).Refused);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: grace)).Status);
    }

    [Fact]
    public async Task A_session_that_is_not_used_for_thirty_days_is_over()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        server.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        server.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        server.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: ada)).Refused);
    }

    [Fact]
    public async Task However_much_it_is_used_a_session_is_over_after_its_longest()
    {
        await using var server = await AccountsServer.StartAsync("Accounts:SessionIdleDays=3", "Accounts:SessionMaxDays=5");
        var (_, ada) = await server.AddAsync("ada");
        server.Clock.Advance(TimeSpan.FromDays(2.5));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        server.Clock.Advance(TimeSpan.FromDays(2.4));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        server.Clock.Advance(TimeSpan.FromDays(0.1));
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: ada)).Refused);
    }

    [Fact]
    public async Task Last_seen_moves_by_the_minute_and_no_sweep_looks_at_it()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var begun = await SeenAsync(server, ada);
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(begun, await SeenAsync(server, ada));
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        var stored = (await server.Documents.ListAsync(Session.Type, new([], 10), TestContext.Current.CancellationToken)).Items.Single();
        var seen = await SeenAsync(server, ada);
        Assert.NotEqual(begun, seen);
        var after = (await server.Documents.ListAsync(Session.Type, new([], 10), TestContext.Current.CancellationToken)).Items.Single();
        Assert.Equal(stored.ChangedAt, after.ChangedAt);
        Assert.True(after.Version > stored.Version);
    }

    [Fact]
    public async Task Housekeeping_ends_what_expired_and_removes_what_ended()
    {
        await using var server = await AccountsServer.StartAsync();
        var housekeeping = server.App.Services.GetRequiredService<Housekeeping>();
        var (_, old) = await server.AddAsync("ada");
        server.Clock.Advance(TimeSpan.FromDays(31));
        var fresh = await server.TokenAsync("ada");
        await housekeeping.TidyAsync(TestContext.Current.CancellationToken);
        Assert.Contains(server.Live.Ended, e => e.Reason == SessionEndReason.Expired);
        server.Clock.Advance(TimeSpan.FromHours(2));
        await housekeeping.TidyAsync(TestContext.Current.CancellationToken);
        Assert.Single((await server.Documents.ListAsync(Session.Type, new([], 10), TestContext.Current.CancellationToken)).Items);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: fresh)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("GET", "/api/v1/me", token: old)).Status);
    }

    [Fact]
    public async Task A_list_of_sessions_has_pages()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        for (var more = 0; more < 4; more++) await server.TokenAsync("ada");
        var first = await server.CallAsync("GET", "/api/v1/sessions?limit=3", token: ada);
        var second = await server.CallAsync("GET", $"/api/v1/sessions?limit=3&next={Uri.EscapeDataString(first.Text("next"))}", token: ada);
        Assert.Equal(5, first.Items("id").Concat(second.Items("id")).Distinct().Count());
        Assert.Null(second.Body?["next"]);
        Assert.Equal((400, ErrorCodes.RequestMalformed), (await server.CallAsync("GET", "/api/v1/sessions?next=made-up", token: ada)).Refused);
    }

    private static async Task<string> SeenAsync(AccountsServer server, string token) => (await server.CallAsync("GET", "/api/v1/sessions", token: token)).Items("lastSeenAt").Single();
}
