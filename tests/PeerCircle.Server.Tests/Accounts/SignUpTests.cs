using System.Net;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class SignUpTests
{
    [Fact]
    public async Task The_first_account_administers_and_the_next_does_not()
    {
        await using var server = await AccountsServer.StartAsync();
        var first = await server.SignUpAsync("ada");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal("administrator", first.Text("role"));
        Assert.Equal("ada@example.org", first.Text("email"));
        Assert.Equal("member", (await server.SignUpAsync("grace")).Text("role"));
    }

    [Fact]
    public async Task Of_many_first_accounts_at_once_exactly_one_administers()
    {
        await using var server = await AccountsServer.StartAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.SignUpAsync($"member{i}")));
        Assert.All(made, m => Assert.Equal(HttpStatusCode.Created, m.Status));
        Assert.Single(made, m => m.Text("role") == "administrator");
        var all = await server.CallAsync("GET", "/api/v1/members", token: await server.TokenAsync("member3"));
        Assert.Single(all.Items("role"), "administrator");
        Assert.Equal(8, all.Items("id").Count);
    }

    [Fact]
    public async Task Of_many_accounts_with_one_address_at_once_exactly_one_is_made()
    {
        await using var server = await AccountsServer.StartAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.CallAsync(
            "POST", "/api/v1/accounts", new { email = i % 2 == 0 ? "Ada@Example.org" : "ada@example.ORG ", password = AccountsServer.Password, displayName = $"Ada {i}" })));
        Assert.Single(made, m => m.Status == HttpStatusCode.Created);
        Assert.Equal(7, made.Count(m => m.Refused == (409, ErrorCodes.EmailTaken)));
    }

    [Fact]
    public async Task An_invite_lets_in_and_joins_its_circle()
    {
        await using var server = await AccountsServer.StartAsync("Accounts:Registration=invite");
        server.Invites.Set("good");
        await server.AddAsync("ada");
        Assert.Equal((403, ErrorCodes.InviteRequired), (await server.SignUpAsync("grace")).Refused);
        Assert.Equal((404, ErrorCodes.NotFound), (await server.SignUpAsync("grace", "unknown")).Refused);
        var made = await server.SignUpAsync("grace", "good");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var (member, hash) = Assert.Single(server.Invites.Joined);
        Assert.Equal((made.Text("id"), Token.Hash("good")), (member.ToString(), hash));
    }

    [Theory]
    [InlineData(ErrorCodes.InviteGone, 410)]
    [InlineData(ErrorCodes.CircleFull, 409)]
    public async Task A_gone_invite_or_full_circle_makes_nothing(string code, int status)
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        server.Invites.Set("late", new Refusal(code, "Too late."));
        Assert.Equal((status, code), (await server.SignUpAsync("grace", "late")).Refused);
        Assert.Equal((401, ErrorCodes.AuthFailed), (await server.SignInAsync("grace")).Refused);
        Assert.Equal((status, code), (await server.SignUpAsync("ada", "late")).Refused);
    }

    [Fact]
    public async Task A_seat_lost_in_the_last_moment_costs_the_circle_only()
    {
        await using var server = await AccountsServer.StartAsync();
        await server.AddAsync("ada");
        server.Invites.Set("last");
        server.Hashing.BeforeHash = () => server.Invites.Set("last", new Refusal(ErrorCodes.CircleFull, "Full."));
        Assert.Equal(HttpStatusCode.Created, (await server.SignUpAsync("grace", "last")).Status);
        Assert.Empty(server.Invites.Joined);
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync("grace")).Status);
    }

    [Fact]
    public async Task A_closed_network_says_nothing_about_its_accounts()
    {
        await using var server = await AccountsServer.StartAsync("Accounts:Registration=closed");
        Assert.Equal((403, ErrorCodes.RegistrationClosed), (await server.SignUpAsync("ada")).Refused);
        var broken = await server.CallAsync("POST", "/api/v1/accounts", new { email = "no address", password = "short", displayName = "" });
        Assert.Equal((403, ErrorCodes.RegistrationClosed), broken.Refused);
        Assert.Equal("closed", (await server.CallAsync("GET", "/api/v1/server")).Text("registration"));
    }

    [Fact]
    public async Task Outside_development_the_first_account_shows_the_set_up_code()
    {
        await using var server = await AccountsServer.StartInAsync("Production", "Accounts:SetupCode=correct-horse");
        Assert.True((await server.CallAsync("GET", "/api/v1/server")).Body?["setupRequired"]?.GetValue<bool>());
        Assert.Equal((403, ErrorCodes.SetupCodeRequired), (await server.SignUpAsync("ada")).Refused);
        Assert.Equal((403, ErrorCodes.SetupCodeRequired), (await server.SignUpAsync("ada", setupCode: "wrong-horse")).Refused);
        Assert.Equal("administrator", (await server.SignUpAsync("ada", setupCode: "correct-horse")).Text("role"));
        Assert.False((await server.CallAsync("GET", "/api/v1/server")).Body?["setupRequired"]?.GetValue<bool>());
        Assert.Equal((403, ErrorCodes.InviteRequired), (await server.SignUpAsync("grace", setupCode: "correct-horse")).Refused);
    }

    [Fact]
    public async Task A_set_up_code_that_nobody_chose_is_told_at_start()
    {
        await using var server = await AccountsServer.StartInAsync("Production");
        var told = await server.Log.FoundAsync("set-up code");
        var code = told.Split(' ', '"').Single(w => w.Count(c => c == '-') == 3);
        Assert.Equal(HttpStatusCode.Created, (await server.SignUpAsync("ada", setupCode: code)).Status);
    }

    [Theory]
    [InlineData("", "Ada", AccountsServer.Password, ErrorCodes.RequestInvalid, "email")]
    [InlineData("ada", "Ada", AccountsServer.Password, ErrorCodes.RequestInvalid, "email")]
    [InlineData("a@b@c", "Ada", AccountsServer.Password, ErrorCodes.RequestInvalid, "email")]
    [InlineData("ada@example.org", " \t ", AccountsServer.Password, ErrorCodes.RequestInvalid, "displayName")]
    [InlineData("ada@example.org", "Ada", "eleven char", ErrorCodes.PasswordRefused, null)]
    [InlineData("ada@example.org", "Ada", "password1234", ErrorCodes.PasswordRefused, null)]
    public async Task What_is_out_of_its_range_is_refused_by_name(string email, string displayName, string password, string code, string? member)
    {
        await using var server = await AccountsServer.StartAsync();
        var answer = await server.CallAsync("POST", "/api/v1/accounts", new { email, password, displayName });
        Assert.Equal((400, code), answer.Refused);
        if (member is not null) Assert.NotNull(answer.Body?["errors"]?[member]);
    }

    [Fact]
    public async Task Lengths_are_counted_after_cleaning()
    {
        await using var server = await AccountsServer.StartAsync();
        var longest = await server.CallAsync("POST", "/api/v1/accounts", new { email = "ada@example.org", password = new string('x', 12) + " unlikely " + new string('y', 106), displayName = "  " + new string('n', 80) + "\u200b " });
        Assert.Equal(new string('n', 80), longest.Text("displayName"));
        var tooLong = await server.CallAsync("POST", "/api/v1/accounts", new { email = "grace@example.org", password = AccountsServer.Password, displayName = new string('n', 81) });
        Assert.Equal((400, ErrorCodes.RequestInvalid), tooLong.Refused);
    }
}
