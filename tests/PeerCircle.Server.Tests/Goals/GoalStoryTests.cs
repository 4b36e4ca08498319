using System.Diagnostics;
using System.Net;
using PeerCircle.Client;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Tests.Accounts;
using PeerCircle.Server.Tests.Circles;
using Xunit;
using Person = PeerCircle.Server.Tests.Circles.Person;

namespace PeerCircle.Server.Tests.Goals;

/// <summary>A goal from its first day to its celebration, as its owner, two circles and the network live it.</summary>
public sealed class GoalStoryTests
{
    /// <summary>How soon a celebration is seen after it was acknowledged.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>For the last one, whom other tests of a busy machine may hold up.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongo")]
    public async Task A_goal_is_set_checked_in_on_missed_asked_about_changed_paused_and_celebrated_everywhere_once(string store)
    {
        await using var scene = await StoryScene.OnAsync(store);
        var (ana, ben, cem, dee, end) = (scene.Ana, scene.Ben, scene.Cem, scene.Dee, TestContext.Current.CancellationToken);
        var (founders, writers) = (scene.Founders.ConversationId, scene.Writers.ConversationId);
        var (mine, bens, cems) = (ana.Client.Goals, ben.Client.Goals, cem.Client.Goals);

        var goal = await mine.CreateAsync(scene.TenTalks, end);
        var card = await ben.SeesCardAsync(founders, MessageKind.Goal);
        Assert.Equal((ana.Id, "Ten talks", GoalState.Active), (card.AuthorId, card.Card!.Title, card.Card.State));
        await cem.SeesCardAsync(writers, MessageKind.Goal);
        await bens.WitnessAsync(goal.Id, true, end);
        Assert.Equal([ben.Id], (await cem.SeesAsync(writers, m => m.Card?.Witnesses?.Count == 1)).Card!.Witnesses);

        await mine.CheckInAsync(goal.Id, CheckIn(CheckInStatus.OnTrack, 2), end);
        var checkedIn = await ben.SeesCardAsync(founders, MessageKind.CheckIn);
        Assert.Equal((CheckInStatus.OnTrack, 2d), (checkedIn.Card!.Status, checkedIn.Card.Value));
        await ben.HearsAsync(NotificationKind.CheckIn);

        // Nothing in the second week: its owner hears of it, and after a day the circle may ask.
        await scene.PassAsync(TimeSpan.FromDays(15));
        await ana.HearsAsync(NotificationKind.CheckInMissed);
        Assert.Null((await bens.GetAsync(goal.Id, end)).Missed);
        await RefusedAsync(ErrorCodes.GoalState, bens.NudgeAsync(goal.Id, scene.Founders.Id, "How is it going?", end));
        Assert.Equal(MissedAnswer.OnIt, (await mine.AnswerMissedAsync(goal.Id, MissedAnswer.OnIt, end)).Missed?.Answer);
        await scene.PassAsync(TimeSpan.FromHours(25));
        Assert.NotNull((await bens.GetAsync(goal.Id, end)).Missed);
        await bens.NudgeAsync(goal.Id, scene.Founders.Id, "How is it going?", end);
        Assert.Equal("How is it going?", (await ana.SeesAsync(founders, m => m.AuthorId == ben.Id && m.Kind == MessageKind.Text)).Text);
        await ana.HearsAsync(NotificationKind.Nudge);
        var answered = await mine.CheckInAsync(goal.Id, CheckIn(CheckInStatus.AtRisk, 3, goal.Milestones[0].Id), end);
        Assert.Equal([true, false], answered.Milestones.Select(m => m.ReachedAt is not null));

        // A later date is questioned by the witness, and by nobody after that.
        var change = Assert.Single((await mine.ChangeAsync(goal.Id, new GoalPatch(TargetOn: scene.Today.AddDays(120), Reason: "A hard month"), end)).Changes);
        Assert.True(change.Easier);
        await ben.HearsAsync(NotificationKind.Change);
        await bens.AskAsync(goal.Id, change.Id, "What would help?", end);
        await RefusedAsync(ErrorCodes.GoalQuestioned, cems.AskAsync(goal.Id, change.Id, "And?", end));
        await ana.HearsAsync(NotificationKind.Question);
        await mine.AnswerAsync(goal.Id, change.Id, "Introductions", end);
        await ben.HearsAsync(NotificationKind.Answer);

        Assert.Equal(GoalState.Paused, (await mine.PauseAsync(goal.Id, scene.Today.AddDays(7), end)).State);
        await scene.PassAsync(TimeSpan.FromDays(9));
        Assert.Equal(GoalState.Active, (await mine.GetAsync(goal.Id, end)).State);
        await mine.CheckInAsync(goal.Id, CheckIn(CheckInStatus.OnTrack, 10), end);

        // Reached: everybody of both circles and of the network sees it live, once; a second time changes nothing.
        var asked = Stopwatch.GetTimestamp();
        Assert.Equal(GoalState.Achieved, (await mine.AchieveAsync(goal.Id, new AchieveBody(Network: true), end)).State);
        await CelebratedAsync(scene.All, asked, Stopwatch.GetTimestamp());
        Assert.Equal(GoalState.Achieved, (await mine.AchieveAsync(goal.Id, new AchieveBody(Network: true), end)).State);
        await OnceAfterReloadAsync(scene.All);
        var trail = (await ben.SeesCardAsync(founders, MessageKind.Celebration)).Card!.Trail!;
        Assert.Equal((3, 3, 1), (trail.Weeks, trail.CheckIns, trail.Changes));
        Assert.Equal([0.2, 0.3, 1], trail.Points);

        var walked = await dee.Client.Goals.WalkAsync(goal.Id, null, end);
        Assert.Equal((dee.Id, "Ten talks", GoalState.Active), (walked.OwnerId, walked.Title, walked.State));

        // Taken back, and it is gone for all.
        Assert.Equal(GoalState.Active, (await mine.UndoAchieveAsync(goal.Id, end)).State);
        var gone = await dee.SeesAsync(ConversationIds.Wins, m => m.DeletedAt is not null);
        Assert.Equal((DeletedBy.Author, null, null), (gone.DeletedBy, gone.Card, gone.AuthorId));
        await RefusedAsync(ErrorCodes.NotFound, dee.Client.Goals.GetAsync(goal.Id, end));
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
    public async Task Who_changes_a_goal_too_often_waits_and_reads_on()
    {
        await using var server = await CircleServer.StartInAsync(CircleServer.NewDirectory(), new TestClock(), "Limits:ChangesPer10Seconds=1");
        var ana = await server.AddAsync("Ana");
        var goal = (await ana.SendAsync("POST", "/goals", Plan(Today))).Read<GoalFacts>(HttpStatusCode.Created);
        Assert.Equal(200, (await ana.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch("Nine talks"))).Status);
        Assert.Equal((429, ErrorCodes.RateLimited), (await ana.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch("Eight talks"))).Verdict);
        Assert.Equal("Nine talks", (await ReadAsync(ana, goal)).Title);
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

        var asked = Assert.Single((await ben.SendAsync("GET", "/notifications")).Read<NotificationPage>().Items);
        Assert.Equal((NotificationKind.Invited, goal.Id, "Ana shared the goal “Ten talks” with you."), (asked.Kind, asked.GoalId, asked.Reason));
        Assert.Equal(0, (await ben.SendAsync("POST", "/notifications/read", new NotificationsReadBody())).Read<NotificationsReadAnswer>().Unread);
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

    private static CheckInBody CheckIn(CheckInStatus status, double value, params MilestoneId[] reached) => new(new CheckInId(Guid.CreateVersion7()), status, value, MilestoneIds: reached);

    private static async Task RefusedAsync(string code, Task<GoalFacts> call) => Assert.Equal(code, (await Assert.ThrowsAsync<PeerCircleException>(() => call)).Code);

    /// <summary>Each shows one celebration in each conversation; less than zero is before the acknowledgement.</summary>
    private static async Task CelebratedAsync(IReadOnlyList<StoryMember> members, long asked, long acknowledged)
    {
        var waits = new List<TimeSpan>();
        foreach (var (member, conversation) in members.SelectMany(m => m.Open.Select(c => (m, c))))
        {
            waits.Add(member.SeenAfter(acknowledged, conversation, Assert.Single(await member.ShownAsync(conversation, MessageKind.Celebration)).Id));
        }
        waits.Sort();
        TestContext.Current.SendDiagnosticMessage(
            $"Celebrated {waits.Count} times: acknowledged in {Stopwatch.GetElapsedTime(asked, acknowledged).TotalMilliseconds:F0} ms, seen {waits[waits.Count / 2].TotalMilliseconds:F0} ms after that at the median, by the last {waits[^1].TotalMilliseconds:F0} ms.");
        Assert.Equal(13, waits.Count);
        Assert.InRange(waits[waits.Count / 2], TimeSpan.MinValue, Soon);
        Assert.InRange(waits[^1], TimeSpan.MinValue, Latest);
    }

    /// <summary>Who begins anew, with nothing kept, is told of one too; and who was there shows no second.</summary>
    private static async Task OnceAfterReloadAsync(IReadOnlyList<StoryMember> members)
    {
        foreach (var (member, conversation) in members.SelectMany(m => m.Open.Select(c => (m, c))))
        {
            await using var again = member.Again();
            await again.FollowAsync(conversation);
            var told = Assert.Single(await again.ShownAsync(conversation, MessageKind.Celebration));
            Assert.Equal(told.Id, Assert.Single(await member.ShownAsync(conversation, MessageKind.Celebration)).Id);
        }
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

    private static async Task<GoalFacts> ReadAsync(Person who, GoalFacts goal) => (await who.SendAsync("GET", $"/goals/{goal.Id}")).Read<GoalFacts>();

    private static async Task<IReadOnlyList<Message>> CardsAsync(Person reader, ConversationId conversation) =>
        (await reader.SendAsync("GET", $"/conversations/{conversation}/messages")).Read<MessagePage>().Messages;
}
