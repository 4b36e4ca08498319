using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

/// <summary>Every route of a circle, asked by everyone who may stand to it in some way, in one set-up.</summary>
public sealed class CircleAccess(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Out = 401;
    private const int Unseen = 404;
    private const int Forbidden = 403;

    /// <summary>In order: signed out, a stranger, whom a host removed, who left, a member, a host.</summary>
    public static TheoryData<string, int[]> Routes() => new()
    {
        { "read", [Out, Unseen, Unseen, Unseen, 200, 200] },
        { "edit", [Out, Unseen, Unseen, Unseen, Forbidden, 200] },
        { "remove another", [Out, Unseen, Unseen, Unseen, Forbidden, 204] },
        { "remove a stranger", [Out, Unseen, Unseen, Unseen, Unseen, Unseen] },
        { "leave", [Out, Unseen, Unseen, Unseen, 204, 204] },
        { "set a role", [Out, Unseen, Unseen, Unseen, Forbidden, 200] },
        { "invite", [Out, Unseen, Unseen, Unseen, Forbidden, 201] },
        { "list invites", [Out, Unseen, Unseen, Unseen, Forbidden, 200] },
        { "withdraw", [Out, Unseen, Unseen, Unseen, Forbidden, 204] },
        { "view an invite", [200, 200, 200, 200, 200, 200] },
        { "accept", [Out, 200, 410, 200, 200, 200] },
        { "read the conversation", [Out, Unseen, Unseen, Unseen, 200, 200] },
        { "read messages", [Out, Unseen, Unseen, Unseen, 200, 200] },
        { "post", [Out, Unseen, Unseen, Unseen, 200, 200] },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_route_answers_each_relation_as_it_should(string route, int[] expected)
    {
        var server = shared.Server;
        var host = await server.AddAsync("Ana");
        var target = await server.AddAsync("Target");
        Person[] callers = [server.Nobody(), await server.AddAsync("Stranger"), await server.AddAsync("Removed"), await server.AddAsync("Left"), await server.AddAsync("Member"), host];
        var statuses = new List<int>();
        foreach (var caller in callers)
        {
            var circle = await host.MakeCircleAsync();
            var invite = await host.InviteAsync(circle);
            foreach (var joiner in callers[2..5].Append(target)) Assert.Equal(200, (await joiner.AcceptAsync(invite)).Status);
            Assert.Equal(204, (await host.SendAsync("DELETE", $"/circles/{circle.Id}/members/{callers[2].Id}")).Status);
            Assert.Equal(204, (await callers[3].SendAsync("DELETE", $"/circles/{circle.Id}/members/{callers[3].Id}")).Status);
            statuses.Add((await AskAsync(route, caller, circle, invite, target.Id)).Status);
        }
        Assert.Equal(expected, statuses);
    }

    private static Task<Said> AskAsync(string route, Person caller, CircleFacts circle, InviteMade invite, MemberId target) => route switch
    {
        "read" => caller.SendAsync("GET", $"/circles/{circle.Id}"),
        "edit" => caller.SendAsync("PATCH", $"/circles/{circle.Id}", new CirclePatch("Makers")),
        "remove another" => caller.SendAsync("DELETE", $"/circles/{circle.Id}/members/{target}"),
        "remove a stranger" => caller.SendAsync("DELETE", $"/circles/{circle.Id}/members/{Guid.CreateVersion7()}"),
        "leave" => caller.SendAsync("DELETE", $"/circles/{circle.Id}/members/{caller.Id}"),
        "set a role" => caller.SendAsync("PATCH", $"/circles/{circle.Id}/members/{target}", new CircleRolePatch(ParticipantRole.Host)),
        "invite" => caller.SendAsync("POST", $"/circles/{circle.Id}/invites", new InviteBody()),
        "list invites" => caller.SendAsync("GET", $"/circles/{circle.Id}/invites"),
        "withdraw" => caller.SendAsync("DELETE", $"/circles/{circle.Id}/invites/{invite.Id}"),
        "view an invite" => caller.SendAsync("GET", $"/invites/{invite.Token}"),
        "accept" => caller.SendAsync("POST", $"/invites/{invite.Token}/accept"),
        "read the conversation" => caller.SendAsync("GET", $"/conversations/{circle.ConversationId}"),
        "read messages" => caller.SendAsync("GET", $"/conversations/{circle.ConversationId}/messages"),
        "post" => caller.SendAsync("POST", $"/conversations/{circle.ConversationId}/messages", new PostBody(new MessageId(Guid.CreateVersion7()), "Hello")),
        _ => throw new ArgumentOutOfRangeException(nameof(route)),
    };
}
