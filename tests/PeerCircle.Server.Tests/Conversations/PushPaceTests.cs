using Microsoft.Extensions.Time.Testing;
using PeerCircle.Server.Conversations.Feeds;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

public sealed class PushPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PushPace _pace;

    public PushPaceTests() => _pace = new PushPace(_time);

    [Fact]
    public void After_some_quiet_four_go_out_at_once_and_then_one_each_25_ms()
    {
        for (var n = 0; n < 4; n++) Assert.True(Push(hasNews: true) <= TimeSpan.Zero);
        for (var n = 0; n < 10; n++) Assert.Equal(TimeSpan.FromMilliseconds(25), Push(hasNews: true));
        _time.Advance(TimeSpan.FromSeconds(10));
        for (var n = 0; n < 4; n++) Assert.True(Push(hasNews: true) <= TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromMilliseconds(25), Push(hasNews: true));
    }

    [Fact]
    public void What_comes_forty_times_a_second_never_waits()
    {
        for (var n = 0; n < 1_000; n++)
        {
            Assert.True(_pace.Wait(hasNews: true, isBusy: false, viewers: 10_000) <= TimeSpan.Zero);
            _pace.Pushed();
            _time.Advance(TimeSpan.FromMilliseconds(25));
        }
    }

    [Fact]
    public void What_went_on_without_a_rest_costs_no_more_than_four_at_once()
    {
        for (var n = 0; n < 60; n++) _pace.Pushed();
        Assert.Equal(TimeSpan.FromMilliseconds(25), _pace.Wait(hasNews: true, isBusy: false, viewers: 1));
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(500, 25)]
    [InlineData(2_000, 100)]
    [InlineData(100_000, 250)]
    public void What_changes_only_what_was_shown_waits_the_longer_the_more_are_told(int viewers, int milliseconds)
    {
        Assert.True(Push(hasNews: false, viewers: viewers) <= TimeSpan.Zero);
        for (var n = 0; n < 3; n++) Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Push(hasNews: false, viewers: viewers));
        Assert.True(_pace.Wait(hasNews: true, isBusy: false, viewers) <= TimeSpan.Zero);
    }

    [Fact]
    public void While_the_push_before_has_not_left_the_next_waits_a_quarter_of_a_second_at_most()
    {
        Push(hasNews: true);
        for (var rested = 0; rested < 250; rested += 25)
        {
            Assert.Equal(TimeSpan.FromMilliseconds(25), _pace.Wait(hasNews: true, isBusy: true, viewers: 1));
            _time.Advance(TimeSpan.FromMilliseconds(25));
        }
        Assert.True(_pace.Wait(hasNews: true, isBusy: true, viewers: 1) <= TimeSpan.Zero);
    }

    /// <summary>Waits until the next is due, and pushes it: how long that took.</summary>
    private TimeSpan Push(bool hasNews, int viewers = 1)
    {
        var wait = _pace.Wait(hasNews, isBusy: false, viewers);
        if (wait > TimeSpan.Zero) _time.Advance(wait);
        _pace.Pushed();
        return wait;
    }
}
