using System.Globalization;
using System.Net;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Circles;
using Xunit;

namespace PeerCircle.Server.Tests.Goals;

/// <summary>Who may do what to a goal, and what cannot be taken.</summary>
public sealed class GoalAccessTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>For every route: what a stranger, one who was removed, a member of the circle, and its owner are told.</summary>
    [Theory]
    [InlineData("GET", "", null, 404, 404, 200, 200)]
    [InlineData("PATCH", "", """{ "title": "Other" }""", 404, 404, 403, 200)]
    [InlineData("POST", "/check-ins", """{ "id": "{new}", "status": "onTrack" }""", 404, 404, 403, 200)]
    [InlineData("POST", "/missed", """{ "answer": "onIt" }""", 404, 404, 403, 409)]
    [InlineData("POST", "/achieve", "{}", 404, 404, 403, 200)]
    [InlineData("POST", "/achieve/undo", null, 404, 404, 403, 409)]
    [InlineData("POST", "/pause", """{ "until": "{tomorrow}" }""", 404, 404, 403, 200)]
    [InlineData("POST", "/resume", null, 404, 404, 403, 200)]
    [InlineData("POST", "/let-go", "{}", 404, 404, 403, 200)]
    [InlineData("POST", "/walk", "{}", 404, 404, 201, 201)]
    [InlineData("POST", "/changes/{change}/question", """{ "text": "Why?" }""", 404, 404, 200, 403)]
    [InlineData("POST", "/changes/{change}/answer", """{ "text": "So" }""", 404, 404, 403, 409)]
    [InlineData("POST", "/nudge", """{ "circleId": "{circle}", "text": "How is it?" }""", 404, 404, 409, 403)]
    [InlineData("POST", "/witness", """{ "on": true }""", 404, 404, 200, 403)]
    public async Task Each_may_what_is_theirs(string method, string path, string? body, int stranger, int removed, int peer, int owner)
    {
        var scene = await SceneAsync();
        Assert.Equal(401, (await Send(shared.Server.Nobody())).Status);
        Assert.Equal(stranger, (await Send(scene.Stranger)).Status);
        Assert.Equal(removed, (await Send(scene.Removed)).Status);
        Assert.Equal(peer, (await Send(scene.Peer)).Status);
        var fresh = await SceneAsync(scene.Owner);
        Assert.Equal(owner, (await SendTo(fresh, fresh.Owner)).Status);

        Task<Said> Send(Person who) => SendTo(scene, who);
        Task<Said> SendTo(Scene to, Person who) => who.SendAsync(method, $"/goals/{to.Goal.Id}{Filled(to, path)}", body is null ? null : Filled(to, body));
    }

    [Fact]
    public async Task Who_it_is_shared_with_by_name_or_by_the_network_sees_it_and_lists_hold_no_more()
    {
        var (ana, ben, cem) = (await shared.Server.AddAsync("Ana"), await shared.Server.AddAsync("Ben"), await shared.Server.AddAsync("Cem"));
        var own = await MakeAsync(ana, new ShareBody([], [], false));
        var named = await MakeAsync(ana, new ShareBody([], [ben.Id], false));
        var open = await MakeAsync(ana, new ShareBody([], [], true));
        Assert.Equal([own.Id, named.Id, open.Id], await ListAsync(ana, ""));
        Assert.Equal([named.Id, open.Id], await ListAsync(ben, $"?ownerId={ana.Id}"));
        Assert.Equal([open.Id], await ListAsync(cem, $"?ownerId={ana.Id}"));
        Assert.Empty(await ListAsync(cem, $"?ownerId={ana.Id}&state=paused"));
        var page = (await ben.SendAsync("GET", $"/goals?ownerId={ana.Id}&limit=1")).Read<ListOf<GoalFacts>>();
        Assert.Equal([named.Id], page.Items.Select(g => g.Id));
        Assert.Equal([open.Id], await ListAsync(ben, $"?ownerId={ana.Id}&limit=1&next={page.Next}"));
        Assert.Null((await cem.SendAsync("GET", $"/goals?ownerId={ana.Id}&limit=1")).Read<ListOf<GoalFacts>>().Next);
        Assert.Equal((404, ErrorCodes.NotFound), (await cem.SendAsync("GET", $"/goals?circleId={Guid.CreateVersion7()}")).Verdict);
        Assert.Equal((400, ErrorCodes.RequestMalformed), (await cem.SendAsync("GET", "/goals?state=Active")).Verdict);
    }

    [Theory]
    [InlineData("""{ "title": "t" }""", ErrorCodes.RequestMalformed)]
    [InlineData("{plan}, \"color\": \"red\" }", ErrorCodes.RequestMalformed)]
    [InlineData("{plan}, \"targetOn\": \"2027-02-30\" }", ErrorCodes.RequestMalformed)]
    [InlineData("{plan}, \"targetOn\": \"2020-01-01\" }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"measure\": { \"kind\": \"number\", \"start\": 1, \"target\": 1 } }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"measure\": { \"kind\": \"number\", \"start\": 1 } }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"measure\": { \"kind\": \"number\", \"start\": 1, \"target\": 1e400 } }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"measure\": { \"kind\": \"done\", \"start\": 1 } }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"cadence\": { \"every\": \"year\" } }", ErrorCodes.RequestMalformed)]
    [InlineData("{plan}, \"id\": \"b1c5a3de-57f5-4f6c-9c94-6f2a5a3a0b11\" }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"milestones\": [null] }", ErrorCodes.RequestMalformed)]
    [InlineData("{plan}, \"targetOn\": \"9999-12-31\" }", ErrorCodes.RequestInvalid)]
    [InlineData("{plan}, \"milestones\": [{ \"title\": \" \", \"dueOn\": \"2031-01-01\" }] }", ErrorCodes.RequestInvalid)]
    public async Task What_cannot_be_taken_is_refused_by_what_is_wrong(string body, string code)
    {
        var plan = new Dictionary<string, string>
        {
            ["title"] = "\"t\"",
            ["measure"] = """{ "kind": "done" }""",
            ["milestones"] = "[]",
            ["targetOn"] = $"\"{Day}\"",
            ["cadence"] = """{ "every": "week" }""",
            ["share"] = """{ "circleIds": [], "memberIds": [], "network": false }""",
        };
        foreach (var name in plan.Keys.Where(n => body.StartsWith($"{{plan}}, \"{n}\"", StringComparison.Ordinal))) plan.Remove(name);
        var whole = body.Replace("{plan}", "{ " + string.Join(", ", plan.Select(p => $"\"{p.Key}\": {p.Value}")), StringComparison.Ordinal);
        Assert.Equal((400, code), (await (await shared.Server.AddAsync("Ana")).SendAsync("POST", "/goals", whole)).Verdict);
    }

    [Fact]
    public async Task To_share_with_a_circle_of_others_or_with_nobody_known_is_not_found()
    {
        var (ana, ben) = (await shared.Server.AddAsync("Ana"), await shared.Server.AddAsync("Ben"));
        var bens = await ben.MakeCircleAsync();
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("POST", "/goals", Body(new ShareBody([bens.Id], [], false)))).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("POST", "/goals", Body(new ShareBody([], [new MemberId(Guid.CreateVersion7())], false)))).Verdict);
        var goal = await MakeAsync(ana, new ShareBody([], [], false));
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch(Share: new ShareBody([bens.Id], [], false)))).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("POST", $"/goals/{goal.Id}/achieve", new AchieveBody([bens.Id]))).Verdict);
    }

    [Fact]
    public async Task The_same_id_again_answers_the_goal_as_it_is_now_and_shows_nothing_to_another()
    {
        var (ana, ben) = (await shared.Server.AddAsync("Ana"), await shared.Server.AddAsync("Ben"));
        var body = Body(new ShareBody([], [], false)) with { Id = new GoalId(Guid.CreateVersion7()) };
        await ana.SendAsync("POST", "/goals", body);
        await ana.SendAsync("PATCH", $"/goals/{body.Id}", new GoalPatch("Other"));
        Assert.Equal("Other", (await ana.SendAsync("POST", "/goals", body)).Read<GoalFacts>(HttpStatusCode.Created).Title);
        Assert.Equal((409, ErrorCodes.IdTaken), (await ben.SendAsync("POST", "/goals", body)).Verdict);
    }

    private async Task<Scene> SceneAsync(Person? owner = null)
    {
        owner ??= await shared.Server.AddAsync("Ana");
        var (peer, removed, stranger) = (await shared.Server.AddAsync("Ben"), await shared.Server.AddAsync("Cem"), await shared.Server.AddAsync("Dee"));
        var circle = await owner.MakeCircleAsync();
        var invite = await owner.InviteAsync(circle);
        await peer.AcceptAsync(invite);
        await removed.AcceptAsync(invite);
        var goal = await MakeAsync(owner, new ShareBody([circle.Id], [], false));
        goal = (await owner.SendAsync("PATCH", $"/goals/{goal.Id}", new GoalPatch(TargetOn: goal.TargetOn.AddDays(1), Reason: "Later"))).Read<GoalFacts>();
        await owner.SendAsync("DELETE", $"/circles/{circle.Id}/members/{removed.Id}");
        return new Scene(owner, peer, removed, stranger, circle, goal);
    }

    private static string Filled(Scene scene, string text) => text
        .Replace("{new}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
        .Replace("{tomorrow}", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1).ToString("O", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{change}", scene.Goal.Changes[0].Id.ToString(), StringComparison.Ordinal)
        .Replace("{circle}", scene.Circle.Id.ToString(), StringComparison.Ordinal);

    private static GoalBody Body(ShareBody share) => new("Write", new MeasureBody(MeasureKind.Done), [], DateOnly.Parse(Day, CultureInfo.InvariantCulture), new Cadence(CadenceEvery.Week), share);

    private static async Task<GoalFacts> MakeAsync(Person owner, ShareBody share) => (await owner.SendAsync("POST", "/goals", Body(share))).Read<GoalFacts>(HttpStatusCode.Created);

    private static async Task<IEnumerable<GoalId>> ListAsync(Person who, string query) => (await who.SendAsync("GET", $"/goals{query}")).Read<ListOf<GoalFacts>>().Items.Select(g => g.Id);

    private sealed record Scene(Person Owner, Person Peer, Person Removed, Person Stranger, CircleFacts Circle, GoalFacts Goal);
}
