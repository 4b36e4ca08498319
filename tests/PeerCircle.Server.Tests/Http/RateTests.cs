using System.Net;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Server.Http;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed class RateTests
{
    [Fact]
    public void A_bucket_gives_so_many_at_once_and_refills_evenly()
    {
        var clock = new FakeTimeProvider();
        var rates = new RateLimits(new Limits { MessagesPer10Seconds = 20 }, clock);
        for (var i = 0; i < 20; i++) Assert.Null(rates.Take(RateLimit.Messages, "ada"));
        var refusal = rates.Take(RateLimit.Messages, "ada");
        Assert.Equal((ErrorCodes.RateLimited, true, TimeSpan.FromSeconds(0.5)), (refusal?.Code, refusal?.Retryable, refusal?.RetryAfter));
        Assert.Null(rates.Take(RateLimit.Messages, "grace"));
        Assert.Null(rates.Take(RateLimit.Changes, "ada"));
        clock.Advance(TimeSpan.FromSeconds(0.4));
        Assert.NotNull(rates.Take(RateLimit.Messages, "ada"));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(rates.Take(RateLimit.Messages, "ada"));
        Assert.NotNull(rates.Take(RateLimit.Messages, "ada"));
        clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 20; i++) Assert.Null(rates.Take(RateLimit.Messages, "ada"));
        Assert.NotNull(rates.Take(RateLimit.Messages, "ada"));
    }

    [Fact]
    public void Full_buckets_are_forgotten_and_empty_ones_are_not()
    {
        var clock = new FakeTimeProvider();
        var rates = new RateLimits(new Limits { CreationsPerDay = 1 }, clock);
        for (var i = 0; i < 1_000; i++) rates.Take(RateLimit.Requests, $"address {i}");
        rates.Take(RateLimit.Creations, "circle ada");
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(rates.Take(RateLimit.Creations, "circle ada"));
        Assert.Equal(1, rates.Count);
    }

    [Fact]
    public void There_are_never_more_buckets_than_the_most()
    {
        var rates = new RateLimits(new Limits(), new FakeTimeProvider());
        for (var i = 0; i < RateLimits.MostBuckets + 1_000; i++) rates.Take(RateLimit.Requests, $"address {i}");
        Assert.InRange(rates.Count, 1, RateLimits.MostBuckets);
    }

    [Fact]
    public async Task Calls_over_the_limit_are_told_how_long_to_wait_before_they_are_read()
    {
        await using var server = await AccountsServer.StartAsync("Limits:RequestsPer10Seconds=5");
        var (_, ada) = await server.AddAsync("ada");
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        var refused = await server.CallAsync("PATCH", "/api/v1/me", "no json", ada);
        Assert.Equal((429, ErrorCodes.RateLimited), refused.Refused);
        Assert.Equal(2_000, refused.Body?["retryAfterMs"]?.GetValue<long>());
        Assert.Equal("2", refused.Headers["Retry-After"]);

        // Signed in and signed out are counted apart.
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/server")).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
    }

    [Fact]
    public async Task Sign_ins_and_sign_ups_are_counted_by_address()
    {
        await using var server = await AccountsServer.StartAsync("Limits:SignInsPerAddressPer10Minutes=3", "Limits:SignUpsPerAddressPerHour=2", "Server:KnownProxies=127.0.0.0/8");
        await server.AddAsync("ada");
        await server.SignUpAsync("grace");
        Assert.Equal((429, ErrorCodes.RateLimited), (await server.SignUpAsync("linus")).Refused);
        for (var i = 0; i < 2; i++) await server.SignInAsync($"nobody{i}");
        Assert.Equal((429, ErrorCodes.RateLimited), (await server.SignInAsync("ada")).Refused);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync("2001:db8:1:2::1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync("2001:db8:1:2:ffff::2")).Status);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync("2001:db8:1:2:3:4:5:6")).Status);
        Assert.Equal((429, ErrorCodes.RateLimited), (await FromAsync("2001:db8:1:2:9::9")).Refused);
        Assert.Equal(HttpStatusCode.OK, (await FromAsync("2001:db8:1:3::1")).Status);

        Task<Answer> FromAsync(string address) => server.CallAsync(
            "POST", "/api/v1/sessions", new { email = "ada@example.org", password = AccountsServer.Password, kind = "token" }, headers: ("X-Forwarded-For", address));
    }

    [Fact]
    public async Task Forwarded_addresses_are_believed_from_known_proxies_only()
    {
        await using var server = await AccountsServer.StartAsync("Limits:SignInsPerAddressPer10Minutes=2");
        await server.SignUpAsync("ada");
        var answers = new List<Answer>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await server.CallAsync("POST", "/api/v1/sessions", new { email = "ada@example.org", password = AccountsServer.Password, kind = "token" }, headers: ("X-Forwarded-For", $"203.0.113.{i}")));
        }
        Assert.Equal([200, 200, 429], answers.Select(a => (int)a.Status));
    }
}
