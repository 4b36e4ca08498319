using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Feeds;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>Whatever the way between nodes does to changes, they come out in order, or as a gap.</summary>
public sealed class ChangeOrderTests
{
    private static readonly ConversationId Some = new(Guid.CreateVersion7());

    private readonly ChangeOrder _order = new();

    [Fact]
    public void In_whatever_order_and_however_often_they_come_each_rev_is_given_out_once_and_in_order()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (order, all) = (new ChangeOrder(), Cut(random, 60));
            order.Start(0);
            // Each comes once or more, and sometimes a reading of the store that spans several.
            var come = all.Concat(all.Where(_ => random.Next(4) == 0)).Append(Of(all[2].From, all[5].To)).ToArray();
            random.Shuffle(come);
            var head = 0L;
            foreach (var changes in come)
            {
                foreach (var given in order.Take(changes))
                {
                    Assert.True(given.From <= head && given.To > head, $"seed {seed}: ({given.From}, {given.To}] after {head}");
                    head = given.To;
                }
            }
            Assert.True(head == 60 && order.Gap is null, $"seed {seed}: up to {head}, gap {order.Gap}");
        }
    }

    [Fact]
    public void What_does_not_come_is_a_gap_until_it_was_read()
    {
        _order.Start(4);
        Assert.Empty(_order.Take(Of(5, 6)));
        Assert.Empty(_order.Take(Of(7, 9)));
        Assert.Equal((4, 9), _order.Gap);
        Assert.Equal([(4, 9)], _order.Take(Of(4, 9)).Select(c => (c.From, c.To)));
        Assert.Null(_order.Gap);
        Assert.Empty(_order.Take(Of(5, 6)));
        _order.Expect(11);
        Assert.Equal((9, 11), _order.Gap);
    }

    [Fact]
    public void What_is_skipped_is_asked_for_no_more()
    {
        _order.Start(0);
        _order.Take(Of(300, 301));
        Assert.Equal(301, _order.Skip());
        Assert.Null(_order.Gap);
        Assert.Empty(_order.Take(Of(0, 300)));
        Assert.Single(_order.Take(Of(301, 302)));
    }

    [Fact]
    public void Without_a_beginning_the_first_that_come_are_the_beginning()
    {
        Assert.Single(_order.Take(Of(40, 41)));
        Assert.Null(_order.Gap);
        _order.Start(30);
        Assert.Empty(_order.Take(Of(39, 41)));
    }

    [Fact]
    public void More_ahead_than_are_kept_are_part_of_the_gap()
    {
        _order.Start(0);
        for (var rev = 1; rev <= 1_000; rev++) Assert.Empty(_order.Take(Of(rev, rev + 1)));
        Assert.Equal((0, 1_001), _order.Gap);
        Assert.InRange(_order.Take(Of(0, 1))[^1].To, 2, 1_000);
        Assert.Equal(1_001, _order.Gap?.To);
    }

    private static List<Changes> Cut(Random random, long upTo)
    {
        var all = new List<Changes>();
        for (var from = 0L; from < upTo;)
        {
            var to = Math.Min(upTo, from + random.Next(1, 4));
            all.Add(Of(from, to));
            from = to;
        }
        return all;
    }

    private static Changes Of(long from, long to) => new(Some, "e", from, to, []);
}
