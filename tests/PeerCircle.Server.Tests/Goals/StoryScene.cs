using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Goals;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Tests.Circles;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Goals;

/// <summary>A server whose time is the test's: Ana is in two circles, the founders and the writers, with two others in each; two more are of the network alone. All are connected.</summary>
internal sealed class StoryScene : IAsyncDisposable
{
    private readonly CircleServer _server;
    private readonly ShiftedClock _clock;
    private readonly List<StoryMember> _all = [];

    private StoryScene(CircleServer server, ShiftedClock clock) => (_server, _clock) = (server, clock);

    public required StoryMember Ana { get; init; }

    public required StoryMember Ben { get; init; }

    public required StoryMember Cem { get; init; }

    public required StoryMember Dee { get; init; }

    public required CircleFacts Founders { get; init; }

    public required CircleFacts Writers { get; init; }

    public IReadOnlyList<StoryMember> All => _all;

    public DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    public static async Task<StoryScene> OnAsync(string store)
    {
        var clock = new ShiftedClock();
        var server = await CircleServer.OnAsync(store, clock);
        var (ana, ben, bea, cem, cal, dee, eli) = (await AddAsync("Ana"), await AddAsync("Ben"), await AddAsync("Bea"), await AddAsync("Cem"), await AddAsync("Cal"), await AddAsync("Dee"), await AddAsync("Eli"));
        var (founders, writers) = (await TogetherAsync(ana, "Founders", ben, bea), await TogetherAsync(ana, "Writers", cem, cal));
        await ana.FollowAsync(founders.ConversationId, writers.ConversationId, ConversationIds.Wins);
        foreach (var founder in new[] { ben, bea }) await founder.FollowAsync(founders.ConversationId, ConversationIds.Wins);
        foreach (var writer in new[] { cem, cal }) await writer.FollowAsync(writers.ConversationId, ConversationIds.Wins);
        foreach (var other in new[] { dee, eli }) await other.FollowAsync(ConversationIds.Wins);
        var scene = new StoryScene(server, clock) { Ana = ana, Ben = ben, Cem = cem, Dee = dee, Founders = founders, Writers = writers };
        scene._all.AddRange([ana, ben, bea, cem, cal, dee, eli]);
        return scene;

        async Task<StoryMember> AddAsync(string name)
        {
            var person = await server.AddAsync(name);
            return new StoryMember(new Uri(server.Url), person.Id, name, person.Token);
        }
    }

    /// <summary>A number from 0 to 10 within 90 days, by the week, with two milestones, shared with both circles.</summary>
    public GoalBody TenTalks => new(
        "Ten talks", new MeasureBody(MeasureKind.Number, 0, 10, "talks"), [new MilestoneBody("Three", Today.AddDays(30)), new MilestoneBody("Seven", Today.AddDays(60))], Today.AddDays(90), new Cadence(CadenceEvery.Week),
        new ShareBody([Founders.Id, Writers.Id], [], false), Why: "To hear what hurts");

    /// <summary>Lets time pass, and all that becomes of goals by it.</summary>
    public Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return _server.PassAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _all) await member.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static async Task<CircleFacts> TogetherAsync(StoryMember host, string name, params StoryMember[] others)
    {
        var end = TestContext.Current.CancellationToken;
        var circle = await host.Client.Circles.CreateAsync(new CircleBody(name, "To talk"), end);
        var invite = await host.Client.Circles.InviteAsync(circle.Id, new InviteBody(), end);
        foreach (var other in others) await other.Client.Circles.AcceptInviteAsync(invite.Token, end);
        return circle;
    }
}
