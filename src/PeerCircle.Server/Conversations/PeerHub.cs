using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Http;
using PeerCircle.Server.Presence;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// The hub: binds, checks form and rate, hands over. It holds no rules. Posts and changes reach their lane before the method first
/// waits, so that those of one connection are numbered in the order sent.
/// </summary>
[Authorize]
internal sealed class PeerHub(
    HubConnections arrivals, LiveConnections connections, ConversationAccess access, ConversationActs acts, Syncing syncing,
    PresenceHere presence, PresenceWatchers watchers, RateLimits rates, ILogger<PeerHub> logger)
    : Hub<IPeerClient>, IPeerHub
{
    public override async Task OnConnectedAsync()
    {
        try
        {
            await arrivals.ConnectedAsync(Context, Groups);
        }
        catch
        {
            // Of a connection that failed to begin nobody is told that it ended.
            Forget();
            throw;
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Forget();
        return Task.CompletedTask;
    }

    public Task<Reply<PostReceipt>> Post(PostCall request) => AnswerAsync(RateLimit.Messages, HubRequests.Malformed(request), request?.ConversationId,
        who => acts.PostAsync(who, request!.Id, request.Text, request.ParentId));

    public Task<Reply<ChangeReceipt>> Edit(EditCall request) => AnswerAsync(RateLimit.Changes, HubRequests.Malformed(request), request?.ConversationId,
        who => acts.EditAsync(who, request!.Id, request.Text, request.BaseRev));

    public Task<Reply<ChangeReceipt>> Delete(DeleteCall request) => AnswerAsync(RateLimit.Changes, HubRequests.Malformed(request), request?.ConversationId,
        who => acts.DeleteAsync(who, request!.Id, Context.ConnectionAborted));

    public Task<Reply<ChangeReceipt>> React(ReactCall request) => AnswerAsync(RateLimit.Changes, HubRequests.Malformed(request), request?.ConversationId,
        who => acts.ReactAsync(who, request!.Id, request.Emoji, request.On));

    public Task<Reply<ReadReceipt>> MarkRead(MarkReadCall request) => AnswerAsync(RateLimit.Requests, HubRequests.Malformed(request), request?.ConversationId,
        who => acts.MarkReadAsync(who, request!.Seq, Context.ConnectionAborted));

    public async Task<Reply> Typing(TypingCall request)
    {
        var reply = await AnswerAsync(RateLimit.Typing, HubRequests.Malformed(request), request?.ConversationId, who =>
        {
            acts.Typing(who);
            return Task.FromResult<Outcome<Done>>(default(Done));
        });
        // Over its limit typing is dropped silently.
        return reply.Error is { Code: not ErrorCodes.RateLimited } error ? new Reply(Ok: false, error) : new Reply(Ok: true);
    }

    public Task<Reply<SyncAnswer>> Sync(SyncCall request) => AnswerAsync(RateLimit.Requests, HubRequests.Malformed(request),
        connection => syncing.SyncAsync(connection.Member, request.Cursors, Context.ConnectionAborted));

    public Task<Reply<WatchAnswer>> Watch(WatchCall request) => AnswerAsync(RateLimit.Requests, HubRequests.Malformed(request),
        connection => watchers.WatchAsync(connection, request.MemberIds, Context.ConnectionAborted));

    public async Task<Reply> SetPresence(SetPresenceCall request)
    {
        var reply = await AnswerAsync<Done>(RateLimit.Requests, HubRequests.Malformed(request), connection =>
        {
            if (request.State == PresenceState.Offline) return Task.FromResult<Outcome<Done>>(Refusal.Invalid("state", "must be online or away."));
            presence.Set(connection.Member, connection.Id, request.State);
            return Task.FromResult<Outcome<Done>>(default(Done));
        });
        return new Reply(reply.Ok, reply.Error);
    }

    private void Forget()
    {
        if (Connection is { } connection) presence.Leave(connection.Member, connection.Id);
        connections.Remove(Context.ConnectionId);
        watchers.Remove(Context.ConnectionId);
    }

    private LiveConnection? Connection => connections.Find(Context.ConnectionId);

    private async Task<Reply<T>> AnswerAsync<T>(RateLimit limit, Refusal? malformed, ConversationId? conversation, Func<Participant, Task<Outcome<T>>> act)
    {
        if (!Begin(limit, malformed).TryGet(out var connection, out var refused)) return HubReplies.Refused<T>(refused);
        try
        {
            // A connection that is subscribed acts at once; waiting here could reorder its posts.
            if (connection.Find(conversation.GetValueOrDefault()) is { } known) return HubReplies.From(await act(known));
            var found = await access.FindAsync(connection.Member, conversation.GetValueOrDefault(), Context.ConnectionAborted);
            return found.TryGet(out var who, out var refusal) ? HubReplies.From(await act(who)) : HubReplies.Refused<T>(refusal);
        }
        catch (Exception failure)
        {
            return HubReplies.Refused<T>(HubReplies.Failed(failure, logger));
        }
    }

    private async Task<Reply<T>> AnswerAsync<T>(RateLimit limit, Refusal? malformed, Func<LiveConnection, Task<Outcome<T>>> act)
    {
        if (!Begin(limit, malformed).TryGet(out var connection, out var refused)) return HubReplies.Refused<T>(refused);
        try
        {
            return HubReplies.From(await act(connection));
        }
        catch (Exception failure)
        {
            return HubReplies.Refused<T>(HubReplies.Failed(failure, logger));
        }
    }

    private Outcome<LiveConnection> Begin(RateLimit limit, Refusal? malformed)
    {
        if (Connection is not { IsEnded: false } connection) return HubReplies.Ended;
        connection.Heard();
        if (rates.Take(limit, connection.Key) is { } tooMany) return tooMany;
        return malformed is null ? connection : malformed;
    }
}
