using System.Globalization;
using System.Numerics;
using System.Security.Claims;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations;

/// <summary>Conversations over HTTP: history, and the hub's methods for callers without a hub.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var conversations = routes.MapGroup("/api/v1/conversations").WithTags("Conversations").RequireAuthorization();
        conversations.MapGet("/", ListAsync).Produces<ListOf<ConversationFacts>>().WithSummary("One's conversations, by latest change.");
        var one = conversations.MapGroup("/{conversation:id}");
        one.MapGet("/", GetAsync).Produces<ConversationFacts>().WithSummary("One conversation.");
        one.MapPatch("/", PatchAsync).Produces<ConversationFacts>().WithSummary("Of which messages one wants to be told.");
        one.MapGet("/members", MembersAsync).Produces<ListOf<ParticipantFacts>>().WithSummary("Who takes part.");
        one.MapGet("/changes", ChangesAsync).Produces<ChangesPage>().WithSummary("What changed after a rev.");
        one.MapPut("/read", ReadAsync).Produces<ReadReceipt>().WithSummary("Moves the read position forward.");
        var messages = one.MapGroup("/messages");
        messages.MapGet("/", PageAsync).Produces<MessagePage>().WithSummary("A page of messages by seq.");
        messages.MapPost("/", PostAsync).Produces<PostReceipt>().CountedAs(RateLimit.Messages).WithSummary("Posts a message; again with the same id answers the same.");
        messages.MapGet("/{message:id}", MessageAsync).Produces<MessageAnswer>().WithSummary("One message.");
        messages.MapPatch("/{message:id}", EditAsync).Produces<ChangeReceipt>().CountedAs(RateLimit.Changes).WithSummary("Sets the text of one's own message.");
        messages.MapDelete("/{message:id}", DeleteAsync).Produces<ChangeReceipt>().CountedAs(RateLimit.Changes).WithSummary("Makes a tombstone of a message.");
        messages.MapGet("/{message:id}/reactions", ReactionsAsync).Produces<ListOf<ReactionBy>>().WithSummary("Who reacted.");
        messages.MapPut("/{message:id}/reactions/{emoji}", ReactAsync).Produces<ChangeReceipt>().CountedAs(RateLimit.Changes).WithSummary("Sets one's reaction.");
        messages.MapDelete("/{message:id}/reactions/{emoji}", UnreactAsync).Produces<ChangeReceipt>().CountedAs(RateLimit.Changes).WithSummary("Clears one's reaction.");
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, ConversationList list, string? next, string? limit, CancellationToken cancellation) =>
        Paging.Limit(limit, 100, 500).TryGet(out var size, out var refusal)
            ? Answers.Ok(await list.ReadAsync(user.Member(), next, size, cancellation))
            : Answers.Problem(refusal);

    private static Task<IResult> GetAsync(ConversationId conversation, ClaimsPrincipal user, ConversationAccess access, ConversationList list, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => list.ReadOneAsync(who, cancellation), cancellation);

    private static async Task<IResult> PatchAsync(
        ConversationId conversation, ConversationPatch body, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, ConversationList list, CancellationToken cancellation)
    {
        var found = await access.FindAsync(user.Member(), conversation, cancellation);
        if (!found.TryGet(out var who, out var refusal)) return Answers.Problem(refusal);
        if (body.Notify is { } level)
        {
            if ((await acts.NotifyAsync(who, level, cancellation)).Refusal is { } refused) return Answers.Problem(refused);
        }
        return await GetAsync(conversation, user, access, list, cancellation);
    }

    private static async Task<IResult> MembersAsync(
        ConversationId conversation, ClaimsPrincipal user, ConversationAccess access, Participants participants, string? next, string? limit, CancellationToken cancellation) =>
        await WithAsync(access, user, conversation, Paging.Limit(limit), (who, size) => participants.ListAsync(who, next, size, cancellation), cancellation);

    private static async Task<IResult> ChangesAsync(
        ConversationId conversation, ClaimsPrincipal user, ConversationAccess access, History history, string? after, string? epoch, string? limit, CancellationToken cancellation)
    {
        if (!Number("after", after).TryGet(out var from, out var refusal)) return Answers.Problem(refusal);
        return await WithAsync(
            access, user, conversation, Paging.Limit(limit, 200, 500), (who, size) => history.ChangesAsync(who, Math.Max(0, from ?? 0), epoch, size, cancellation), cancellation);
    }

    private static async Task<IResult> PageAsync(
        ConversationId conversation, ClaimsPrincipal user, ConversationAccess access, History history, string? before, string? after, string? around, string? parentId, string? limit,
        CancellationToken cancellation)
    {
        if (!Number("before", before).TryGet(out var b, out var refusal)) return Answers.Problem(refusal);
        if (!Number("after", after).TryGet(out var a, out refusal)) return Answers.Problem(refusal);
        if (!Number("around", around).TryGet(out var r, out refusal)) return Answers.Problem(refusal);
        MessageId? parent = null;
        if (parentId is not null)
        {
            if (!MessageId.TryParse(parentId, out var id)) return Answers.Problem(Refusal.Malformed("parentId is not an id."));
            parent = id;
        }
        return await WithAsync(access, user, conversation, Paging.Limit(limit), (who, size) => history.PageAsync(who, new PageAnchor(b, a, r, parent), size, cancellation), cancellation);
    }

    private static Task<IResult> MessageAsync(
        ConversationId conversation, MessageId message, ClaimsPrincipal user, ConversationAccess access, History history, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => history.MessageAsync(who, message, cancellation), cancellation);

    private static async Task<IResult> ReactionsAsync(
        ConversationId conversation, MessageId message, ClaimsPrincipal user, ConversationAccess access, History history, string? emoji, string? next, string? limit, CancellationToken cancellation) =>
        await WithAsync(access, user, conversation, Paging.Limit(limit), (who, size) => history.ReactionsAsync(who, message, emoji, next, size, cancellation), cancellation);

    private static Task<IResult> PostAsync(
        ConversationId conversation, PostBody body, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.PostAsync(who, body.Id, body.Text, body.ParentId), cancellation);

    private static Task<IResult> EditAsync(
        ConversationId conversation, MessageId message, EditBody body, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.EditAsync(who, message, body.Text, body.BaseRev), cancellation);

    private static Task<IResult> DeleteAsync(
        ConversationId conversation, MessageId message, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.DeleteAsync(who, message, cancellation), cancellation);

    private static Task<IResult> ReactAsync(
        ConversationId conversation, MessageId message, string emoji, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.ReactAsync(who, message, emoji, on: true), cancellation);

    private static Task<IResult> UnreactAsync(
        ConversationId conversation, MessageId message, string emoji, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.ReactAsync(who, message, emoji, on: false), cancellation);

    private static Task<IResult> ReadAsync(
        ConversationId conversation, ReadBody body, ClaimsPrincipal user, ConversationAccess access, ConversationActs acts, CancellationToken cancellation) =>
        WithAsync(access, user, conversation, who => acts.MarkReadAsync(who, body.Seq, cancellation), cancellation);

    private static async Task<IResult> WithAsync<T>(
        ConversationAccess access, ClaimsPrincipal user, ConversationId conversation, Func<Participant, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        var found = await access.FindAsync(user.Member(), conversation, cancellation);
        return found.TryGet(out var who, out var refusal) ? Answers.Ok(await act(who)) : Answers.Problem(refusal);
    }

    /// <summary>What is malformed is refused before it is asked who may see the conversation, what is out of range after.</summary>
    private static async Task<IResult> WithAsync<T>(
        ConversationAccess access, ClaimsPrincipal user, ConversationId conversation, Outcome<int> limit, Func<Participant, int, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        if (limit.Refusal is { Code: ErrorCodes.RequestMalformed } malformed) return Answers.Problem(malformed);
        return await WithAsync(access, user, conversation, who => limit.TryGet(out var size, out var refusal) ? act(who, size) : Task.FromResult<Outcome<T>>(refusal), cancellation);
    }

    /// <summary>Numbers beyond what is counted are clamped where they are used.</summary>
    private static Outcome<long?> Number(string name, string? text) =>
        text is null ? (long?)null
        : BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (long)BigInteger.Clamp(number, -1, long.MaxValue)
        : Refusal.Malformed($"{name}: must be a whole number.");
}
