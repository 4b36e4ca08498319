using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Wire;

/// <summary>
/// Calls of the HTTP API under <c>/api/v1/</c>: every answer that is not a success, and every call without one, is a
/// <see cref="PeerCircleException"/>.
/// </summary>
internal sealed class WireHttp(HttpClient http, Func<CancellationToken, ValueTask<string?>> accessToken)
{
    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) => CallAsync<T>(HttpMethod.Get, path, null, cancellation);

    public Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation) => CallAsync<T>(method, path, body, cancellation);

    /// <summary>A call whose answer has no body.</summary>
    public async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var response = await AnswerAsync(method, path, body, cancellation).ConfigureAwait(false);
    }

    /// <summary>All pages of a list.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(Query query, CancellationToken cancellation)
    {
        var items = new List<T>();
        string? next = null;
        do
        {
            var page = await GetAsync<ListOf<T>>(query.With("next", next).ToString(), cancellation).ConfigureAwait(false);
            items.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return items;
    }

    private async Task<T> CallAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var response = await AnswerAsync(method, path, body, cancellation).ConfigureAwait(false);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(WireJson.Tolerant, cancellation).ConfigureAwait(false)
                ?? throw Unreadable(null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw Unanswered(broken);
        }
        catch (Exception foreign) when (foreign is JsonException or NotSupportedException)
        {
            throw Unreadable(foreign);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}");
        if (await accessToken(cancellation).ConfigureAwait(false) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: WireJson.Tolerant);
        try
        {
            var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await ProblemBody.ReadAsync(response, cancellation).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Unanswered(broken);
        }
    }

    private static PeerCircleException Unanswered(Exception cause) => new(PeerCircleException.NetworkFailed, "The server could not be reached.", cause);

    private static PeerCircleException Unreadable(Exception? cause) => new(ErrorCodes.Internal, "The answer is not what the contract says.", cause);
}
