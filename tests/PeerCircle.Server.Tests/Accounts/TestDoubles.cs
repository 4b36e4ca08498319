using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Server.Tests.Accounts;

/// <summary>Invites as accounts see them: a token is good, gone, full or unknown. Circles themselves have tests of their own.</summary>
public sealed class TestInvites : ISignUpInvites
{
    private readonly ConcurrentDictionary<string, Refusal?> _invites = new();

    public ConcurrentQueue<(MemberId Member, string TokenHash)> Joined { get; } = new();

    public static CircleId Circle { get; } = new(Guid.CreateVersion7());

    /// <summary>Makes a token good, or refused for the reason.</summary>
    public void Set(string token, Refusal? refusal = null) => _invites[Token.Hash(token)] = refusal;

    public Task<Outcome<CircleId>> CheckAsync(string token, CancellationToken cancellation) => Task.FromResult(Find(Token.Hash(token)));

    public Task<Outcome<CircleId>> JoinAsync(MemberId member, string tokenHash, CancellationToken cancellation)
    {
        var found = Find(tokenHash);
        if (found.Refusal is null) Joined.Enqueue((member, tokenHash));
        return Task.FromResult(found);
    }

    private Outcome<CircleId> Find(string tokenHash) => !_invites.TryGetValue(tokenHash, out var refusal) ? Refusal.NotFound : refusal is null ? Circle : refusal;
}

/// <summary>Notes which sessions were said to have ended.</summary>
public sealed class RecordedEnds : ILiveSessions
{
    public ConcurrentQueue<(SessionId Session, SessionEndReason Reason)> Ended { get; } = new();

    public Task EndedAsync(IReadOnlyCollection<SessionId> sessions, SessionEndReason reason, CancellationToken cancellation)
    {
        foreach (var session in sessions) Ended.Enqueue((session, reason));
        return Task.CompletedTask;
    }
}

/// <summary>Identity's hasher, counted.</summary>
public sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : IPasswordHasher<Member>
{
    private PasswordHasher<Member> _hasher = new(options);
    private int _verified;

    public int Verified => _verified;

    /// <summary>From now on hashes take one iteration more.</summary>
    public void Strengthen() => _hasher = new PasswordHasher<Member>(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.IterationCount + 1 }));

    /// <summary>As Identity's third format keeps them: after a byte for the format and four for the algorithm.</summary>
    public static int IterationsOf(string? hash) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash ?? "").AsSpan(5));

    /// <summary>Runs once, before the next hash is made.</summary>
    public Action? BeforeHash { get; set; }

    public string HashPassword(Member user, string password)
    {
        var before = BeforeHash;
        BeforeHash = null;
        before?.Invoke();
        return _hasher.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _verified);
        return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

/// <summary>Everything that was logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The first line that holds the text, when it comes.</summary>
    public async Task<string> FoundAsync(string part)
    {
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (Lines.FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal)) is { } line) return line;
            await more.WaitAsync(Deadline);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{formatter(state, exception)} {exception}");
        Interlocked.Exchange(ref _more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Dispose()
    {
    }
}
