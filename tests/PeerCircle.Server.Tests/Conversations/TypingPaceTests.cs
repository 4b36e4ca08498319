using Microsoft.Extensions.Time.Testing;
using PeerCircle.Server.Conversations.Feeds;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

public sealed class TypingPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TypingPace _pace;

    public TypingPaceTests() => _pace = new TypingPace(_time);

    /// <summary>How many are told at once after some quiet, and then in ten seconds of which somebody types in each millisecond.</summary>
    [Theory]
    [InlineData(8, 157, 6_250)]
    [InlineData(1_000, 2, 50)]
    [InlineData(5_000, 1, 10)]
    public void Of_what_is_typed_before_many_few_are_told(int viewers, int atOnce, int inTenSeconds)
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(atOnce, Enumerable.Range(0, 1_000).Count(_ => _pace.Tell(viewers)));
        var told = 0;
        for (var n = 0; n < 10_000; n++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            while (told < n && _pace.Tell(viewers)) told++;
        }
        Assert.InRange(told, inTenSeconds - 1, inTenSeconds + 1);
    }

    [Fact]
    public void Among_few_everything_is_told()
    {
        for (var n = 0; n < 1_000; n++)
        {
            Assert.True(_pace.Tell(viewers: 50));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
