using System.Net;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

public sealed class MemberTests
{
    [Fact]
    public async Task A_patch_changes_what_it_holds_and_an_empty_text_clears()
    {
        await using var server = await AccountsServer.StartAsync();
        var (id, ada) = await server.AddAsync("ada");
        await PatchAsync(server, ada, new { headline = " Sets up \r\n teams ", workingTowards = "\u200b A second\tward \u202e", field = "Health", organisation = "Acme", timeZone = "Europe/Berlin", mentor = new { open = true, topics = new[] { "Hiring", "hiring", "Pricing" } }, quietHours = new { from = "22:00", to = "07:30" } });
        var me = (await server.CallAsync("GET", "/api/v1/me", token: ada)).Body;
        Assert.Equal("Sets up   teams", me?["headline"]?.GetValue<string>());
        Assert.Equal("A second ward", me?["workingTowards"]?.GetValue<string>());
        Assert.Equal("A second ward", (await server.CallAsync("GET", $"/api/v1/members/{id}", token: ada)).Text("workingTowards"));
        Assert.Equal("""{"open":true,"topics":["Hiring","Pricing"]}""", me?["mentor"]?.ToJsonString());
        Assert.Equal("""{"from":"22:00","to":"07:30"}""", me?["quietHours"]?.ToJsonString());
        await PatchAsync(server, ada, new { headline = "", workingTowards = "\t", organisation = "  ", quietHours = new { from = "", to = "" }, displayName = "Ada L." });
        var other = (await server.CallAsync("GET", $"/api/v1/members/{id}", token: ada)).Body?.AsObject() ?? [];
        Assert.Equal("Ada L.", other["displayName"]?.GetValue<string>());
        Assert.Equal("Health", other["field"]?.GetValue<string>());
        Assert.DoesNotContain(other, m => m.Key is "headline" or "workingTowards" or "organisation" or "quietHours" or "email");
        Assert.Null((await server.CallAsync("GET", "/api/v1/me", token: ada)).Body?["quietHours"]);
    }

    [Theory]
    [InlineData("""{"displayName":""}""", "displayName")]
    [InlineData("""{"workingTowards":"{161}"}""", "workingTowards")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"quietHours":{"from":"22:00","to":"24:00"}}""", "quietHours.to")]
    [InlineData("""{"quietHours":{"from":"22:00","to":"22:00"}}""", "quietHours.to")]
    [InlineData("""{"mentor":{"open":true,"topics":["1","2","3","4","5","6","7","8","9","10","11"]}}""", "mentor.topics")]
    [InlineData("""{"mentor":{"open":true,"topics":[" "]}}""", "mentor.topics")]
    public async Task A_patch_out_of_range_changes_nothing(string patch, string member)
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        var answer = await PatchAsync(server, ada, patch.Replace("{161}", new string('x', 161), StringComparison.Ordinal)[..^1] + ",\"headline\":\"new\"}");
        Assert.Equal((400, ErrorCodes.RequestInvalid), answer.Refused);
        Assert.NotNull(answer.Body?["errors"]?[member]);
        Assert.Null((await server.CallAsync("GET", "/api/v1/me", token: ada)).Body?["headline"]);
    }

    [Fact]
    public async Task The_directory_finds_by_the_beginnings_of_words_without_case_and_accents()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        await PatchAsync(server, ada, new { displayName = "Zoë Müller", headline = "Opens clinics", workingTowards = "Shorter waiting times", field = "Public Health", organisation = "Ärzte-Netz" });
        var (grace, token) = await server.AddAsync("grace");
        await PatchAsync(server, token, new { displayName = "Bo Muller", mentor = new { open = true, topics = new[] { "Führung", "Hiring" } } });
        await PatchAsync(server, (await server.AddAsync("linus")).Token, new { mentor = new { open = false, topics = new[] { "Hiring" } } });

        Assert.Equal(["Bo Muller", "linus", "Zoë Müller"], await FindAsync(""));
        Assert.Equal(["Bo Muller", "Zoë Müller"], await FindAsync("query=MULL"));
        Assert.Equal(["Zoë Müller"], await FindAsync("query=zoe%20mull"));
        Assert.Equal(["Zoë Müller"], await FindAsync("query=clin%20arz%20hea"));
        Assert.Equal(["Zoë Müller"], await FindAsync("query=wait%20SHORT"));
        Assert.Equal([], await FindAsync("query=uller"));
        Assert.Equal(["Bo Muller"], await FindAsync("mentor=true"));
        Assert.Equal(["Bo Muller", "linus"], await FindAsync("topic=hiring"));
        Assert.Equal(["Bo Muller"], await FindAsync("topic=FUHRUNG&mentor=true"));
        Assert.Equal(["Zoë Müller"], await FindAsync("field=public%20health"));
        Assert.Equal([], await FindAsync("field=public"));
        Assert.Equal(["Zoë Müller"], await FindAsync("organisation=%20ARZTE-NETZ"));
        Assert.Equal(["Zoë Müller"], await FindAsync("organisation=arzte-netz&field=public%20health&query=zoe"));
        Assert.Equal([], await FindAsync("organisation=arzte"));
        Assert.Equal([], await FindAsync($"ids={grace}&organisation=arzte-netz"));
        Assert.Equal(["Bo Muller"], await FindAsync($"ids={grace.ToUpperInvariant()},{Guid.CreateVersion7()}"));
        Assert.Equal([], await FindAsync($"ids={grace}&query=zoe"));
        Assert.Equal([], await FindAsync("ids="));

        async Task<IReadOnlyList<string>> FindAsync(string query) => (await server.CallAsync("GET", $"/api/v1/members?{query}", token: ada)).Items("displayName");
    }

    [Theory]
    [InlineData("limit=0", ErrorCodes.RequestInvalid)]
    [InlineData("limit=-3", ErrorCodes.RequestInvalid)]
    [InlineData("limit=ten", ErrorCodes.RequestMalformed)]
    [InlineData("limit=1.5", ErrorCodes.RequestMalformed)]
    [InlineData("limit=", ErrorCodes.RequestMalformed)]
    [InlineData("mentor=maybe", ErrorCodes.RequestMalformed)]
    [InlineData("ids=not-an-id", ErrorCodes.RequestMalformed)]
    [InlineData("next=made-up", ErrorCodes.RequestMalformed)]
    public async Task A_search_that_cannot_be_is_refused(string query, string code)
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        Assert.Equal((400, code), (await server.CallAsync("GET", $"/api/v1/members?{query}", token: ada)).Refused);
    }

    [Fact]
    public async Task The_directory_has_pages_and_clamps_their_size()
    {
        await using var server = await AccountsServer.StartAsync("Limits:SignUpsPerAddressPerHour=1000");
        var (_, ada) = await server.AddAsync("ada");
        for (var i = 0; i < 104; i++) await server.SignUpAsync($"member{i:000}");
        var first = await server.CallAsync("GET", "/api/v1/members?limit=99999999999999999999", token: ada);
        Assert.Equal(100, first.Items("id").Count);
        var second = await server.CallAsync("GET", $"/api/v1/members?limit=100&next={Uri.EscapeDataString(first.Text("next"))}", token: ada);
        Assert.Equal(105, first.Items("id").Concat(second.Items("id")).Distinct().Count());
        Assert.Equal(50, (await server.CallAsync("GET", "/api/v1/members", token: ada)).Items("id").Count);
        var many = string.Join(',', Enumerable.Range(0, 101).Select(_ => Guid.CreateVersion7()));
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await server.CallAsync("GET", $"/api/v1/members?ids={many}", token: ada)).Refused);
    }

    [Fact]
    public async Task An_unknown_and_a_malformed_id_are_not_found()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        foreach (var id in new[] { Guid.CreateVersion7().ToString(), "ada", Guid.CreateVersion7().ToString("N"), $"{{{Guid.CreateVersion7()}}}" })
        {
            Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("GET", $"/api/v1/members/{id}", token: ada)).Refused);
        }
    }

    [Fact]
    public async Task Of_changes_at_once_none_is_lost()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        object[] patches = [new { headline = "h" }, new { workingTowards = "w" }, new { field = "f" }, new { organisation = "o" }, new { timeZone = "Asia/Tokyo" }];
        Assert.All(await Task.WhenAll(patches.Select(p => PatchAsync(server, ada, p))), a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var me = await server.CallAsync("GET", "/api/v1/me", token: ada);
        Assert.Equal(("h", "w", "f", "o", "Asia/Tokyo"), (me.Text("headline"), me.Text("workingTowards"), me.Text("field"), me.Text("organisation"), me.Text("timeZone")));
    }

    private static Task<Answer> PatchAsync(AccountsServer server, string token, object patch) => server.CallAsync("PATCH", "/api/v1/me", patch, token);
}
