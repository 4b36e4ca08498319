using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client;

/// <summary>
/// The server said no, or no answer came (<c>network.failed</c>: what was asked may have happened all the same). Decide by
/// <see cref="Code"/>, never by the words.
/// </summary>
public sealed class PeerCircleException : Exception
{
    /// <summary>No answer came.</summary>
    public const string NetworkFailed = "network.failed";

    /// <summary>The server was restored to another history; positions of the one before mean nothing any more.</summary>
    public const string HistoryChanged = "history.changed";

    private static readonly string[] RetryableCodes =
    [
        ErrorCodes.RateLimited, ErrorCodes.ConversationBusy, ErrorCodes.OutcomeUnknown, ErrorCodes.StoreUnavailable, ErrorCodes.ServerDraining, ErrorCodes.ServerBusy, NetworkFailed,
    ];

    internal PeerCircleException(string code, string message, Exception? inner = null) : base(message, inner)
    {
        Code = code;
        Retryable = RetryableCodes.Contains(code);
    }

    /// <summary>Stable, see <see cref="ErrorCodes"/>; <c>http.NNN</c> when something between answered without one.</summary>
    public string Code { get; }

    /// <summary>Whether the same call, with the same id, may succeed later.</summary>
    public bool Retryable { get; internal init; }

    /// <summary>The least wait before repeating, where waiting helps.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Finds the call in the server's log; HTTP only.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>For <c>request.invalid</c>: what is wrong with each member. Empty otherwise.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; internal init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal PeerCircleException AsRetryable() => new(Code, Message) { Retryable = true, RetryAfter = RetryAfter, TraceId = TraceId, Errors = Errors };

    internal static PeerCircleException Of(ReplyError? error) => new(error?.Code ?? ErrorCodes.Internal, error?.Message ?? "The server gave no reason.")
    {
        Retryable = error?.Retryable ?? false,
        RetryAfter = error?.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
    };
}
