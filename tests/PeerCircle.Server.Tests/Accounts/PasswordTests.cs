using System.Net;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class PasswordTests
{
    private const string Another = "quiet lamps at noon";

    [Fact]
    public async Task A_change_ends_all_other_sessions_and_keeps_this_one()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, here) = await server.AddAsync("ada");
        string[] others = [await server.TokenAsync("ada"), await server.TokenAsync("ada")];
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(server, here)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: here)).Status);
        foreach (var other in others) Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: other)).Refused);
        Assert.Equal([SessionEndReason.PasswordChanged, SessionEndReason.PasswordChanged], server.Live.Ended.Select(e => e.Reason));
        Assert.Single((await server.CallAsync("GET", "/api/v1/sessions", token: here)).Items("id"));
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada")).Refused);
        var later = await server.TokenAsync("ada", Another);

        // The next change, from elsewhere, ends the session that was kept before.
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(server, later, Another, AccountsServer.Password)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("GET", "/api/v1/me", token: here)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: later)).Status);
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing_and_counts_as_a_failure()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        for (var failure = 0; failure < 5; failure++) Assert.Equal((401, ErrorCodes.AuthFailed), (await ChangeAsync(server, ada, "wrong password")).Refused);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await ChangeAsync(server, ada)).Refused);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada")).Refused);
        server.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("ada")).Status);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("ada ada ada ada")]
    [InlineData("peercircle2026")]
    public async Task A_poor_new_password_is_refused(string poor)
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        Assert.Equal((400, ErrorCodes.PasswordRefused), (await ChangeAsync(server, ada, fresh: poor)).Refused);
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("ada")).Status);
    }

    [Fact]
    public async Task Of_two_changes_at_once_from_one_password_one_wins()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var answers = await Task.WhenAll(ChangeAsync(server, ada, fresh: Another), ChangeAsync(server, ada, fresh: "misty harbour song"));
        Assert.Single(answers, a => a.Status == HttpStatusCode.NoContent);
        Assert.Single(answers, a => a.Code == ErrorCodes.AuthFailed);
    }

    [Fact]
    public async Task A_reset_link_works_once_and_ends_all_sessions_and_the_lock_out()
    {
        await using var server = await AccountsServer.StartAsync("Server:PublicUrl=https://chat.example.org");
        var (_, admin) = await server.AddAsync("ada");
        var (grace, session) = await server.AddAsync("grace");
        for (var failure = 0; failure < 5; failure++) await server.SignInAsync("grace", "wrong password");
        var link = await server.CallAsync("POST", $"/api/v1/members/{grace}/password-reset", token: admin);
        Assert.Equal(HttpStatusCode.Created, link.Status);
        Assert.StartsWith("https://chat.example.org/reset#", link.Text("url"), StringComparison.Ordinal);
        var path = $"/api/v1/password-resets/{link.Text("url").Split('#')[1]}";
        Assert.Equal((400, ErrorCodes.PasswordRefused), (await server.CallAsync("POST", path, new { password = "short" })).Refused);
        var used = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => server.CallAsync("POST", path, new { password = Another })));
        Assert.Single(used, u => u.Status == HttpStatusCode.NoContent);
        Assert.Equal(3, used.Count(u => u.Refused == (404, ErrorCodes.NotFound)));
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: session)).Refused);
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("grace", Another)).Status);
        Assert.DoesNotContain(server.Log.Lines, l => l.Contains(link.Text("url").Split('#')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_link_is_gone_after_a_day_and_when_a_newer_one_is_made()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, admin) = await server.AddAsync("ada");
        var (grace, _) = await server.AddAsync("grace");
        var older = await LinkAsync(server, grace, admin);
        var newer = await LinkAsync(server, grace, admin);
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("POST", older, new { password = Another })).Refused);
        server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("POST", newer, new { password = Another })).Refused);
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("POST", "/api/v1/password-resets/made-up", new { password = Another })).Refused);
    }

    [Fact]
    public async Task Hashes_that_became_too_weak_are_renewed_by_signing_in()
    {
        await using var server = await AccountsServer.StartAsync();
        var (id, _) = await server.AddAsync("ada");
        server.Hashing.Strengthen();
        await server.TokenAsync("ada");
        var before = (await server.Documents.FindAsync(Core.Accounts.Member.Type, Guid.Parse(id), TestContext.Current.CancellationToken))?.Value.PasswordHash;
        await server.TokenAsync("ada");
        var after = (await server.Documents.FindAsync(Core.Accounts.Member.Type, Guid.Parse(id), TestContext.Current.CancellationToken))?.Value.PasswordHash;
        Assert.Equal(before, after);
        Assert.True(CountingHasher.IterationsOf(after) == 2);
    }

    private static Task<Answer> ChangeAsync(AccountsServer server, string token, string current = AccountsServer.Password, string fresh = Another) =>
        server.CallAsync("PUT", "/api/v1/me/password", new Dictionary<string, string> { ["current"] = current, ["new"] = fresh }, token);

    private static async Task<string> LinkAsync(AccountsServer server, string member, string admin) =>
        $"/api/v1/password-resets/{(await server.CallAsync("POST", $"/api/v1/members/{member}/password-reset", token: admin)).Text("url").Split('#')[1]}";
}
