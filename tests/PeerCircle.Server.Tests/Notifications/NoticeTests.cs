using System.Diagnostics;
using System.Net;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Direct;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Circles;
using Xunit;

namespace PeerCircle.Server.Tests.Notifications;

/// <summary>Messages that concern somebody arrive in their inbox, on every device, and are read with the conversation.</summary>
public sealed class NoticeTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongo")]
    public async Task Who_is_named_and_written_to_hears_of_it_live_until_it_is_read(string store)
    {
        await using var server = await CircleServer.OnAsync(store);
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync(name: "Founders");
        (await ben.AcceptAsync(await ana.InviteAsync(circle))).Read<CircleFacts>();
        await using var phone = await LiveClient.ConnectAsync(server, ben);
        await using var desk = await LiveClient.ConnectAsync(server, ben);

        var named = await PostAsync(ana, circle.ConversationId, $"What does <@{ben.Id}> think?");
        var told = (await phone.NextAsync<Notified>()).Notification;
        Assert.Equal((NotificationKind.Mention, "Ana mentioned you in Founders.", circle.ConversationId, named.Id), (told.Kind, told.Reason, told.ConversationId, told.MessageId));
        Assert.Equal(told, (await desk.NextAsync<Notified>()).Notification);
        Assert.Equal(1, (await InboxAsync(ben)).Unread);

        await ReadAsync(ben, circle.ConversationId, named.Seq);
        var read = await desk.NextAsync<NotificationsRead>();
        Assert.Equal([told.Id], read.Ids);
        Assert.Equal(0, read.Unread);
        Assert.NotNull(Assert.Single((await InboxAsync(ben)).Items).ReadAt);

        var direct = (await ana.SendAsync("POST", "/direct", new DirectBody(ben.Id))).Read<DirectFacts>().ConversationId;
        await PostAsync(ana, direct, "Thanks");
        var wrote = (await phone.NextAsync<Notified>()).Notification;
        Assert.Equal((NotificationKind.Direct, "Ana wrote to you.", direct), (wrote.Kind, wrote.Reason, wrote.ConversationId));
        Assert.Equal(0, (await InboxAsync(ana)).Unread);
    }

    [Fact]
    public async Task What_is_read_on_one_device_is_read_on_the_other_within_a_second()
    {
        const int Rounds = 21;
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync(name: "Founders");
        (await ben.AcceptAsync(await ana.InviteAsync(circle))).Read<CircleFacts>();
        await using var desk = await LiveClient.ConnectAsync(server, ben);
        var took = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var named = await PostAsync(ana, circle.ConversationId, $"And <@{ben.Id}>?");
            await desk.NextAsync<Notified>();
            var began = Stopwatch.GetTimestamp();
            await ReadAsync(ben, circle.ConversationId, named.Seq);
            Assert.Equal(0, (await desk.NextAsync<NotificationsRead>()).Unread);
            took.Add(Stopwatch.GetElapsedTime(began));
        }
        // The median, since what else a machine does is not the server's.
        Assert.InRange(took.Order().ElementAt(Rounds / 2), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        TestContext.Current.SendDiagnosticMessage($"Read on the other device after {took.Order().ElementAt(Rounds / 2).TotalMilliseconds:F0} ms, at most {took.Max().TotalMilliseconds:F0} ms.");
    }

    [Fact]
    public async Task Whom_a_host_removes_hears_why_the_circle_is_gone()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync(name: "Founders");
        (await ben.AcceptAsync(await ana.InviteAsync(circle))).Read<CircleFacts>();
        await using var desk = await LiveClient.ConnectAsync(server, ben);
        Assert.Equal((int)HttpStatusCode.NoContent, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ben.Id}")).Status);
        var told = (await desk.NextAsync<Notified>()).Notification;
        Assert.Equal((NotificationKind.Removed, "Ana removed you from Founders.", null), (told.Kind, told.Reason, told.ConversationId));
    }

    private static async Task<PostReceipt> PostAsync(Person author, ConversationId conversation, string text) =>
        (await author.SendAsync("POST", $"/conversations/{conversation}/messages", new PostBody(new MessageId(Guid.CreateVersion7()), text))).Read<PostReceipt>();

    private static async Task ReadAsync(Person reader, ConversationId conversation, long seq) =>
        Assert.Equal(200, (await reader.SendAsync("PUT", $"/conversations/{conversation}/read", new ReadBody(seq))).Status);

    private static async Task<NotificationPage> InboxAsync(Person who) => (await who.SendAsync("GET", "/notifications")).Read<NotificationPage>();
}
