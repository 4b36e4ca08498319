using System.Collections.Specialized;
using System.Net;
using System.Net.Http.Json;
using System.Web;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>The HTTP API as the test plays it: the longest path that a request begins with answers it.</summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _routes = [];

    public void On<T>(string path, Func<T> value) => On(path, _ => value());

    public void On<T>(string path, Func<NameValueCollection, T> value) => _routes[path] = request => new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = JsonContent.Create(value(HttpUtility.ParseQueryString(request.RequestUri!.Query)), options: WireJson.Tolerant),
    };

    public void Refuse(string path, HttpStatusCode status, string problem) => _routes[path] = _ => new HttpResponseMessage(status)
    {
        Content = new StringContent(problem, System.Text.Encoding.UTF8, "application/problem+json"),
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery.Replace("/api/v1/", "", StringComparison.Ordinal);
        var route = _routes.Keys.Where(r => path.StartsWith(r, StringComparison.Ordinal)).MaxBy(r => r.Length);
        return Task.FromResult(route is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : _routes[route](request));
    }
}
