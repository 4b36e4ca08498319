using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Conversations;

/// <summary>Outcomes as hub replies.</summary>
internal static class HubReplies
{
    public static Refusal Ended { get; } = new(ErrorCodes.AuthRequired, "The session has ended. Sign in again.");

    public static Reply<T> From<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusal) ? new Reply<T>(Ok: true, value) : Refused<T>(refusal);

    public static Reply<T> Refused<T>(Refusal refusal) => new(Ok: false, Error: Error(refusal));

    /// <summary>What an exception looks like from outside; a bug is logged and shows nothing of itself.</summary>
    public static Refusal Failed(Exception failure, ILogger logger)
    {
        switch (failure)
        {
            case StoreUnavailableException:
                return Refusal.StoreUnavailable;
            case OutcomeUnknownException or OperationCanceledException:
                return Refusal.OutcomeUnknown;
            default:
                Log.MethodFailed(logger, "hub", failure);
                return new Refusal(ErrorCodes.Internal, "Something went wrong here. It was noted; try again later.");
        }
    }

    private static ReplyError Error(Refusal refusal) =>
        new(refusal.Code, refusal.Message, refusal.Retryable, refusal.RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalMilliseconds) : null);
}
