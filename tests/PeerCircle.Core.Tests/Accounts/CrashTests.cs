using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Core.Tests.Accounts;

/// <summary>A process dies at every write there is, before it and after it; another one finishes what was decided, once.</summary>
public sealed class CrashTests
{
    private const string Another = "quiet lamps at noon";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_up_is_finished_once(bool after)
    {
        for (var at = 1; ; at++)
        {
            await using var world = await AccountsWorld.OpenAsync();
            var store = new CrashingStore(world.Documents, at, after);
            await DieAsync(() => world.NewProcess(store).SignUp.SignUpAsync(new SignUpBody("ada@example.org", AccountsWorld.Password, "Ada", "invite"), TestContext.Current.CancellationToken), store);
            await FinishAsync(world);
            var members = await world.AllAsync(Member.Type);
            if (at == 1 && !after) Assert.Empty(members);
            else
            {
                var member = Assert.Single(members);
                Assert.Equal([member.Id], await world.NewProcess().Administrators.FindAsync(TestContext.Current.CancellationToken));
                Assert.Equal([(member.Id, Token.Hash("invite"))], world.Invites.Joined);
            }
            if (store.Lived) return;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deactivation_is_finished_once_or_was_not_decided(bool after)
    {
        for (var at = 1; ; at++)
        {
            await using var world = await AccountsWorld.OpenAsync();
            var (ada, grace) = await TwoAsync(world, graceAdministers: true);
            var token = Process.Value(await world.NewProcess().SignInAsync("grace")).Token;
            var store = new CrashingStore(world.Documents, at, after);
            await DieAsync(() => world.NewProcess(store).Administration.DeactivateAsync(ada, grace, TestContext.Current.CancellationToken), store);
            await FinishAsync(world);
            var decided = !(at == 1 && !after);
            var next = world.NewProcess();
            Assert.Equal(decided, (await world.AllAsync(Member.Type)).Single(m => m.Id == grace).Deactivated);
            Assert.Equal(!decided, await next.Administrators.IncludeAsync(grace, TestContext.Current.CancellationToken));
            Assert.Equal(decided, await next.Sessions.AuthenticateAsync(token, TestContext.Current.CancellationToken) is null);
            Assert.Equal(decided ? SessionEndReason.Deactivated : null, (await world.AllAsync(Session.Type)).Single(s => s.MemberId == grace).EndReason);
            Assert.Equal(decided ? 1 : 0, (await world.AllAsync(Audit.Type)).Count(a => a.What == "deactivate"));
            if (store.Lived) return;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_role_is_given_once_or_not_at_all(bool after)
    {
        for (var at = 1; ; at++)
        {
            await using var world = await AccountsWorld.OpenAsync();
            var (ada, grace) = await TwoAsync(world, graceAdministers: true);
            var store = new CrashingStore(world.Documents, at, after);
            await DieAsync(() => world.NewProcess(store).Administration.SetRoleAsync(ada, grace, MemberRole.Moderator, TestContext.Current.CancellationToken), store);
            await FinishAsync(world);
            var decided = !(at == 1 && !after);
            Assert.Equal(decided ? MemberRole.Moderator : MemberRole.Member, (await world.AllAsync(Member.Type)).Single(m => m.Id == grace).Role);
            Assert.Equal(!decided, await world.NewProcess().Administrators.IncludeAsync(grace, TestContext.Current.CancellationToken));
            Assert.Equal(decided ? 1 : 0, (await world.AllAsync(Audit.Type)).Count(a => a.What == "role.moderator"));
            if (store.Lived) return;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_new_password_the_other_sessions_are_over_at_once(bool after)
    {
        for (var at = 1; ; at++)
        {
            await using var world = await AccountsWorld.OpenAsync();
            var ada = await world.NewProcess().AddAsync("ada");
            var kept = Process.Value(await world.NewProcess().SignInAsync("ada")).Token;
            var other = Process.Value(await world.NewProcess().SignInAsync("ada")).Token;
            var here = await world.NewProcess().Sessions.AuthenticateAsync(kept, TestContext.Current.CancellationToken);
            Assert.NotNull(here);
            var store = new CrashingStore(world.Documents, at, after);
            await DieAsync(() => world.NewProcess(store).Passwords.ChangeAsync(ada, here.Session, new PasswordChangeBody(AccountsWorld.Password, Another), "203.0.113.1", TestContext.Current.CancellationToken), store);

            // Before anything is finished: whoever knows the old password is out as soon as the new one stands.
            var changed = (await world.NewProcess().SignInAsync("ada", Another)).Refusal is null;
            Assert.Equal(!(at == 1 && !after), changed);
            Assert.Equal(changed, await world.NewProcess().Sessions.AuthenticateAsync(other, TestContext.Current.CancellationToken) is null);
            Assert.NotNull(await world.NewProcess().Sessions.AuthenticateAsync(kept, TestContext.Current.CancellationToken));
            await FinishAsync(world);
            Assert.Equal(changed ? 1 : 0, (await world.AllAsync(Session.Type)).Count(s => s.EndReason == SessionEndReason.PasswordChanged));
            if (store.Lived) return;
        }
    }

    [Fact]
    public async Task The_worker_leaves_what_was_just_decided_to_the_request()
    {
        await using var world = await AccountsWorld.OpenAsync();
        var store = new CrashingStore(world.Documents, at: 2, after: false);
        await DieAsync(() => world.NewProcess(store).SignUp.SignUpAsync(new SignUpBody("ada@example.org", AccountsWorld.Password, "Ada"), TestContext.Current.CancellationToken), store);
        Assert.Equal(0, await world.NewProcess().Pending.FinishPendingAsync(TestContext.Current.CancellationToken));
        world.Clock.Advance(PendingSteps.Grace);
        Assert.Equal(1, await world.NewProcess().Pending.FinishPendingAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await world.NewProcess().Pending.FinishPendingAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_later_decision_first_finishes_an_earlier_one()
    {
        await using var world = await AccountsWorld.OpenAsync();
        var (ada, grace) = await TwoAsync(world, graceAdministers: false);
        var store = new CrashingStore(world.Documents, at: 2, after: false);
        await DieAsync(() => world.NewProcess(store).Administration.SetRoleAsync(ada, grace, MemberRole.Administrator, TestContext.Current.CancellationToken), store);
        Process.Value(await world.NewProcess().Administration.SetRoleAsync(ada, grace, MemberRole.Moderator, TestContext.Current.CancellationToken));
        Assert.Equal(["role.administrator", "role.moderator"], (await world.AllAsync(Audit.Type)).Select(a => a.What).Order(StringComparer.Ordinal));
        Assert.Equal([ada], await world.NewProcess().Administrators.FindAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(MemberId Ada, MemberId Grace)> TwoAsync(AccountsWorld world, bool graceAdministers)
    {
        var process = world.NewProcess();
        var (ada, grace) = (await process.AddAsync("ada"), await process.AddAsync("grace"));
        if (graceAdministers) Process.Value(await process.Administration.SetRoleAsync(ada, grace, MemberRole.Administrator, TestContext.Current.CancellationToken));
        return (ada, grace);
    }

    private static async Task DieAsync<T>(Func<Task<Outcome<T>>> act, CrashingStore store)
    {
        try
        {
            Process.Value(await act());
        }
        catch (CrashException)
        {
            Assert.False(store.Lived);
        }
    }

    private static async Task FinishAsync(AccountsWorld world)
    {
        world.Clock.Advance(PendingSteps.Grace);
        await world.NewProcess().Pending.FinishPendingAsync(TestContext.Current.CancellationToken);
        Assert.All(await world.AllAsync(Member.Type), m => Assert.Null(m.Pending));
        var still = await world.Documents.ListAsync(Member.Type, new DocumentQuery([new IndexMatch("pending", "yes")], 10), TestContext.Current.CancellationToken);
        Assert.Empty(still.Items);
    }
}
