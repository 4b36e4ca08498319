using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Conversations over HTTP, one request a call and nothing kept. A bot may live on these alone; <see cref="Conversation"/> keeps
/// state and repeats by itself. Every refusal is a <see cref="PeerCircleException"/> under its code.
/// </summary>
public sealed class ConversationsApi
{
    private readonly WireHttp _http;

    internal ConversationsApi(WireHttp http) => _http = http;

    /// <summary>All one takes part in, by latest change.</summary>
    public Task<IReadOnlyList<ConversationFacts>> ListAsync(CancellationToken cancellation) =>
        _http.AllAsync<ConversationFacts>(new Query("conversations").With("limit", 500), cancellation);

    public Task<ConversationFacts> GetAsync(ConversationId conversation, CancellationToken cancellation) => _http.GetAsync<ConversationFacts>(Path(conversation), cancellation);

    public Task<ConversationFacts> SetNotifyAsync(ConversationId conversation, NotifyLevel notify, CancellationToken cancellation) =>
        _http.SendAsync<ConversationFacts>(HttpMethod.Patch, Path(conversation), new ConversationPatch(notify), cancellation);

    public Task<IReadOnlyList<ParticipantFacts>> MembersAsync(ConversationId conversation, CancellationToken cancellation) =>
        _http.AllAsync<ParticipantFacts>(new Query($"{Path(conversation)}/members"), cancellation);

    /// <summary>A page of messages, ascending by seq, tombstones included; its <c>Rev</c> was read before the messages.</summary>
    public Task<MessagePage> PageAsync(ConversationId conversation, PageRequest page, CancellationToken cancellation) => _http.GetAsync<MessagePage>(
        new Query($"{Path(conversation)}/messages")
            .With("before", page.Before).With("after", page.After).With("around", page.Around)
            .With("parentId", page.ParentId?.ToString()).With("limit", page.Limit).ToString(),
        cancellation);

    public Task<MessageAnswer> MessageAsync(ConversationId conversation, MessageId message, CancellationToken cancellation) =>
        _http.GetAsync<MessageAnswer>(Path(conversation, message), cancellation);

    /// <summary>Who reacted, with one emoji or any.</summary>
    public Task<IReadOnlyList<ReactionBy>> ReactionsAsync(ConversationId conversation, MessageId message, string? emoji, CancellationToken cancellation) =>
        _http.AllAsync<ReactionBy>(new Query($"{Path(conversation, message)}/reactions").With("emoji", emoji), cancellation);

    /// <summary>Messages changed after a rev, ascending by rev, at most 500.</summary>
    public Task<ChangesPage> ChangesAsync(ConversationId conversation, long after, string? epoch, CancellationToken cancellation) => _http.GetAsync<ChangesPage>(
        new Query($"{Path(conversation)}/changes").With("after", after).With("epoch", epoch).With("limit", 500).ToString(), cancellation);

    /// <summary>Posts a message. Repeated with the same id it answers the same receipt.</summary>
    public Task<PostReceipt> PostAsync(ConversationId conversation, PostBody post, CancellationToken cancellation) =>
        _http.SendAsync<PostReceipt>(HttpMethod.Post, $"{Path(conversation)}/messages", post, cancellation);

    public Task<ChangeReceipt> EditAsync(ConversationId conversation, MessageId message, EditBody edit, CancellationToken cancellation) =>
        _http.SendAsync<ChangeReceipt>(HttpMethod.Patch, Path(conversation, message), edit, cancellation);

    public Task<ChangeReceipt> DeleteAsync(ConversationId conversation, MessageId message, CancellationToken cancellation) =>
        _http.SendAsync<ChangeReceipt>(HttpMethod.Delete, Path(conversation, message), null, cancellation);

    /// <summary>Sets or clears one's own reaction.</summary>
    public Task<ChangeReceipt> ReactAsync(ConversationId conversation, MessageId message, string emoji, bool on, CancellationToken cancellation) =>
        _http.SendAsync<ChangeReceipt>(on ? HttpMethod.Put : HttpMethod.Delete, $"{Path(conversation, message)}/reactions/{Uri.EscapeDataString(emoji)}", null, cancellation);

    public Task<ReadReceipt> MarkReadAsync(ConversationId conversation, long seq, CancellationToken cancellation) =>
        _http.SendAsync<ReadReceipt>(HttpMethod.Put, $"{Path(conversation)}/read", new ReadBody(seq), cancellation);

    private static string Path(ConversationId conversation) => $"conversations/{conversation}";

    private static string Path(ConversationId conversation, MessageId message) => $"{Path(conversation)}/messages/{message}";
}
