using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Presence;
using Xunit;

namespace PeerCircle.Server.Tests.Presence;

/// <summary>How present a member is by the connections they have.</summary>
public sealed class PresenceHereTests
{
    private readonly MemberId _ada = new(Guid.CreateVersion7());
    private readonly FakeTimeProvider _time = new();
    private readonly PresenceHere _here;

    public PresenceHereTests() => _here = new PresenceHere(_time);

    [Fact]
    public void Of_several_connections_the_most_present_one_counts()
    {
        _here.Set(_ada, "phone", PresenceState.Online);
        _here.Set(_ada, "desk", PresenceState.Online);
        Becomes(PresenceState.Online);
        _here.Set(_ada, "desk", PresenceState.Away);
        Stays(PresenceState.Online);
        _here.Set(_ada, "phone", PresenceState.Away);
        Becomes(PresenceState.Away);
        _here.Set(_ada, "desk", PresenceState.Online);
        Becomes(PresenceState.Online);
        _here.Leave(_ada, "desk");
        Becomes(PresenceState.Away);
    }

    [Fact]
    public void Who_left_is_offline_after_ten_seconds_and_who_comes_back_before_never_was()
    {
        _here.Set(_ada, "phone", PresenceState.Online);
        Becomes(PresenceState.Online);
        _here.Leave(_ada, "phone");
        _time.Advance(PresenceHere.Grace - TimeSpan.FromMilliseconds(1));
        Stays(PresenceState.Online);
        _here.Set(_ada, "again", PresenceState.Online);
        _time.Advance(PresenceHere.Grace);
        Stays(PresenceState.Online);
        _here.Leave(_ada, "again");
        _time.Advance(PresenceHere.Grace);
        Becomes(PresenceState.Offline);
        Assert.Empty(_here.All());
    }

    [Fact]
    public void A_connection_that_leaves_twice_or_was_never_there_changes_nothing()
    {
        _here.Leave(_ada, "phone");
        _here.Set(_ada, "phone", PresenceState.Online);
        Becomes(PresenceState.Online);
        _here.Leave(_ada, "another");
        _time.Advance(PresenceHere.Grace);
        Stays(PresenceState.Online);
    }

    private void Becomes(PresenceState state)
    {
        Assert.Equal([_ada], _here.TakeChanged());
        Assert.Equal(state, _here.Of(_ada));
    }

    private void Stays(PresenceState state)
    {
        Assert.Empty(_here.TakeChanged());
        Assert.Equal(state, _here.Of(_ada));
    }
}
