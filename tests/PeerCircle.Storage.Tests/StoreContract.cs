using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>What every store promises about itself.</summary>
public abstract class StoreContract : StoreSuite
{
    [Fact(Timeout = Deadline)]
    public async Task Both_nodes_see_the_same_facts()
    {
        var one = await Nodes.One.ReadFactsAsync(Stop);
        var other = await Nodes.Other.ReadFactsAsync(Stop);

        Assert.Equal(one.Epoch, other.Epoch);
        Assert.Equal(one.Schema, other.Schema);
        Assert.InRange(one.Epoch.Length, 1, 36);
        Assert.True(one.Schema >= 1);
    }

    [Fact(Timeout = Deadline)]
    public async Task Each_node_counts_all_that_hold_the_store()
    {
        var all = ReferenceEquals(Nodes.One, Nodes.Other) ? 1 : 2;
        Assert.Equal((all, all), (await Nodes.One.CountHoldersAsync(Stop), await Nodes.Other.CountHoldersAsync(Stop)));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_clock_does_not_run_backwards()
    {
        var before = (await Nodes.One.ReadFactsAsync(Stop)).Now;
        var after = await ClockMovesAsync();
        Assert.True(after > before);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_epoch_survives_reopening()
    {
        var before = await Nodes.One.ReadFactsAsync(Stop);
        var nodes = await ReopenAsync();

        Assert.Equal(before.Epoch, (await nodes.One.ReadFactsAsync(Stop)).Epoch);
        Assert.Equal(before.Schema, (await nodes.Other.ReadFactsAsync(Stop)).Schema);
    }

    [Fact(Timeout = Deadline)]
    public async Task Renewing_changes_the_epoch_for_good()
    {
        var before = await Nodes.One.ReadFactsAsync(Stop);
        string? renewed = null;
        var nodes = await ReopenAsync(async () =>
        {
            await using var held = await Place.HoldAsync(Stop);
            await held.RenewEpochAsync(Stop);
            renewed = (await held.ReadFactsAsync(Stop)).Epoch;
        });

        Assert.NotEqual(before.Epoch, renewed);
        Assert.Equal(renewed, (await nodes.One.ReadFactsAsync(Stop)).Epoch);
        Assert.Equal(renewed, (await nodes.Other.ReadFactsAsync(Stop)).Epoch);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_epoch_is_not_renewed_while_serving()
    {
        var before = await Nodes.One.ReadFactsAsync(Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Nodes.One.RenewEpochAsync(Stop));
        Assert.Equal(before.Epoch, (await Nodes.Other.ReadFactsAsync(Stop)).Epoch);
    }
}
