using PeerCircle.Client.Conversations;
using PeerCircle.Client.Tests.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

public sealed class OutboxTests
{
    [Fact]
    public async Task One_post_is_in_flight_and_repeated_with_the_same_id_until_decided()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        var first = scene.Conversation.PostAsync("1", Scene.Cancellation);
        var sent = await link.NextAsync<PostCall>();
        var second = scene.Conversation.PostAsync("2", Scene.Cancellation);
        sent.Refuse<PostReceipt>(ErrorCodes.RateLimited, retryable: true, retryAfterMs: 700);
        await scene.Clock.WaitedForAsync(TimeSpan.FromMilliseconds(700));
        Assert.False(link.HasCall);

        scene.Clock.Advance(TimeSpan.FromMilliseconds(700));
        var again = await link.NextAsync<PostCall>();
        Assert.Equal(sent.Call, again.Call);
        again.Answer(Receipt(again, 1));
        Assert.Equal("1", (await first.Within()).Text);

        var next = await link.NextAsync<PostCall>();
        Assert.Equal("2", ((PostCall)next.Call).Text);
        next.Answer(Receipt(next, 2));
        Assert.Equal(2, (await second.Within()).Seq);
    }

    [Fact]
    public async Task A_post_whose_connection_was_lost_is_sent_again_with_the_same_id()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        var posting = scene.Conversation.PostAsync("once", Scene.Cancellation);
        var sent = await link.NextAsync<PostCall>();
        await link.DisposeAsync();
        await scene.Clock.PassAsync(Scene.Backoff(0));
        var again = await (await scene.Hub.NextAsync()).NextAsync<PostCall>();
        Assert.Equal(sent.Call, again.Call);
        again.Answer(Receipt(again, 1));
        Assert.Equal(((PostCall)sent.Call).Id, (await posting.Within()).Id);
    }

    [Fact]
    public async Task A_call_without_an_answer_in_time_is_repeated_with_the_same_id()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        await scene.Clock.WaitedForAsync(TimeSpan.FromSeconds(30)); // the handshake's
        await scene.Clock.WaitedForAsync(Scene.Heartbeat);
        var posting = scene.Conversation.PostAsync("slow", Scene.Cancellation);
        var sent = await link.NextAsync<PostCall>();
        await scene.Clock.PassAsync(TimeSpan.FromSeconds(30));
        await scene.Clock.PassAsync(Scene.Backoff(0));
        var again = await link.NextAsync<PostCall>();
        Assert.Equal(sent.Call, again.Call);
        again.Answer(Receipt(again, 1));
        await posting.Within();
    }

    [Fact]
    public async Task The_push_settles_a_post_as_well_as_the_receipt()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        var posting = scene.Conversation.PostAsync("hello", Scene.Cancellation);
        var sent = await link.NextAsync<PostCall>();
        link.Push(Scene.Push(scene.Add("hello", ((PostCall)sent.Call).Id, Scene.Me)));
        Assert.Equal(1, (await posting.Within()).Rev);
    }

    [Fact]
    public async Task A_refusal_for_good_is_thrown_and_holds_up_no_other_post()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        var posting = scene.Conversation.PostAsync(new string('x', 9_000), Scene.Cancellation);
        (await link.NextAsync<PostCall>()).Refuse<PostReceipt>(ErrorCodes.MessageTooLong, retryable: false);
        Assert.Equal(ErrorCodes.MessageTooLong, (await Assert.ThrowsAsync<PeerCircleException>(() => posting.Within())).Code);

        var other = scene.Conversation.PostAsync("short", Scene.Cancellation);
        var sent = await link.NextAsync<PostCall>();
        sent.Answer(Receipt(sent, 1));
        await other.Within();
    }

    [Fact]
    public async Task A_queued_post_that_failed_stays_until_it_is_retried_or_discarded()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        var id = await scene.Conversation.QueueAsync("no", Scene.Cancellation);
        (await link.NextAsync<PostCall>()).Refuse<PostReceipt>(ErrorCodes.ConversationReadOnly, retryable: false);
        var failed = await Scene.UntilAsync(views, v => v.Outbox is [{ Status: OutboxStatus.Failed }]);
        Assert.Equal(ErrorCodes.ConversationReadOnly, failed.Outbox[0].Code);

        scene.Conversation.Retry(id);
        (await link.NextAsync<PostCall>()).Refuse<PostReceipt>(ErrorCodes.ConversationReadOnly, retryable: false);
        await Scene.UntilAsync(views, v => v.Outbox is [{ Status: OutboxStatus.Failed }]);
        scene.Conversation.Discard(id);
        await Scene.UntilAsync(views, v => v.Outbox is []);
    }

    [Fact]
    public async Task Posts_in_a_file_survive_the_client_and_are_sent_by_the_next_one()
    {
        var path = Path.Combine(Path.GetTempPath(), $"outbox-{Guid.NewGuid():N}.json");
        try
        {
            object? sent;
            using (var store = new FileOutboxStore(path))
            {
                Assert.Throws<IOException>(() => new FileOutboxStore(path));
                await using var scene = new Scene(store);
                var link = await scene.ConnectAsync();
                await scene.Conversation.QueueAsync("kept", Scene.Cancellation);
                sent = (await link.NextAsync<PostCall>()).Call;
            }

            using var reopened = new FileOutboxStore(path);
            await using (var scene = new Scene(reopened))
            {
                var link = await scene.ConnectAsync();
                var again = await link.NextAsync<PostCall>();
                Assert.Equal(sent, again.Call);
                await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
                again.Answer(Receipt(again, 1));
                await Scene.UntilAsync(views, v => v.Outbox is [] && v.Last is not null);
                var last = scene.Conversation.PostAsync("after", Scene.Cancellation);
                var next = await link.NextAsync<PostCall>();
                next.Answer(Receipt(next, 2));
                await last.Within();
            }

            Assert.DoesNotContain("kept", await File.ReadAllTextAsync(path, Scene.Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
            File.Delete($"{path}.lock");
        }
    }

    [Fact]
    public void A_file_that_is_no_outbox_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), $"outbox-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, "{ not json");
        try
        {
            Assert.Throws<InvalidDataException>(() => new FileOutboxStore(path));
        }
        finally
        {
            File.Delete(path);
            File.Delete($"{path}.lock");
        }
    }

    private static PostReceipt Receipt(ScriptedCall sent, long number) => new(((PostCall)sent.Call).Id, number, number, DateTimeOffset.UnixEpoch);
}
