using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Direct;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Circles;
using Xunit;

namespace PeerCircle.Server.Tests.Direct;

public sealed class DirectTests
{
    [Fact]
    public async Task A_pair_has_one_conversation_whoever_asks_and_however_many_at_once()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var said = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => n % 2 == 0 ? OpenAsync(ana, ben.Id) : OpenAsync(ben, ana.Id)));
        var id = Assert.Single(said.Select(s => s.Read<DirectFacts>().ConversationId).Distinct());
        var facts = (await ben.SendAsync("GET", $"/conversations/{id}")).Read<ConversationFacts>();
        Assert.Equal((ConversationKind.Direct, "Ana", ana.Id, 0L), (facts.Kind, facts.Title, facts.MemberId, facts.Seq));
        Assert.Equal(404, (await cem.SendAsync("GET", $"/conversations/{id}")).Status);
        Assert.NotEqual(id, (await OpenAsync(ana, cem.Id)).Read<DirectFacts>().ConversationId);
    }

    [Fact]
    public async Task Oneself_the_unknown_and_the_deactivated_are_refused()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var before = (await OpenAsync(ana, cem.Id)).Read<DirectFacts>();
        foreach (var gone in new[] { ben, cem }) Assert.Equal(200, (await ana.SendAsync("POST", $"/members/{gone.Id}/deactivate")).Status);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await OpenAsync(ana, ana.Id)).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await OpenAsync(ana, new MemberId(Guid.CreateVersion7()))).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await OpenAsync(ana, ben.Id)).Verdict);
        Assert.Equal(before, (await OpenAsync(ana, cem.Id)).Read<DirectFacts>());
        Assert.Equal(401, (await OpenAsync(server.Nobody(), ana.Id)).Status);
    }

    [Fact]
    public async Task Only_a_new_one_counts_against_the_limit()
    {
        await using var server = await CircleServer.StartAsync("Limits:CreationsPerDay=1");
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        for (var n = 0; n < 3; n++) Assert.Equal(200, (await OpenAsync(ana, ben.Id)).Status);
        Assert.Equal((429, ErrorCodes.RateLimited), (await OpenAsync(ana, cem.Id)).Verdict);
        Assert.Equal(200, (await OpenAsync(ben, ana.Id)).Status);
    }

    private static Task<Said> OpenAsync(Person who, MemberId with) => who.SendAsync("POST", "/direct", new DirectBody(with));
}
