using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>Outcomes of use cases as HTTP answers: values as JSON, refusals as problem details (RFC 9457) with their code.</summary>
internal static class Answers
{
    public static IResult Ok<T>(Outcome<T> outcome) => outcome.TryGet(out var value, out var refusal) ? TypedResults.Ok(value) : Problem(refusal);

    public static IResult Created<T>(Outcome<T> outcome) => outcome.TryGet(out var value, out var refusal) ? TypedResults.Json(value, statusCode: StatusCodes.Status201Created) : Problem(refusal);

    public static IResult NoContent<T>(Outcome<T> outcome) => outcome.TryGet(out _, out var refusal) ? TypedResults.NoContent() : Problem(refusal);

    public static IResult Problem(Refusal refusal) => new ProblemAnswer(refusal);

    /// <summary>The HTTP status of a refusal's code (contract, section 2).</summary>
    public static int Status(string code) => code switch
    {
        ErrorCodes.RequestTooLarge => 413,
        ErrorCodes.RequestUnsupportedType => 415,
        ErrorCodes.AuthRequired or ErrorCodes.AuthFailed => 401,
        ErrorCodes.AuthForbidden or ErrorCodes.OriginRefused or ErrorCodes.ConversationReadOnly or ErrorCodes.RegistrationClosed
            or ErrorCodes.InviteRequired or ErrorCodes.SetupCodeRequired => 403,
        ErrorCodes.NotFound => 404,
        ErrorCodes.IdTaken or ErrorCodes.EmailTaken or ErrorCodes.CircleFull or ErrorCodes.MessageIdTaken or ErrorCodes.MessageDeleted
            or ErrorCodes.MessageEditConflict or ErrorCodes.ReactionTooMany
            or ErrorCodes.GoalState or ErrorCodes.GoalUndoExpired or ErrorCodes.GoalQuestioned => 409,
        ErrorCodes.InviteGone => 410,
        ErrorCodes.RateLimited => 429,
        ErrorCodes.ConversationBusy or ErrorCodes.OutcomeUnknown or ErrorCodes.StoreUnavailable or ErrorCodes.ServerDraining or ErrorCodes.ServerBusy => 503,
        ErrorCodes.Internal => 500,
        _ => 400,
    };
}
