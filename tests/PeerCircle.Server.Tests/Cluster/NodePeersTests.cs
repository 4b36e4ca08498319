using Microsoft.Extensions.Time.Testing;
using PeerCircle.Server.Conversations.Nodes;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>Of which nodes something may be missing.</summary>
public sealed class NodePeersTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();
    private readonly NodePeers _peers;

    public NodePeersTests() => _peers = new NodePeers(_time);

    [Fact]
    public void A_number_left_out_is_noticed_once()
    {
        Assert.True(_peers.Hear("a", 1));
        Assert.True(_peers.Hear("b", 1));
        Assert.True(_peers.Hear("a", 2));
        Assert.False(_peers.Hear("a", 4));
        Assert.True(_peers.Hear("a", 5));
        Assert.True(_peers.Hear("b", 2));
    }

    [Fact]
    public void One_who_is_first_heard_later_may_have_said_something_before() => Assert.False(_peers.Hear("a", 2));

    [Fact]
    public void One_who_leaves_in_order_is_missed_by_nobody()
    {
        _peers.Hear("a", 1);
        _peers.Forget("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_peers.ForgetSilent(Silence));
        Assert.True(_peers.Hear("a", long.MaxValue) is false && _peers.Hear("a", long.MaxValue));
    }

    [Fact]
    public void One_who_falls_silent_is_noticed_once_and_again_when_heard_again()
    {
        _peers.Hear("a", 1);
        _peers.Hear("b", 1);
        _time.Advance(Silence);
        Assert.False(_peers.ForgetSilent(Silence));
        _peers.Hear("b", 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_peers.ForgetSilent(Silence));
        Assert.False(_peers.ForgetSilent(Silence));
        Assert.False(_peers.Hear("a", 2));
        Assert.True(_peers.Hear("b", 3));
    }
}
