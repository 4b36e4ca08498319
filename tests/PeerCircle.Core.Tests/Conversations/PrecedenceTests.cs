using Microsoft.Extensions.Time.Testing;
using PeerCircle.Core.Conversations.Lanes;
using Xunit;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>Who lets whom pass, by a clock that is moved by hand.</summary>
public sealed class PrecedenceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Precedence _precedence;

    public PrecedenceTests()
    {
        _precedence = new Precedence(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Who_began_later_waits_until_the_one_who_asked_has_passed()
    {
        _precedence.Give("b", TimeSpan.FromMilliseconds(300));
        var waiting = WaitAsync();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _precedence.Passed("c");
        Assert.False(waiting.IsCompleted);
        _precedence.Passed("b");
        Assert.Equal(TimeSpan.FromMilliseconds(100), await waiting);
        Assert.False(_precedence.IsClaimed(_time.GetTimestamp()));
    }

    [Fact]
    public async Task Who_began_earlier_does_not_wait()
    {
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(400));
        _precedence.Give("b", TimeSpan.FromMilliseconds(300));
        Assert.False(_precedence.IsClaimed(began));
        Assert.Equal(TimeSpan.Zero, await _precedence.WaitAsync(began));
        Assert.True(_precedence.IsClaimed(_time.GetTimestamp()));
    }

    [Fact]
    public async Task The_earliest_of_those_who_ask_goes_first_and_who_waits_then_waits_for_it()
    {
        _precedence.Give("b", TimeSpan.FromMilliseconds(100));
        var waiting = WaitAsync();
        _precedence.Give("c", TimeSpan.FromMilliseconds(300));
        _precedence.Give("b", TimeSpan.FromMilliseconds(200));
        _precedence.Passed("b");
        Assert.False(waiting.IsCompleted);
        _precedence.Passed("c");
        await waiting;
    }

    [Fact]
    public async Task Nobody_waits_longer_than_half_a_second_whoever_asks_again()
    {
        _precedence.Give("b", TimeSpan.FromMilliseconds(1));
        var waiting = WaitAsync();
        for (var n = 0; n < 5; n++)
        {
            Assert.False(waiting.IsCompleted);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            _precedence.Give("b", TimeSpan.FromMilliseconds(100 * (n + 1)));
        }
        Assert.Equal(Precedence.Longest, await waiting);
        _time.Advance(Precedence.Longest);
        Assert.False(_precedence.IsClaimed(_time.GetTimestamp()));
    }

    private Task<TimeSpan> WaitAsync() => _precedence.WaitAsync(_time.GetTimestamp()).AsTask();
}
