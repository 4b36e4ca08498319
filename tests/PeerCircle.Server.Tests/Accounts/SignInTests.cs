using System.Net;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        var begun = await server.SignInAsync("ada");
        Assert.Equal(43, begun.Text("token").Length);
        Assert.Empty(begun.Cookies);
        Assert.Equal("ada", begun.Body?["member"]?["displayName"]?.GetValue<string>());
        Assert.Equal(server.Clock.GetUtcNow().AddDays(30), DateTimeOffset.Parse(begun.Text("expiresAt"), null), TimeSpan.FromSeconds(1));
        Assert.Equal("ada", (await server.CallAsync("GET", "/api/v1/me", token: begun.Text("token"))).Text("displayName"));
        Assert.DoesNotContain(server.Log.Lines, l => l.Contains(begun.Text("token"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task E_mail_is_compared_without_case()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync(" ADA")).Status);
    }

    [Fact]
    public async Task Passwords_are_one_in_either_form_of_unicode_and_are_not_trimmed()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.CallAsync("POST", "/api/v1/accounts", new { email = "ada@example.org", displayName = "Ada", password = "caf\u00e9 au lait, bitte " });
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("ada", "cafe\u0301 au lait, bitte ")).Status);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada", "caf\u00e9 au lait, bitte")).Refused);
    }

    [Fact]
    public async Task A_cookie_is_out_of_reach_of_scripts_and_signs_in()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        var begun = await SignInWithCookieAsync(server, server.Url);
        Assert.Null(begun.Body?["token"]);
        Assert.StartsWith("pc_session=", begun.Cookies, StringComparison.Ordinal);
        Assert.Contains("httponly", begun.Cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", begun.Cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", begun.Cookies, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", begun.Cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("ada", (await server.CallAsync("GET", "/api/v1/me", headers: ("Cookie", begun.Cookies.Split(';')[0]))).Text("displayName"));
        var ended = await server.CallAsync("DELETE", "/api/v1/sessions/current", headers: [("Cookie", begun.Cookies.Split(';')[0]), ("Origin", server.Url)]);
        Assert.Equal(HttpStatusCode.NoContent, ended.Status);
        Assert.StartsWith("pc_session=; expires=Thu, 01 Jan 1970", ended.Cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Under_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        await using var server = await AccountsServer.StartAsync("Server:PublicUrl=https://chat.example.org");
        await server.AddAsync("ada");
        var begun = await SignInWithCookieAsync(server, "https://chat.example.org");
        Assert.StartsWith("__Host-pc_session=", begun.Cookies, StringComparison.Ordinal);
        Assert.Contains("secure", begun.Cookies, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", begun.Cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Five_failures_lock_the_pair_for_five_minutes()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        for (var failure = 0; failure < 5; failure++) Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada", "wrong password")).Refused);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada")).Refused);
        server.Clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("ada")).Refused);
        server.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("ada")).Status);
    }

    [Fact]
    public async Task Another_address_is_not_locked_and_success_forgets_failures()
    {
        await using var server = await AccountsServer.StartAsync("Server:KnownProxies=127.0.0.1");
        await server.AddAsync("ada");
        for (var failure = 0; failure < 5; failure++) await FromAsync(server, "203.0.113.1", "wrong password");
        Assert.Equal(HttpStatusCode.Unauthorized, (await FromAsync(server, "203.0.113.1", AccountsServer.Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync(server, "203.0.113.2", AccountsServer.Password)).Status);
        for (var round = 0; round < 3; round++)
        {
            for (var failure = 0; failure < 4; failure++) await FromAsync(server, "203.0.113.3", "wrong password");
            Assert.Equal(HttpStatusCode.OK, (await FromAsync(server, "203.0.113.3", AccountsServer.Password)).Status);
        }
    }

    [Fact]
    public async Task A_burst_of_guesses_reaches_the_password_five_times_only()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.SignInAsync("ada", i == 19 ? AccountsServer.Password : $"wrong password {i}")));
        var right = answers.Count(a => a.Status == HttpStatusCode.OK);
        Assert.InRange(right, 0, 1);
        var locked = await server.SignInAsync("ada");
        if (right == 0) Assert.Equal((401, ErrorCodes.AuthFailed), locked.Refused);
    }

    [Fact]
    public async Task Every_failure_looks_and_costs_the_same()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var (grace, _) = await server.AddAsync("grace");
        await server.AddAsync("locked");
        for (var failure = 0; failure < 5; failure++) await server.SignInAsync("locked", "wrong password");
        await server.CallAsync("POST", $"/api/v1/members/{grace}/deactivate", token: ada);
        string? details = null;
        foreach (var (name, password) in new[] { ("nobody", "wrong password"), ("ada", "wrong password"), ("locked", AccountsServer.Password), ("grace", AccountsServer.Password) })
        {
            var before = server.Hashing.Verified;
            var answer = await server.SignInAsync(name, password);
            Assert.Equal((401, ErrorCodes.AuthFailed), answer.Refused);
            Assert.Equal(1, server.Hashing.Verified - before);
            Assert.Equal(details ??= answer.Text("detail"), answer.Text("detail"));
        }
    }

    [Fact]
    public async Task Bearer_wins_over_cookie()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var (_, grace) = await server.AddAsync("grace");
        Assert.Equal("grace", (await server.CallAsync("GET", "/api/v1/me", token: grace, headers: ("Cookie", $"pc_session={ada}"))).Text("displayName"));
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/api/v1/me", token: "no such token", headers: ("Cookie", $"pc_session={ada}"))).Refused);
    }

    [Fact]
    public async Task A_token_in_the_query_is_taken_on_the_hub_only()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", $"/api/v1/me?access_token={ada}")).Refused);
    }

    private static Task<Answer> SignInWithCookieAsync(AccountsServer server, string origin) => server.CallAsync(
        "POST", "/api/v1/sessions", new { email = "ada@example.org", password = AccountsServer.Password, kind = "cookie" }, headers: ("Origin", origin));

    private static Task<Answer> FromAsync(AccountsServer server, string address, string password) => server.CallAsync(
        "POST", "/api/v1/sessions", new { email = "ada@example.org", password, kind = "token" }, headers: ("X-Forwarded-For", address));
}
