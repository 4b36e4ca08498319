using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Direct;
using PeerCircle.Core.Goals;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Demo;

/// <summary>
/// Performs one <see cref="Talk"/> by the use cases that a server has for it, each at its hour. A stage has a clock of its own, so
/// that conversations, whose times only have to ascend within each, are performed at the same time.
/// </summary>
internal sealed class Stage(IStore store, Company company, Calendar calendar) : IAsyncDisposable
{
    private readonly ShiftedTime _time = new();
    private readonly Dictionary<MemberId, Participant> _present = [];
    private readonly HashSet<MemberId> _behind = [];
    private ServiceProvider? _services;
    private ConversationId _conversation;
    private CircleId? _circle;
    private RoomId? _room;
    private MemberId _host;

    private ServiceProvider Services => _services ??= Scenery.Build(store, _time);

    private GoalDirectory Goals => Services.GetRequiredService<GoalDirectory>();

    private ConversationActs Acts => Services.GetRequiredService<ConversationActs>();

    public async Task PerformAsync(Talk talk, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var act in talk.Acts)
        {
            _time.Hour = calendar.At(act.Day, act.At);
            await act.PerformAsync(this, cancellation);
        }
        _time.Hour = now;
        foreach (var member in _present.Keys.Except(_behind)) await ReadAsync(member, cancellation);
        await Services.GetRequiredService<ConversationNotices>().TellAsync(_conversation, cancellation);
        if (_circle is not null) await InviteAsync(new InviteBody(MaxUses: 5), cancellation);
    }

    public async Task CreateCircleAsync(Figure host, string name, string purpose, int capacity, CancellationToken cancellation)
    {
        _host = company[host];
        var circle = Value(await Services.GetRequiredService<CircleDirectory>().CreateAsync(_host, new CircleBody(name, purpose, Capacity: capacity), cancellation));
        (_conversation, _circle) = (circle.ConversationId, circle.Id);
        await IsPresentAsync(_host, cancellation);
    }

    public async Task CreateRoomAsync(Figure creator, string name, string topic, string[] tags, CancellationToken cancellation)
    {
        var room = Value(await Services.GetRequiredService<RoomDirectory>().CreateAsync(company[creator], new RoomBody(name, topic, tags), cancellation));
        (_conversation, _room) = (room.ConversationId, room.Id);
        await IsPresentAsync(company[creator], cancellation);
    }

    public async Task OpenDirectAsync(Figure one, Figure other, CancellationToken cancellation)
    {
        _conversation = Value(await Services.GetRequiredService<Directs>().OpenAsync(company[one], company[other], () => null, cancellation)).ConversationId;
        await IsPresentAsync(company[one], cancellation);
        await IsPresentAsync(company[other], cancellation);
    }

    public async Task JoinAsync(Figure who, CancellationToken cancellation)
    {
        if (_room is { } room) Value(await Services.GetRequiredService<RoomDirectory>().JoinAsync(company[who], room, cancellation));
        else Value(await Services.GetRequiredService<CircleInviting>().AcceptAsync(company[who], await InviteAsync(new InviteBody(MaxUses: 1), cancellation), cancellation));
        await IsPresentAsync(company[who], cancellation);
    }

    public async Task SetRoleAsync(Figure by, Figure who, ParticipantRole role, CancellationToken cancellation) =>
        Value(await Services.GetRequiredService<CircleDirectory>().SetRoleAsync(company[by], _circle ?? default, company[who], role, cancellation));

    public async Task PostAsync(Figure who, MessageId id, string words, MessageId? parent, int day) =>
        Value(await Acts.PostAsync(_present[company[who]], id, company.Written(words, day, calendar), parent));

    public async Task EditAsync(Figure who, MessageId id, string words, int day) =>
        Value(await Acts.EditAsync(_present[company[who]], id, company.Written(words, day, calendar), baseRev: null));

    public async Task DeleteAsync(Figure who, MessageId id, CancellationToken cancellation) => Value(await Acts.DeleteAsync(_present[company[who]], id, cancellation));

    /// <summary>In the order of the people: each is queued before the next, and several share a commit.</summary>
    public async Task ReactAsync(Figure[] people, MessageId id, string emoji)
    {
        foreach (var outcome in await Task.WhenAll(people.Select(who => Acts.ReactAsync(_present[company[who]], id, emoji, on: true)))) Value(outcome);
    }

    public async Task ReadNoFurtherAsync(Figure who, CancellationToken cancellation)
    {
        await ReadAsync(company[who], cancellation);
        _behind.Add(company[who]);
    }

    public async Task SetGoalAsync(Figure who, GoalId id, string title, string why, int inDays, MeasureBody measure, (string Title, int InDays)[] milestones, CancellationToken cancellation)
    {
        var body = new GoalBody(
            title, measure, [.. milestones.Select(m => new MilestoneBody(m.Title, DayIn(m.InDays)))], DayIn(inDays), new Cadence(CadenceEvery.Week), new ShareBody([_circle ?? default], [], Network: false), id, why);
        Value(await Goals.CreateAsync(company[who], body, cancellation));
    }

    public async Task CheckInAsync(Figure who, GoalId goal, CheckInStatus status, double? value, string? note, int milestones, CancellationToken cancellation)
    {
        var reached = Value(await Goals.FindAsync(company[who], goal, cancellation)).Milestones.Take(milestones).Select(m => m.Id);
        Value(await Goals.CheckInAsync(company[who], goal, new CheckInBody(new CheckInId(Guid.CreateVersion7()), status, value, note, [.. reached]), cancellation));
    }

    public async Task WitnessAsync(Figure who, GoalId goal, CancellationToken cancellation) =>
        Value(await Services.GetRequiredService<GoalTalks>().WitnessAsync(company[who], goal, on: true, cancellation));

    public async Task MoveDateAsync(Figure who, GoalId goal, int inDays, string reason, CancellationToken cancellation) =>
        Value(await Goals.EditAsync(company[who], goal, new GoalPatch(TargetOn: DayIn(inDays), Reason: reason), cancellation));

    public async Task PauseAsync(Figure who, GoalId goal, int days, CancellationToken cancellation) => Value(await Goals.PauseAsync(company[who], goal, DayIn(days), cancellation));

    public async Task LetGoAsync(Figure who, GoalId goal, string learned, CancellationToken cancellation) => Value(await Goals.LetGoAsync(company[who], goal, new LetGoBody(learned), cancellation));

    public async Task AchieveAsync(Figure who, GoalId goal, CancellationToken cancellation) => Value(await Goals.AchieveAsync(company[who], goal, new AchieveBody(Network: true), cancellation));

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? default;

    private DateOnly DayIn(int days) => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).AddDays(days);

    private async Task<string> InviteAsync(InviteBody body, CancellationToken cancellation) =>
        Value(await Services.GetRequiredService<CircleInviting>().MakeAsync(_host, _circle ?? default, body, origin: "", cancellation)).Token;

    private async Task ReadAsync(MemberId member, CancellationToken cancellation) => Value(await Acts.MarkReadAsync(_present[member], long.MaxValue, cancellation));

    private async Task IsPresentAsync(MemberId member, CancellationToken cancellation) =>
        _present[member] = Value(await Services.GetRequiredService<ConversationAccess>().FindAsync(member, _conversation, cancellation));

    /// <summary>The script keeps to the rules; that it does is shown whenever it is performed.</summary>
    private T Value<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusal) ? value : throw new InvalidOperationException($"The demo network was refused something at {_time.Hour:u}: {refusal.Code}, {refusal.Message}");
}
