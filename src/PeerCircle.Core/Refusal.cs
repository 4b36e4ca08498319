using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core;

/// <summary>An expected "no". <paramref name="Code"/> is stable, <paramref name="Message"/> is for people; with <paramref name="Retryable"/> the same may be tried again.</summary>
public sealed record Refusal(string Code, string Message, bool Retryable = false, TimeSpan? RetryAfter = null)
{
    /// <summary>For <c>request.invalid</c>: what is wrong with which member of the request.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public static Refusal NotFound { get; } = new(ErrorCodes.NotFound, "There is no such thing here, or it is not yours to see.");

    public static Refusal Forbidden(string why) => new(ErrorCodes.AuthForbidden, why);

    public static Refusal Malformed(string why) => new(ErrorCodes.RequestMalformed, why);

    public static Refusal Invalid(string member, string why) =>
        new(ErrorCodes.RequestInvalid, $"{member}: {why}") { Errors = new Dictionary<string, string> { [member] = why } };

    public static Refusal Busy { get; } = new(ErrorCodes.ConversationBusy, "The conversation is very busy. Try again.", Retryable: true);

    public static Refusal OutcomeUnknown { get; } = new(ErrorCodes.OutcomeUnknown, "It is not known yet whether this was kept. Ask again with the same id.", Retryable: true);

    public static Refusal StoreUnavailable { get; } = new(ErrorCodes.StoreUnavailable, "The store cannot be reached. Nothing was kept; try again.", Retryable: true);
}
