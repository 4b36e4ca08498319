using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using Xunit;

namespace PeerCircle.Core.Tests.Accounts;

/// <summary>A store in a file of its own, and the use cases of accounts over it, as often as processes come and go.</summary>
public sealed class AccountsWorld : IAsyncDisposable
{
    public const string Password = "plain oats and rivers";

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private readonly SqliteStore _store;
    private readonly List<Process> _processes = [];

    private AccountsWorld() => _store = new SqliteStore(Path.Combine(_directory, "store.db"), Clock, NullLogger<SqliteStore>.Instance);

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public CountedInvites Invites { get; } = new();

    public IDocumentStore Documents => _store.Documents;

    public static async Task<AccountsWorld> OpenAsync()
    {
        var world = new AccountsWorld();
        await world._store.OpenAsync(StoreHold.Serve, TestContext.Current.CancellationToken);
        return world;
    }

    public Process NewProcess(IDocumentStore? documents = null)
    {
        var process = new Process(documents ?? Documents, _store.Conversations, Invites, Clock);
        _processes.Add(process);
        return process;
    }

    /// <summary>All documents of a type.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(DocumentType<T> type) where T : Document =>
        [.. (await Documents.ListAsync(type, new DocumentQuery([], 100), TestContext.Current.CancellationToken)).Items.Select(i => i.Value)];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) process.Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>The use cases of one process.</summary>
public sealed class Process : IDisposable
{
    private readonly Lockouts _lockouts;

    public Process(IDocumentStore documents, IConversationLog conversations, ISignUpInvites invites, TimeProvider time)
    {
        var rules = new AccountRules { Registration = Registration.Open };
        var members = new Members(documents);
        var view = new MemberView(Administrators = new Administrators(documents));
        var passwords = new PlainPasswords();
        _lockouts = new Lockouts(documents, time);
        Sessions = new Sessions(documents, members, rules, [], time);
        Pending = new PendingSteps(documents, members, Administrators, Sessions, _lockouts, invites, new AuditLog(documents), time, NullLogger<PendingSteps>.Instance);
        SignUp = new SignUp(documents, members, Administrators, invites, passwords, Pending, view, rules, conversations, time);
        SignIn = new SignIn(members, passwords, _lockouts, Sessions, view);
        Passwords = new PasswordChange(members, SignIn, passwords, Pending, time);
        Administration = new Administration(members, Administrators, Pending, view, time);
    }

    public Administrators Administrators { get; }

    public Sessions Sessions { get; }

    public PendingSteps Pending { get; }

    public SignUp SignUp { get; }

    public SignIn SignIn { get; }

    public PasswordChange Passwords { get; }

    public Administration Administration { get; }

    public async Task<MemberId> AddAsync(string name, string? invite = null) => Value(await SignUp.SignUpAsync(
        new SignUpBody($"{name}@example.org", AccountsWorld.Password, name, invite), TestContext.Current.CancellationToken)).Id;

    public Task<Outcome<Begun>> SignInAsync(string name, string password = AccountsWorld.Password) =>
        SignIn.SignInAsync(new SignInBody($"{name}@example.org", password, SessionKind.Token), "203.0.113.1", null, TestContext.Current.CancellationToken);

    public static T Value<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.TryGet(out var value, out var refusal), refusal?.Message);
        return value;
    }

    public void Dispose() => _lockouts.Dispose();
}

/// <summary>Invites of which every token is good, and which keep who joined by them.</summary>
public sealed class CountedInvites : ISignUpInvites
{
    private static readonly CircleId Circle = new(Guid.CreateVersion7());

    public HashSet<(MemberId, string)> Joined { get; } = [];

    public Task<Outcome<CircleId>> CheckAsync(string token, CancellationToken cancellation) => Task.FromResult<Outcome<CircleId>>(Circle);

    public Task<Outcome<CircleId>> JoinAsync(MemberId member, string tokenHash, CancellationToken cancellation)
    {
        Joined.Add((member, tokenHash));
        return Task.FromResult<Outcome<CircleId>>(Circle);
    }
}

/// <summary>Hashing is the server's business; here a password is as good as its hash.</summary>
internal sealed class PlainPasswords : IPasswords
{
    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancellation) => Task.FromResult<Outcome<string>>(Token.Hash(password));

    public Task<Outcome<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellation) =>
        Task.FromResult<Outcome<PasswordMatch>>(hash == Token.Hash(password) ? PasswordMatch.Yes : PasswordMatch.No);
}
