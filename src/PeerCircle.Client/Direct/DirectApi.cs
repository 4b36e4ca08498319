using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Direct;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Direct;

/// <summary>Conversations of two.</summary>
public sealed class DirectApi
{
    private readonly WireHttp _http;

    internal DirectApi(WireHttp http) => _http = http;

    /// <summary>The one conversation with that member, made if there is none; the same for both, also in a race.</summary>
    public async Task<ConversationId> OpenAsync(MemberId member, CancellationToken cancellation) =>
        (await _http.SendAsync<DirectFacts>(HttpMethod.Post, "direct", new DirectBody(member), cancellation).ConfigureAwait(false)).ConversationId;
}
