using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

public sealed class InviteTests
{
    [Fact]
    public async Task An_invite_shows_its_token_once_and_its_link_leads_here()
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana");
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle);
        Assert.Equal(200, invite.MaxUses);
        Assert.Equal(43, invite.Token.Length);
        Assert.Equal($"{server.Url}/invite/{invite.Token}", invite.Url);
        var listed = await ana.SendAsync("GET", $"/circles/{circle.Id}/invites");
        Assert.DoesNotContain(invite.Token, listed.Body, StringComparison.Ordinal);
        Assert.Equal([(invite.Id, 0)], listed.Read<ListOf<InviteFacts>>().Items.Select(i => (i.Id, i.Uses)));
        Assert.Equal("Founders", (await server.Nobody().SendAsync("GET", $"/invites/{invite.Token}")).Read<InviteView>().CircleName);
        Assert.Equal((404, ErrorCodes.NotFound), (await server.Nobody().SendAsync("GET", "/invites/unknown")).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("POST", "/invites/unknown/accept")).Verdict);
    }

    [Fact]
    public async Task A_link_is_built_on_the_public_address_where_one_is_set()
    {
        await using var server = await CircleServer.StartAsync("Server:PublicUrl=https://peers.example.org");
        var ana = await server.AddAsync("Ana");
        Assert.StartsWith("https://peers.example.org/invite/", (await ana.InviteAsync(await ana.MakeCircleAsync())).Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_invite_is_gone_but_not_for_who_is_in()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await CircleServer.StartInAsync(CircleServer.NewDirectory(), clock);
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle, new InviteBody(ExpiresInHours: 1));
        Assert.Equal(200, (await ben.AcceptAsync(invite)).Status);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((410, ErrorCodes.InviteGone), (await cem.AcceptAsync(invite)).Verdict);
        Assert.Equal((410, ErrorCodes.InviteGone), (await cem.SendAsync("GET", $"/invites/{invite.Token}")).Verdict);
        Assert.Equal(200, (await ben.AcceptAsync(invite)).Status);
        Assert.Empty((await ana.SendAsync("GET", $"/circles/{circle.Id}/invites")).Read<ListOf<InviteFacts>>().Items);
    }

    [Fact]
    public async Task A_used_up_invite_stays_gone()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle, new InviteBody(MaxUses: 1));
        Assert.Equal(200, (await ben.AcceptAsync(invite)).Status);
        Assert.Equal((410, ErrorCodes.InviteGone), (await cem.AcceptAsync(invite)).Verdict);
        await ben.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ben.Id}");
        Assert.Equal((410, ErrorCodes.InviteGone), (await ben.AcceptAsync(invite)).Verdict);
    }

    [Fact]
    public async Task A_withdrawn_invite_is_gone_and_withdrawing_again_is_fine()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle);
        Assert.Equal(204, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/invites/{invite.Id}")).Status);
        Assert.Equal(204, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/invites/{invite.Id}")).Status);
        Assert.Equal((410, ErrorCodes.InviteGone), (await ben.AcceptAsync(invite)).Verdict);
        var other = await ana.MakeCircleAsync();
        Assert.Equal(404, (await ana.SendAsync("DELETE", $"/circles/{other.Id}/invites/{invite.Id}")).Status);
        Assert.Equal(404, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/invites/{Guid.CreateVersion7()}")).Status);
    }

    [Fact]
    public async Task A_removed_member_comes_back_with_a_newer_invite_only()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var circle = await ana.MakeCircleAsync();
        var (first, second) = (await ana.InviteAsync(circle), await ana.InviteAsync(circle));
        await ben.AcceptAsync(first);
        await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ben.Id}");
        Assert.Equal((410, ErrorCodes.InviteGone), (await ben.AcceptAsync(first)).Verdict);
        Assert.Equal((410, ErrorCodes.InviteGone), (await ben.AcceptAsync(second)).Verdict);
        Assert.Equal(200, (await cem.AcceptAsync(second)).Status);
        Assert.Equal(200, (await ben.AcceptAsync(await ana.InviteAsync(circle))).Status);
    }

    [Fact]
    public async Task A_full_circle_says_so_after_everything_else()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var circle = await ana.MakeCircleAsync(capacity: 2);
        var invite = await ana.InviteAsync(circle);
        Assert.Equal(200, (await ben.AcceptAsync(invite)).Status);
        Assert.Equal((409, ErrorCodes.CircleFull), (await cem.AcceptAsync(invite)).Verdict);
        await ana.SendAsync("PATCH", $"/circles/{circle.Id}", new CirclePatch(Capacity: 3));
        Assert.Equal(200, (await cem.AcceptAsync(invite)).Status);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await ana.SendAsync("PATCH", $"/circles/{circle.Id}", new CirclePatch(Capacity: 2))).Verdict);
    }

    [Fact]
    public async Task Invites_come_in_pages()
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana");
        var circle = await ana.MakeCircleAsync();
        var made = new List<InviteId>();
        for (var n = 0; n < 3; n++) made.Add((await ana.InviteAsync(circle)).Id);
        var page = (await ana.SendAsync("GET", $"/circles/{circle.Id}/invites?limit=2")).Read<ListOf<InviteFacts>>();
        var rest = (await ana.SendAsync("GET", $"/circles/{circle.Id}/invites?limit=2&next={page.Next}")).Read<ListOf<InviteFacts>>();
        Assert.Null(rest.Next);
        Assert.Equal(made.OrderBy(i => i.Value), page.Items.Concat(rest.Items).Select(i => i.Id));
    }

    [Fact]
    public async Task Signing_up_with_an_invite_joins_its_circle()
    {
        await using var server = await CircleServer.StartAsync("Accounts:Registration=open");
        var ana = await server.AddAsync("Ana");
        var circle = await ana.MakeCircleAsync(capacity: 2);
        var invite = await ana.InviteAsync(circle);
        var ben = await server.AddAsync("Ben", invite.Token);
        Assert.Equal([circle.Id], (await ben.SendAsync("GET", "/circles")).Read<ListOf<CircleFacts>>().Items.Select(c => c.Id));
        var refused = await server.Nobody().SendAsync(
            "POST", "/accounts", new Contracts.Accounts.SignUpBody("late@example.org", "plain oats and rivers", "Late", invite.Token));
        Assert.Equal((409, ErrorCodes.CircleFull), refused.Verdict);
    }
}
