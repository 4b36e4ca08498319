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
    public void Nodes_that_tell_each_other_grant_together_one_bucket_more_for_each_and_then_the_rate()
    {
        var (clock, limits) = (new FakeTimeProvider(), new Limits { MessagesPer10Seconds = 20 });
        RateLimits[] nodes = [new(limits, clock) { IsShared = true }, new(limits, clock) { IsShared = true }, new(limits, clock) { IsShared = true }];
        var granted = 0;
        for (var second = 0; second < 100; second++)
        {
            for (var n = 0; n < 50; n++) granted += nodes.Count(node => node.Take(RateLimit.Messages, "ada") is null);
            Tell(nodes);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        // Alone they would grant 3 x 20 at once and 3 x 200 more.
        Assert.InRange(granted, 200, (3 * 20) + 200);
        Assert.Null(nodes[0].Take(RateLimit.Messages, "grace"));
    }

    [Fact]
    public void What_is_little_or_long_ago_is_not_told()
    {
        var clock = new FakeTimeProvider();
        var node = new RateLimits(new Limits { RequestsPer10Seconds = 100 }, clock) { IsShared = true };
        for (var n = 0; n < 9; n++) node.Take(RateLimit.Requests, "ada");
        Assert.Empty(node.TakeSpent(10));
        node.Take(RateLimit.Requests, "ada");
        Assert.Equal([new RateSpent(RateLimit.Requests, "ada", 10)], node.TakeSpent(10));
        Assert.Empty(node.TakeSpent(10));
        for (var n = 0; n < 10; n++) node.Take(RateLimit.Requests, "ada");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(node.TakeSpent(10));
        foreach (var who in (string[])["a", "b", "c"]) for (var n = 0; n < 10; n++) node.Take(RateLimit.Requests, who);
        Assert.Equal([2, 1], [node.TakeSpent(2).Count, node.TakeSpent(2).Count]);
    }

    [Fact]
    public void Nonsense_that_is_told_harms_nobody_for_long()
    {
        var clock = new FakeTimeProvider();
        var rates = new RateLimits(new Limits { MessagesPer10Seconds = 20 }, clock);
        rates.Owe([new((RateLimit)99, "ada", 5), new(RateLimit.Messages, "ada", -5), new(RateLimit.Messages, "", 5), new(RateLimit.Messages, new string('x', 1_000), 5)]);
        Assert.Equal(0, rates.Count);
        for (var n = 0; n < 10; n++) rates.Owe([new(RateLimit.Messages, "ada", int.MaxValue)]);
        Assert.InRange(rates.Take(RateLimit.Messages, "ada")!.RetryAfter!.Value, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(rates.Take(RateLimit.Messages, "ada"));
    }

    [Theory]
    [InlineData(RateLimit.Messages, 20)]
    [InlineData(RateLimit.Changes, 60)]
    [InlineData(RateLimit.Requests, 300)]
    [InlineData(RateLimit.Typing, 10)]
    [InlineData(RateLimit.SignIns, 200 / 3)]
    [InlineData(RateLimit.SignUps, 100 / 3)]
    [InlineData(RateLimit.Creations, 100 / 3)]
    public void One_of_three_that_do_not_hear_each_other_grants_what_is_declared(object limit, int most)
    {
        var rates = new RateLimits(new Limits(), new FakeTimeProvider());
        var whole = RateRule.Of((RateLimit)limit, new Limits()).Most;
        // A bucket from before is no more than a share either.
        Assert.Null(rates.Take((RateLimit)limit, "before"));
        rates.Apart = 3;
        foreach (var who in (string[])["before", "ada"]) Assert.InRange(Enumerable.Range(0, whole + 1).Count(_ => rates.Take((RateLimit)limit, who) is null), most - 1, most);
        rates.Apart = 1;
        Assert.Equal(whole, Enumerable.Range(0, whole + 1).Count(_ => rates.Take((RateLimit)limit, "grace") is null));
    }

    private static void Tell(RateLimits[] nodes)
    {
        foreach (var node in nodes)
        {
            var spent = node.TakeSpent(100);
            foreach (var other in nodes.Where(n => n != node)) other.Owe(spent);
        }
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
