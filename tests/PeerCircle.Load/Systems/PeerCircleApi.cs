using System.Net.Http.Headers;
using System.Net.Http.Json;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Load.Systems;

/// <summary>PeerCircle's HTTP API, as far as a load needs it before it begins. Speaks for who joined or was spoken for last.</summary>
internal sealed class PeerCircleApi(int port) : IDisposable
{
    public const string SetupCode = "load-and-nothing-else";

    private const string Password = "plain oats and rivers";

    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    /// <summary>Makes an account, which costs two slow password hashes, and speaks for it.</summary>
    public async Task<(MemberId Id, string Token)> JoinAsync(string name, bool isFirst)
    {
        _http.DefaultRequestHeaders.Authorization = null;
        var email = $"{name}@example.org";
        var member = await PostAsync<MemberFacts>("/api/v1/accounts", new SignUpBody(email, Password, name, SetupCode: isFirst ? SetupCode : null));
        var signedIn = await PostAsync<SignedIn>("/api/v1/sessions", new SignInBody(email, Password, SessionKind.Token));
        var token = signedIn.Token ?? throw new InvalidOperationException("No token came.");
        SpeakFor(token);
        return (member.Id, token);
    }

    public void SpeakFor(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public async Task<T> PostAsync<T>(string path, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body, body.GetType(), options: WireJson.Tolerant);
        using var answer = await _http.PostAsync(path, content);
        return await ReadAsync<T>(path, answer);
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var answer = await _http.GetAsync(path);
        return await ReadAsync<T>(path, answer);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(string path, HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Tolerant) ?? throw new InvalidOperationException($"{path} answered nothing.");
    }
}
