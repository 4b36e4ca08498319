using PeerCircle.Client.Tests.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

public sealed class DriverTests
{
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_gap_is_asked_for_after_half_a_second()
    {
        await using var scene = new Scene();
        var (one, two, three) = (scene.Add("1"), Later(2), Later(3));
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.Messages is [{ Seq: 1 }]);
        link.Push(Scene.Push(three));
        var shown = await Scene.UntilAsync(views, v => v.Messages.Count == 2);
        Assert.Equal([one.Id, three.Id], shown.Messages.Select(m => m.Id));

        await scene.Clock.PassAsync(GapPatience);
        var sync = await link.NextAsync<SyncCall>();
        Assert.Equal(1, Assert.Single(((SyncCall)sync.Call).Cursors).Rev);
        sync.Answer(new SyncAnswer([new ConversationChanges(Scene.Id, "e1", 3, [two, three], null, Complete: true, Reset: false)]));
        await Scene.UntilAsync(views, v => v.Messages is [{ Seq: 1 }, { Seq: 2 }, { Seq: 3 }]);
    }

    [Fact]
    public async Task A_late_push_closes_the_gap_without_asking()
    {
        await using var scene = new Scene();
        scene.Add("1");
        var (two, three) = (Later(2), Later(3));
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.Messages is [{ Seq: 1 }]);
        link.Push(Scene.Push(three));
        await scene.Clock.WaitedForAsync(GapPatience);
        link.Push(Scene.Push(two));
        scene.Clock.Advance(GapPatience);
        await Scene.UntilAsync(views, v => v.Messages.Count == 3);
        Assert.False(link.HasCall);
    }

    [Fact]
    public async Task What_is_open_is_asked_for_on_the_heartbeat()
    {
        await using var scene = new Scene();
        scene.Add("1");
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.Messages.Count == 1);
        await scene.Clock.PassAsync(Scene.Heartbeat);
        var sync = await link.NextAsync<SyncCall>();
        sync.Answer(new SyncAnswer([new ConversationChanges(Scene.Id, "e1", 2, [Later(2)], null, Complete: true, Reset: false)]));
        await Scene.UntilAsync(views, v => v.Messages.Count == 2);
    }

    [Fact]
    public async Task An_incomplete_answer_is_asked_on_from_where_it_ended()
    {
        await using var scene = new Scene();
        scene.Add("1");
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.Messages.Count == 1);
        link.Push(new Behind(Scene.Id, 3));
        var sync = await link.NextAsync<SyncCall>();
        sync.Answer(new SyncAnswer([new ConversationChanges(Scene.Id, "e1", 2, [Later(2)], null, Complete: false, Reset: false)]));
        var rest = await link.NextAsync<SyncCall>();
        Assert.Equal(2, ((SyncCall)rest.Call).Cursors[0].Rev);
        rest.Answer(new SyncAnswer([new ConversationChanges(Scene.Id, "e1", 3, [Later(3)], null, Complete: true, Reset: false)]));
        await Scene.UntilAsync(views, v => v.Messages.Count == 3);
    }

    [Fact]
    public async Task An_edit_names_the_rev_that_was_seen_and_is_repeated_over_a_lost_connection()
    {
        await using var scene = new Scene();
        var seen = scene.Add("tpyo");
        var link = await scene.ConnectAsync();
        var editing = scene.Conversation.EditAsync(seen, "typo", Scene.Cancellation);
        Assert.Equal(new EditCall(Scene.Id, seen.Id, "typo", seen.Rev), (await link.NextAsync<EditCall>()).Call);
        await link.DisposeAsync();
        await scene.Clock.PassAsync(Scene.Backoff(0));
        var again = await NextAsync<EditCall>(scene);
        again.Answer(new ChangeReceipt(2));
        Assert.Equal(2, (await editing.Within()).Rev);
    }

    [Fact]
    public async Task Reading_shows_at_once_and_counts_what_the_server_says()
    {
        await using var scene = new Scene();
        scene.Add("1");
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.Messages.Count == 1);
        var marking = scene.Conversation.MarkReadAsync(1, Scene.Cancellation);
        await Scene.UntilAsync(views, v => v is { ReadSeq: 1, Unread: 0 });
        (await link.NextAsync<MarkReadCall>()).Answer(new ReadReceipt(1, 0));
        await marking.Within();
    }

    [Fact]
    public async Task Typing_is_shown_for_six_seconds()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        link.Push(new TypingNotice(Scene.Id, Scene.You));
        await Scene.UntilAsync(views, v => v.Typing.Contains(Scene.You));
        await scene.Clock.PassAsync(TimeSpan.FromSeconds(6));
        await Scene.UntilAsync(views, v => v.Typing.Count == 0);
    }

    [Fact]
    public async Task Who_has_posted_types_no_more_and_whose_old_message_changes_still_does()
    {
        await using var scene = new Scene();
        var old = scene.Add("1");
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.IsLoaded);
        link.Push(new TypingNotice(Scene.Id, Scene.You));
        await Scene.UntilAsync(views, v => v.Typing.Contains(Scene.You));

        link.Push(Scene.Push(old with { Rev = 2, Text = "edited" }));
        Assert.Contains(Scene.You, (await Scene.UntilAsync(views, v => v.Messages is [{ Text: "edited" }])).Typing);
        link.Push(Scene.Push(old with { Id = MessageId.From(Guid.CreateVersion7()), Seq = 2, Rev = 3 }));
        await Scene.UntilAsync(views, v => v is { Messages.Count: 2, Typing.Count: 0 });
    }

    [Fact]
    public async Task Watching_ends_when_one_is_removed()
    {
        await using var scene = new Scene();
        var link = await scene.ConnectAsync();
        await using var views = scene.Conversation.WatchAsync(Scene.Cancellation).GetAsyncEnumerator(Scene.Cancellation);
        await Scene.UntilAsync(views, v => v.IsLoaded);
        link.Push(new ConversationRemoved(Scene.Id, 2));
        var ended = await Assert.ThrowsAsync<PeerCircleException>(() => Scene.UntilAsync(views, _ => false));
        Assert.Equal(ErrorCodes.NotFound, ended.Code);
    }

    private static Message Later(int number) => new()
    {
        Id = MessageId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)),
        Seq = number,
        Rev = number,
        Kind = MessageKind.Text,
        AuthorId = Scene.You,
        Text = $"{number}",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<ScriptedCall> NextAsync<TCall>(Scene scene) => await (await scene.Hub.NextAsync()).NextAsync<TCall>();
}
