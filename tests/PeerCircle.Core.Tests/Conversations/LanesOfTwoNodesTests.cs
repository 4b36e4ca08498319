using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>What lanes of one conversation on two nodes promise each other, on a real store.</summary>
public sealed class LanesOfTwoNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_server_did_between_two_readings_is_answered_as_it_is_now()
    {
        await using var scene = await LaneScene.OpenAsync();
        var (there, store) = (scene.NewWriter(), new WaitingStore(scene.World.Store));
        var here = scene.NewWriter(store);
        var id = NewId();
        Node.Value(await there.PostAsync(await there.AdmitAsync(scene.Ana), id, "We did it"));
        var (benThere, benHere) = (await there.AdmitAsync(scene.Ben), await here.AdmitAsync(scene.Ben));
        var first = default(ChangeReceipt);
        store.BeforeReactions = async () => first = Node.Value(await there.ReactAsync(benThere, id, "🎉", on: true));

        Assert.Equal(Node.Value(await here.ReactAsync(benHere, id, "🎉", on: true)), first);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Who_hears_of_a_commit_elsewhere_tries_none_that_would_fail(bool isHeard, int failed)
    {
        await using var scene = await LaneScene.OpenAsync();
        var (one, other) = (scene.NewWriter(), scene.NewWriter());
        if (isHeard) one.Hear(other);
        Node.Value(await one.PostAsync(await one.AdmitAsync(scene.Ana), NewId(), "First"));
        Node.Value(await other.PostAsync(await other.AdmitAsync(scene.Ben), NewId(), "Second"));
        Node.Value(await one.PostAsync(await one.AdmitAsync(scene.Ana), NewId(), "Third"));
        Assert.Equal(failed, one.Outpacings);
    }

    /// <summary>Who always comes second would be refused after two seconds.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_is_always_slower_is_let_pass_by_who_hears_it(bool isHeard)
    {
        await using var scene = await LaneScene.OpenAsync();
        var store = new WaitingStore(scene.World.Store);
        var (quick, slow) = (scene.NewWriter(), scene.NewWriter(store));
        if (isHeard) quick.Hear(slow);
        store.BeforeCommit = commit => Task.WhenAny(quick.PushesBeyondAsync(commit.Expected.Rev), isHeard ? Task.Delay(TimeSpan.FromMilliseconds(200), Cancel) : Task.Delay(Timeout.Infinite, Cancel));
        var (ana, ben) = (await quick.AdmitAsync(scene.Ana), await slow.AdmitAsync(scene.Ben));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var posting = Task.Run(
            async () =>
            {
                while (!end.IsCancellationRequested) Node.Value(await quick.PostAsync(ana, NewId(), "And another thing"));
            },
            Cancel);

        var outcome = await slow.PostAsync(ben, NewId(), "If I may");
        await end.CancelAsync();
        await posting;
        Assert.Equal(isHeard ? null : ErrorCodes.ConversationBusy, outcome.Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_was_removed_on_another_node_posts_nothing_more()
    {
        await using var scene = await LaneScene.OpenAsync();
        var (one, other) = (scene.NewWriter(), scene.NewWriter());
        var ben = await one.AdmitAsync(scene.Ben);
        Node.Value(await one.PostAsync(ben, NewId(), "Still here"));
        Node.Value(await other.ApplyAsync(new ConversationStep(scene.Conversation) { Seats = [new SeatChange(scene.Ben, Present: false)] }));

        Assert.Equal(ErrorCodes.NotFound, (await one.PostAsync(ben, NewId(), "And now?")).Refusal?.Code);
        Assert.Single(await scene.MessagesAsync());
    }

    [Fact]
    public async Task Whoever_came_on_another_node_is_not_refused_from_memory()
    {
        await using var scene = await LaneScene.OpenAsync();
        var (one, other) = (scene.NewWriter(), scene.NewWriter());
        var cleo = await scene.World.AddMemberAsync("Cleo");
        Node.Value(await one.PostAsync(await one.AdmitAsync(scene.Ana), NewId(), $"<@{cleo}>, where are you?"));
        Node.Value(await other.ApplyAsync(new ConversationStep(scene.Conversation) { Seats = [new SeatChange(cleo, Present: true)] }));

        Node.Value(await one.PostAsync(await one.AdmitAsync(cleo), NewId(), "Here"));
    }

    private static MessageId NewId() => new(Guid.CreateVersion7());
}
