using System.Net;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Tests.Circles;
using PeerCircle.Server.Tests.Conversations;
using Xunit;
using Person = PeerCircle.Server.Tests.Circles.Person;

namespace PeerCircle.Server.Tests.Goals;

/// <summary>A goal from its first day to its celebration, as its owner, two circles and the network live it.</summary>
public sealed class GoalStoryTests
{
    [Fact]
    public async Task A_goal_is_set_checked_in_on_missed_asked_about_changed_paused_and_celebrated_everywhere_once()
    {
        var clock = new ShiftedClock();
        await using var server = await CircleServer.StartInAsync(CircleServer.NewDirectory(), clock);
        var (ana, ben, cem, dee) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"), await server.AddAsync("Cem"), await server.AddAsync("Dee"));
        var (founders, writers) = (await TogetherAsync(ana, "Founders", ben), await TogetherAsync(ana, "Writers", cem));
        await using var bens = await LiveClient.ConnectAsync(server, ben);
        await using var cems = await LiveClient.ConnectAsync(server, cem);
        await using var dees = await LiveClient.ConnectAsync(server, dee);
        await using var anas = await LiveClient.ConnectAsync(server, ana);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

        var goal = (await ana.SendAsync("POST", "/goals", Plan(today) with { Share = new ShareBody([founders.Id, writers.Id], [], false) })).Read<GoalFacts>(HttpStatusCode.Created);
        var card = await bens.CardAsync(founders.ConversationId, "goal");
        Assert.Equal((MessageKind.Goal, ana.Id, "Ten talks", GoalState.Active), (card.Kind, card.AuthorId, card.Card!.Title, card.Card.State));
        await cems.CardAsync(writers.ConversationId, "goal");
        Assert.Equal(200, (await ben.SendAsync("POST", $"/goals/{goal.Id}/witness", new WitnessBody(true))).Status);

        await CheckInAsync(ana, goal, CheckInStatus.OnTrack, 2);
        var checkedIn = await bens.CardAsync(founders.ConversationId, "checkIn");
        Assert.Equal((CheckInStatus.OnTrack, 2d), (checkedIn.Card!.Status, checkedIn.Card.Value));
        Assert.Equal(NotificationKind.CheckIn, (await bens.NextAsync<Notified>()).Notification.Kind);

        // Nothing in the second week: its owner hears of it, and after a day the circle may ask.
        clock.Advance(TimeSpan.FromDays(15));
        await server.PassAsync();
        Assert.Equal(NotificationKind.CheckInMissed, (await anas.NextAsync<Notified>()).Notification.Kind);
        Assert.Null((await ReadAsync(ben, goal)).Missed);
        Assert.Equal((409, ErrorCodes.GoalState), (await ben.SendAsync("POST", $"/goals/{goal.Id}/nudge", new NudgeBody(founders.Id, "How is it going?"))).Verdict);
        Assert.Equal(MissedAnswer.OnIt, (await ana.SendAsync("POST", $"/goals/{goal.Id}/missed", new MissedBody(MissedAnswer.OnIt))).Read<GoalFacts>().Missed?.Answer);
        clock.Advance(TimeSpan.FromHours(25));
        await server.PassAsync();
        Assert.NotNull((await ReadAsync(ben, goal)).Missed);
        Assert.Equal(200, (await ben.SendAsync("POST", $"/goals/{goal.Id}/nudge", new NudgeBody(founders.Id, "How is it going?"))).Status);
        Assert.Equal("How is it going?", (await bens.MessageAsync(founders.ConversationId, m => m.AuthorId == ben.Id)).Text);
        Assert.Equal(NotificationKind.Nudge, (await anas.NextAsync<Notified>()).Notification.Kind);
        await CheckInAsync(ana, goal, CheckInStatus.AtRisk, 3);

        var moved = (await ana.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch(TargetOn: today.AddDays(120), Reason: "A hard month"))).Read<GoalFacts>();
        var change = Assert.Single(moved.Changes);
        Assert.True(change.Easier);
        Assert.Equal(NotificationKind.Change, (await bens.NextAsync<Notified>(n => n.Notification.Kind != NotificationKind.CheckIn)).Notification.Kind);
        Assert.Equal(200, (await ben.SendAsync("POST", $"/goals/{goal.Id}/changes/{change.Id}/question", new QuestionBody("What would help?"))).Status);
        Assert.Equal((409, ErrorCodes.GoalQuestioned), (await cem.SendAsync("POST", $"/goals/{goal.Id}/changes/{change.Id}/question", new QuestionBody("And?"))).Verdict);
        Assert.Equal(NotificationKind.Question, (await anas.NextAsync<Notified>()).Notification.Kind);
        Assert.Equal(200, (await ana.SendAsync("POST", $"/goals/{goal.Id}/changes/{change.Id}/answer", new QuestionBody("Introductions"))).Status);

        var now = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Assert.Equal(GoalState.Paused, (await ana.SendAsync("POST", $"/goals/{goal.Id}/pause", new PauseBody(now.AddDays(7)))).Read<GoalFacts>().State);
        clock.Advance(TimeSpan.FromDays(9));
        await server.PassAsync();
        Assert.Equal(GoalState.Active, (await ReadAsync(ana, goal)).State);
        await CheckInAsync(ana, goal, CheckInStatus.OnTrack, 10);

        // Reached: everybody of both circles and of the network sees it live, once.
        var achieved = (await ana.SendAsync("POST", $"/goals/{goal.Id}/achieve", new AchieveBody(Network: true))).Read<GoalFacts>();
        Assert.Equal((GoalState.Achieved, GoalState.Achieved), (achieved.State, (await ana.SendAsync("POST", $"/goals/{goal.Id}/achieve", new AchieveBody(Network: true))).Read<GoalFacts>().State));
        var celebrated = await bens.CardAsync(founders.ConversationId, "celebration");
        await cems.CardAsync(writers.ConversationId, "celebration");
        await dees.CardAsync(ConversationIds.Wins, "celebration");
        await anas.CardAsync(ConversationIds.Wins, "celebration");
        Assert.Equal((3, 3, 1), (celebrated.Card!.Trail!.Weeks, celebrated.Card.Trail.CheckIns, celebrated.Card.Trail.Changes));
        Assert.Equal([0.2, 0.3, 1], celebrated.Card.Trail.Points);
        foreach (var (reader, conversation) in new[] { (ben, founders.ConversationId), (cem, writers.ConversationId), (dee, ConversationIds.Wins) })
        {
            Assert.Single(await CardsAsync(reader, conversation), m => m.Kind == MessageKind.Celebration);
        }
        var walked = (await dee.SendAsync("POST", $"/goals/{goal.Id}/walk", new WalkBody())).Read<GoalFacts>(HttpStatusCode.Created);
        Assert.Equal((dee.Id, "Ten talks", GoalState.Active), (walked.OwnerId, walked.Title, walked.State));

        // Taken back, and it is gone for all.
        Assert.Equal(GoalState.Active, (await ana.SendAsync("POST", $"/goals/{goal.Id}/achieve/undo")).Read<GoalFacts>().State);
        var gone = await dees.MessageAsync(ConversationIds.Wins, m => m.DeletedAt is not null);
        Assert.Equal((DeletedBy.Author, null, null), (gone.DeletedBy, gone.Card, gone.AuthorId));
        Assert.Equal((404, ErrorCodes.NotFound), (await dee.SendAsync("GET", $"/goals/{goal.Id}")).Verdict);
    }

    [Fact]
    public async Task Who_leaves_a_circle_takes_their_goals_with_them_and_the_card_stays_as_it_was()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await TogetherAsync(ben, "Founders", ana);
        var goal = (await ana.SendAsync("POST", "/goals", Plan(Today) with { Share = new ShareBody([circle.Id], [], false) })).Read<GoalFacts>(HttpStatusCode.Created);
        Assert.Equal(204, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ana.Id}")).Status);
        Assert.Empty((await ReadAsync(ana, goal)).Share.CircleIds);
        Assert.Equal((404, ErrorCodes.NotFound), (await ben.SendAsync("GET", $"/goals/{goal.Id}")).Verdict);
        await ana.SendAsync("POST", $"/goals/{goal.Id}/let-go", new LetGoBody("Too early"));
        Assert.Equal(GoalState.Active, Assert.Single(await CardsAsync(ben, circle.ConversationId), m => m.Kind == MessageKind.Goal).Card!.State);
        Assert.Empty((await ben.SendAsync("GET", $"/goals?circleId={circle.Id}")).Read<ListOf<GoalFacts>>().Items);
    }

    [Fact]
    public async Task An_inbox_is_cleared_on_every_device_and_says_nothing_in_quiet_hours()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        await using var phone = await LiveClient.ConnectAsync(server, ana);
        await using var desk = await LiveClient.ConnectAsync(server, ana);
        var goal = (await ana.SendAsync("POST", "/goals", Plan(Today) with { Share = new ShareBody([], [ben.Id], false) })).Read<GoalFacts>(HttpStatusCode.Created);
        foreach (var (days, question) in new[] { (50, "Why?"), (60, "And why again?") })
        {
            var changed = (await ana.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch(TargetOn: Today.AddDays(days), Reason: "Later"))).Read<GoalFacts>();
            Assert.Equal(200, (await ben.SendAsync("POST", $"/goals/{goal.Id}/changes/{changed.Changes[^1].Id}/question", new QuestionBody(question))).Status);
        }
        var told = (await phone.NextAsync<Notified>()).Notification;
        Assert.Equal((NotificationKind.Question, goal.Id, "Ben asks about a change of your goal “Ten talks”."), (told.Kind, told.GoalId, told.Reason));
        var inbox = (await ana.SendAsync("GET", "/notifications")).Read<NotificationPage>();
        Assert.Equal((2, 2), (inbox.Items.Count, inbox.Unread));
        Assert.True(inbox.Items[0].At >= inbox.Items[1].At);
        Assert.Equal(1, (await ana.SendAsync("POST", "/notifications/read", new NotificationsReadBody([told.Id]))).Read<NotificationsReadAnswer>().Unread);
        Assert.Equal([told.Id], (await desk.NextAsync<NotificationsRead>()).Ids);
        Assert.Equal(0, (await ana.SendAsync("POST", "/notifications/read", new NotificationsReadBody())).Read<NotificationsReadAnswer>().Unread);
        Assert.Null((await desk.NextAsync<NotificationsRead>()).Ids);

        Assert.Equal(200, (await ben.SendAsync("PATCH", "/me", """{ "quietHours": { "from": "00:00", "to": "23:59" } }""")).Status);
        await using var quiet = await LiveClient.ConnectAsync(server, ben);
        foreach (var (change, answer) in (await ReadAsync(ana, goal)).Changes.Zip(["Because", "Because again"]))
        {
            Assert.Equal(200, (await ana.SendAsync("POST", $"/goals/{goal.Id}/changes/{change.Id}/answer", new QuestionBody(answer))).Status);
        }
        Assert.Equal(2, (await ben.SendAsync("GET", "/notifications")).Read<NotificationPage>().Unread);
        Assert.Equal(0, (await ben.SendAsync("POST", "/notifications/read", new NotificationsReadBody())).Read<NotificationsReadAnswer>().Unread);
        Assert.IsType<NotificationsRead>(await quiet.NextAsync<object>(p => p is Notified or NotificationsRead));
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static GoalBody Plan(DateOnly today) => new(
        "Ten talks",
        new MeasureBody(MeasureKind.Number, 0, 10, "talks"),
        [new MilestoneBody("Five", today.AddDays(30))],
        today.AddDays(90),
        new Cadence(CadenceEvery.Week),
        new ShareBody([], [], false),
        Why: "To hear what hurts");

    private static async Task<CircleFacts> TogetherAsync(Person host, string name, Person other)
    {
        var circle = await host.MakeCircleAsync(name: name);
        return (await other.AcceptAsync(await host.InviteAsync(circle))).Read<CircleFacts>();
    }

    private static async Task CheckInAsync(Person who, GoalFacts goal, CheckInStatus status, double value) =>
        Assert.Equal(200, (await who.SendAsync("POST", $"/goals/{goal.Id}/check-ins", new CheckInBody(new CheckInId(Guid.CreateVersion7()), status, value))).Status);

    private static async Task<GoalFacts> ReadAsync(Person who, GoalFacts goal) => (await who.SendAsync("GET", $"/goals/{goal.Id}")).Read<GoalFacts>();

    private static async Task<IReadOnlyList<Message>> CardsAsync(Person reader, ConversationId conversation) =>
        (await reader.SendAsync("GET", $"/conversations/{conversation}/messages")).Read<MessagePage>().Messages;
}
