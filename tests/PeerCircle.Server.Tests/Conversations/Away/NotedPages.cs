using System.Collections.Concurrent;

namespace PeerCircle.Server.Tests.Conversations.Away;

/// <summary>Notes every answer over HTTP: what was asked, and how many bytes came.</summary>
internal sealed class NotedPages() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    public ConcurrentQueue<(string Path, long Bytes)> Answers { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        Answers.Enqueue((request.RequestUri?.PathAndQuery ?? "", answer.Content.Headers.ContentLength ?? 0));
        return answer;
    }
}
