using PeerCircle.Client.Tests.Wire;
using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Tests.Conversations;

public sealed class MessageReaderTests
{
    [Fact]
    public async Task Messages_come_in_order_each_once_over_gaps_duplicates_and_lost_connections()
    {
        await using var scene = new Scene();
        for (var i = 1; i <= 3; i++) scene.Add($"{i}");
        var link = await scene.ConnectAsync();
        await using var messages = scene.Conversation.ReadMessagesAsync(1, Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await NextIs(messages, 2);
        await NextIs(messages, 3);

        var (four, five, six) = (scene.Add("4"), scene.Add("5"), scene.Add("6"));
        link.Push(Scene.Push(six));
        link.Push(Scene.Push(four));
        link.Push(Scene.Push(four, five));
        await NextIs(messages, 4);
        await NextIs(messages, 5);
        await NextIs(messages, 6);

        await link.DisposeAsync();
        scene.Add("7");
        scene.Add("8");
        await scene.Clock.PassAsync(Scene.Backoff(0));
        link = await scene.Hub.NextAsync();
        await NextIs(messages, 7);
        link.Push(Scene.Push(scene.Add("9")));
        await NextIs(messages, 8);
        await NextIs(messages, 9);
    }

    [Fact]
    public async Task A_reader_far_behind_asks_for_what_is_held_no_longer()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        for (var i = 1; i <= 700; i++) link.Push(Scene.Push(scene.Add($"{i}")));
        await using var messages = scene.Conversation.ReadMessagesAsync(0, Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        for (var i = 1; i <= 700; i++) await NextIs(messages, i);
    }

    [Fact]
    public async Task Another_history_ends_the_reading()
    {
        await using var scene = new Scene();
        scene.Add("1");
        var link = await scene.ConnectAsync();
        await using var messages = scene.Conversation.ReadMessagesAsync(0, Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await NextIs(messages, 1);
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.IsLoaded);
        var next = messages.MoveNextAsync().Within();
        scene.Epoch = "e2";
        link.Push(new Changes(Scene.Id, "e2", 0, 1, []));
        var sync = await link.NextAsync<SyncCall>();
        sync.Answer(new SyncAnswer([new ConversationChanges(Scene.Id, "e2", 0, [], null, Complete: true, Reset: true)]));
        Assert.Equal(PeerCircleException.HistoryChanged, (await Assert.ThrowsAsync<PeerCircleException>(() => next)).Code);
    }

    [Fact]
    public async Task History_goes_back_page_by_page_to_the_first()
    {
        await using var scene = new Scene();
        for (var i = 1; i <= 250; i++) scene.Add($"{i}");
        var seqs = new List<long>();
        await foreach (var message in scene.Conversation.HistoryAsync(240, Scene.Cancellation).WithCancellation(Scene.Cancellation)) seqs.Add(message.Seq);
        Assert.Equal(Enumerable.Range(1, 239).Reverse().Select(i => (long)i), seqs);
    }

    private static async Task NextIs(IAsyncEnumerator<Message> messages, long seq)
    {
        Assert.True(await messages.MoveNextAsync().Within());
        Assert.Equal(seq, messages.Current.Seq);
    }
}
