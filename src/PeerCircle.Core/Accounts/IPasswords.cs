namespace PeerCircle.Core.Accounts;

/// <summary>The slow hashing of passwords. Only a few run at a time; when too many wait, the answer is a retryable <c>rate.limited</c>.</summary>
public interface IPasswords
{
    Task<Outcome<string>> HashAsync(string password, CancellationToken cancellation);

    /// <summary>Compares with a hash. Without one (no such account) it does the same work and answers <see cref="PasswordMatch.No"/>.</summary>
    Task<Outcome<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellation);
}

public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Right, but hashed more weakly than hashes are made now.</summary>
    YesButWeak,
}
