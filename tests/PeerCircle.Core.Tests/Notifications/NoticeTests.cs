using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Notifications;

/// <summary>Who is told of which messages.</summary>
public sealed class NoticeTests
{
    private const string Mentioned = "Ana mentioned you in Founders.", Replied = "Ben replied to you in Founders.", Wrote = "Ana wrote to you.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_named_replied_to_or_written_to_is_told_and_nobody_else()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        var before = await scene.InboxAsync(scene.Ana);
        await scene.PostAsync(node, scene.Ana, $"Ask <@{scene.Ben}> and <@{scene.Ana}>");
        await scene.PostAsync(node, scene.Ben, "I have", parent: scene.Said);
        await scene.PostAsync(node, scene.Ana, "My own", parent: scene.Said);
        await scene.PostAsync(node, scene.Ana, "Thanks", scene.Direct);
        await scene.TellAsync(node);
        Assert.Equal([.. before, Replied], await scene.InboxAsync(scene.Ana));
        Assert.Equal([Mentioned, Wrote], await scene.InboxAsync(scene.Ben));
        Assert.Empty(await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task Who_is_named_in_a_reply_to_themselves_is_told_once()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        var before = await scene.InboxAsync(scene.Ana);
        await scene.PostAsync(node, scene.Ben, $"I have, <@{scene.Ana}>", parent: scene.Said);
        await scene.TellAsync(node);
        Assert.Equal([.. before, "Ben mentioned you in Founders."], await scene.InboxAsync(scene.Ana));
    }

    [Fact]
    public async Task An_edit_tells_whom_it_names_first_and_no_one_again()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        var message = await scene.PostAsync(node, scene.Ana, $"Ask <@{scene.Ben}>");
        await scene.TellAsync(node);
        Node.Value(await node.Acts.EditAsync(await NoticeScene.AdmitAsync(node, scene.Ana, scene.Talk), message, $"Ask <@{scene.Ben}> or <@{scene.Cem}>", null));
        await scene.TellAsync(node);
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Ben));
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task Who_wants_less_is_told_less()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        await scene.NotifyAsync(node, scene.Ben, NotifyLevel.Mentions);
        await scene.NotifyAsync(node, scene.Cem, NotifyLevel.None);
        var asked = await scene.PostAsync(node, scene.Ben, "What do you charge?");
        await scene.PostAsync(node, scene.Ana, "Less", parent: asked);
        await scene.PostAsync(node, scene.Ana, $"<@{scene.Ben}> <@{scene.Cem}>");
        await scene.TellAsync(node);
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Ben));
        Assert.Empty(await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task Of_a_direct_one_is_told_once_until_it_is_read()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        for (var n = 0; n < 3; n++)
        {
            await scene.PostAsync(node, scene.Ana, $"{n}", scene.Direct);
            await scene.TellAsync(node);
        }
        Assert.Equal([Wrote], await scene.InboxAsync(scene.Ben));
        await NoticeScene.MarkReadAsync(node, scene.Ben, scene.Direct);
        Assert.Equal([$"({Wrote})"], await scene.InboxAsync(scene.Ben));
        await scene.PostAsync(node, scene.Ana, "again", scene.Direct);
        await scene.TellAsync(node);
        Assert.Equal([$"({Wrote})", Wrote], await scene.InboxAsync(scene.Ben));
    }

    [Fact]
    public async Task A_direct_that_was_put_aside_in_the_inbox_does_not_silence_the_next()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        await scene.PostAsync(node, scene.Ana, "One", scene.Direct);
        await scene.TellAsync(node);
        Node.Value(await node.Inbox.ReadAsync(scene.Ben, null, Cancel));
        await scene.PostAsync(node, scene.Ana, "Two", scene.Direct);
        await scene.PostAsync(node, scene.Ana, $"Three, <@{scene.Ben}>", scene.Direct);
        await scene.TellAsync(node);
        Assert.Equal([$"({Wrote})", "Ana mentioned you.", Wrote], (await scene.InboxAsync(scene.Ben)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_wants_more_again_is_not_told_of_what_is_old()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        await scene.NotifyAsync(node, scene.Ben, NotifyLevel.None);
        var message = await scene.PostAsync(node, scene.Ana, $"<@{scene.Ben}>");
        await scene.TellAsync(node);
        await scene.NotifyAsync(node, scene.Ben, NotifyLevel.All);
        Node.Value(await node.Acts.ReactAsync(await NoticeScene.AdmitAsync(node, scene.Cem, scene.Talk), message, "👍", on: true));
        await scene.PostAsync(node, scene.Ana, $"<@{scene.Cem}>");
        await scene.TellAsync(node);
        Assert.Empty(await scene.InboxAsync(scene.Ben));
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task What_is_young_is_left_for_a_moment_and_not_forgotten()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        await scene.PostAsync(node, scene.Ana, $"<@{scene.Ben}>");
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await scene.PostAsync(node, scene.Ana, $"<@{scene.Cem}>");
        await node.Notices.TellAsync(scene.Talk, Cancel);
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Ben));
        Assert.Empty(await scene.InboxAsync(scene.Cem));
        await scene.TellAsync(node);
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Ben));
        Assert.Equal([Mentioned], await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task Who_read_it_first_is_not_disturbed()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        await scene.PostAsync(node, scene.Ana, $"<@{scene.Ben}>");
        await scene.PostAsync(node, scene.Ana, "Thanks", scene.Direct);
        await NoticeScene.MarkReadAsync(node, scene.Ben, scene.Talk);
        await NoticeScene.MarkReadAsync(node, scene.Ben, scene.Direct);
        await scene.TellAsync(node);
        Assert.Equal([$"({Mentioned})"], await scene.InboxAsync(scene.Ben));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_not_told()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        var message = await scene.PostAsync(node, scene.Ana, $"<@{scene.Ben}>");
        Node.Value(await node.Acts.DeleteAsync(await NoticeScene.AdmitAsync(node, scene.Ana, scene.Talk), message, Cancel));
        await scene.TellAsync(node);
        Assert.Empty(await scene.InboxAsync(scene.Ben));
    }

    [Fact]
    public async Task Cheers_are_told_at_the_first_and_at_the_tenth_but_not_one_s_own()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        var before = await scene.InboxAsync(scene.Ana);
        await scene.CheerAsync(node, scene.Ana);
        await scene.TellAsync(node);
        Assert.Equal(before, await scene.InboxAsync(scene.Ana));
        string[] emojis = ["🎉", "👏", "❤️", "🔥", "🙌", "🥳", "💪", "⭐", "🚀"];
        foreach (var emoji in emojis)
        {
            await scene.CheerAsync(node, scene.Ben, emoji);
            await scene.TellAsync(node);
        }
        Assert.Equal([.. before, "Ben cheers for “Write” in Founders.", "10 cheers and more for “Write” in Founders."], await scene.InboxAsync(scene.Ana));
    }

    [Fact]
    public async Task Whom_a_host_removes_is_told()
    {
        await using var scene = await NoticeScene.SetAsync();
        var node = scene.World.NewNode();
        Node.Value(await node.Circles.RemoveAsync(scene.Ana, scene.Circle, scene.Ben, Cancel));
        Node.Value(await node.Circles.RemoveAsync(scene.Cem, scene.Circle, scene.Cem, Cancel));
        await scene.TellAsync(node);
        Assert.Equal(["Ana removed you from Founders."], await scene.InboxAsync(scene.Ben));
        Assert.Empty(await scene.InboxAsync(scene.Cem));
    }

    [Fact]
    public async Task Many_servers_that_tell_at_once_tell_once()
    {
        await using var scene = await NoticeScene.SetAsync();
        var nodes = Enumerable.Range(0, 6).Select(_ => scene.World.NewNode()).ToList();
        await Task.WhenAll(nodes.Select(n => scene.PostAsync(n, scene.Ana, $"<@{scene.Ben}>")));
        await Task.WhenAll(nodes.Select(scene.TellAsync));
        Assert.Equal(Enumerable.Repeat(Mentioned, nodes.Count), await scene.InboxAsync(scene.Ben));
    }

    /// <summary>A message that changes while the changes are read is found further on.</summary>
    [Fact]
    public async Task Nothing_is_missed_while_messages_change()
    {
        const int Posts = 40;
        await using var scene = await NoticeScene.SetAsync();
        var (writer, teller) = (scene.World.NewNode(), scene.World.NewNode());
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < Posts; n++)
            {
                var message = await scene.PostAsync(writer, scene.Ana, $"<@{scene.Ben}> {n}");
                _ = await writer.Acts.ReactAsync(await NoticeScene.AdmitAsync(writer, scene.Cem, scene.Talk), message, "👍", on: true);
            }
        }, Cancel);
        while (!writing.IsCompleted) await scene.TellAsync(teller);
        await writing;
        await scene.TellLeftAsync(scene.World.NewNode());
        Assert.Equal(Enumerable.Repeat(Mentioned, Posts), await scene.InboxAsync(scene.Ben));
    }
}
