using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Server.Accounts;

/// <summary>
/// Passwords by ASP.NET Core Identity's hasher. Its UserManager and SignInManager stay out: they lock an account for everybody,
/// where only the pair of account and address may be locked, and they answer sooner when there is no such account.
/// </summary>
internal sealed class SlowPasswords(IPasswordHasher<Member> hasher) : IPasswords, IDisposable
{
    public const int Iterations = 210_000;

    private const int AtOnce = 2;
    private const int MostWaiting = 256;

    private static readonly Refusal TooMany = new(ErrorCodes.RateLimited, "Too many are signing in right now. Try again in a moment.", Retryable: true, RetryAfter: TimeSpan.FromSeconds(2));

    // Identity hands the user to the hasher for those that need one; its own does not.
    private static readonly Member Nobody = new() { Id = default, Email = "", EmailKey = "", DisplayName = "", PasswordHash = "", CreatedAt = default };

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));
    private int _waiting;

    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancellation) => InTurnAsync(() => hasher.HashPassword(Nobody, password), cancellation);

    public Task<Outcome<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellation) => InTurnAsync(
        () => hasher.VerifyHashedPassword(Nobody, hash ?? _decoy.Value, password) switch
        {
            _ when hash is null => PasswordMatch.No,
            PasswordVerificationResult.Success => PasswordMatch.Yes,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButWeak,
            _ => PasswordMatch.No,
        },
        cancellation);

    public void Dispose() => _turns.Dispose();

    private async Task<Outcome<T>> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting + AtOnce)
        {
            Interlocked.Decrement(ref _waiting);
            return TooMany;
        }
        try
        {
            await _turns.WaitAsync(cancellation);
            try
            {
                return await Task.Run(work, cancellation);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
