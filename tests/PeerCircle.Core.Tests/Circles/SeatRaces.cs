using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>Many at once, over two servers, never get more than there is.</summary>
public sealed class SeatRaces
{
    private const int Many = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task One_of_many_gets_the_last_seat() => OneOfManyAsync(capacity: 2, maxUses: 200, ErrorCodes.CircleFull);

    [Fact]
    public Task One_of_many_gets_the_only_use() => OneOfManyAsync(capacity: 200, maxUses: 1, ErrorCodes.InviteGone);

    [Fact]
    public async Task The_same_member_many_times_takes_one_seat_and_one_use()
    {
        await using var world = await World.OpenAsync();
        var (host, circle, token, nodes) = await SetAsync(world, 12, 2);
        var ben = await world.AddMemberAsync("Ben");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => AcceptAsync(nodes[n % 2], ben, token)));
        Assert.Equal(1, Assert.Single(Node.Value(await nodes[0].Invites.ListAsync(host, circle, null, 10, Cancel)).Items).Uses);
        Assert.Single(await world.CardsAsync(ConversationIds.OfCircle(circle)));
    }

    private static async Task OneOfManyAsync(int capacity, int maxUses, string elseCode)
    {
        await using var world = await World.OpenAsync();
        var (_, circle, token, nodes) = await SetAsync(world, capacity, maxUses);
        var members = new List<MemberId>();
        for (var n = 0; n < Many; n++) members.Add(await world.AddMemberAsync($"Member {n}"));
        var outcomes = await Task.WhenAll(members.Select((m, n) => AcceptAsync(nodes[n % 2], m, token)));
        Assert.Single(outcomes, o => o is null);
        Assert.Equal(Many - 1, outcomes.Count(o => o == elseCode));
        var joined = members[Array.IndexOf(outcomes, null)];
        Assert.Contains(await world.ParticipantsAsync(ConversationIds.OfCircle(circle)), p => p.Member == joined);
        Assert.Equal(2, (await world.ParticipantsAsync(ConversationIds.OfCircle(circle))).Count);
        Assert.Equal(joined, Assert.Single(await world.CardsAsync(ConversationIds.OfCircle(circle))).MemberId);
    }

    private static async Task<(MemberId Host, CircleId Circle, string Token, Node[] Nodes)> SetAsync(World world, int capacity, int maxUses)
    {
        Node[] nodes = [world.NewNode(), world.NewNode()];
        var host = await world.AddMemberAsync("Ana");
        var circle = Node.Value(await nodes[0].Circles.CreateAsync(host, new CircleBody("Founders", "", Capacity: capacity), Cancel)).Id;
        return (host, circle, (await nodes[0].InviteAsync(host, circle, new InviteBody(maxUses))).Token, nodes);
    }

    /// <summary>Asks again while told to; the code of the refusal, or nothing.</summary>
    private static async Task<string?> AcceptAsync(Node node, MemberId member, string token)
    {
        while (true)
        {
            var outcome = await node.Invites.AcceptAsync(member, token, Cancel);
            if (outcome.Refusal is not { Retryable: true }) return outcome.Refusal?.Code;
        }
    }
}
