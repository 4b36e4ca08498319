namespace PeerCircle.Contracts.Wire;

/// <summary>Stable codes of refusals; clients decide by these, never by the words beside them.</summary>
public static class ErrorCodes
{
    public const string RequestMalformed = "request.malformed";
    public const string RequestInvalid = "request.invalid";
    public const string RequestTooLarge = "request.too_large";
    public const string RequestUnsupportedType = "request.unsupported_type";
    public const string AuthRequired = "auth.required";
    public const string AuthFailed = "auth.failed";
    public const string AuthForbidden = "auth.forbidden";
    public const string OriginRefused = "origin.refused";
    public const string NotFound = "not_found";
    public const string IdTaken = "id.taken";
    public const string EmailTaken = "account.email_taken";
    public const string RegistrationClosed = "account.registration_closed";
    public const string InviteRequired = "account.invite_required";
    public const string SetupCodeRequired = "account.setup_code_required";
    public const string PasswordRefused = "password.refused";
    public const string InviteGone = "invite.gone";
    public const string CircleFull = "circle.full";
    public const string ConversationReadOnly = "conversation.read_only";
    public const string ConversationBusy = "conversation.busy";
    public const string MessageEmpty = "message.empty";
    public const string MessageTooLong = "message.too_long";
    public const string MessageParentInvalid = "message.parent_invalid";
    public const string MessageIdTaken = "message.id_taken";
    public const string MessageDeleted = "message.deleted";
    public const string MessageEditConflict = "message.edit_conflict";
    public const string ReactionInvalid = "reaction.invalid";
    public const string ReactionTooMany = "reaction.too_many";
    public const string GoalState = "goal.state";
    public const string GoalReasonRequired = "goal.reason_required";
    public const string GoalUndoExpired = "goal.undo_expired";
    public const string GoalQuestioned = "goal.questioned";
    public const string RateLimited = "rate.limited";
    public const string OutcomeUnknown = "outcome.unknown";
    public const string StoreUnavailable = "store.unavailable";
    public const string ServerDraining = "server.draining";
    public const string ServerBusy = "server.busy";
    public const string Internal = "internal";
}
