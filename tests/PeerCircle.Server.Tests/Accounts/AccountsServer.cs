using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

/// <summary>A real server on a real socket and a store of its own; only its clock is ours, and its password hashes are cheap.</summary>
public sealed class AccountsServer : IAsyncDisposable
{
    public const string Password = "plain oats and rivers";

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private AccountsServer(string environment, string[] settings)
    {
        string[] args = ["--urls", "http://127.0.0.1:0", "--environment", environment, $"--Storage:Sqlite:Path={Path.Combine(_directory, "store.db")}", .. settings.Select(s => $"--{s}")];
        _app = ServerHost.Create(args, services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ISignUpInvites>(Invites);
            services.AddSingleton<ILiveSessions>(Live);
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
            services.AddSingleton<IPasswordHasher<Member>>(p => Hashing = ActivatorUtilities.CreateInstance<CountingHasher>(p));
            services.AddLogging(l => l.ClearProviders().AddProvider(Log));
        });
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
    }

    public TestClock Clock { get; } = new();

    public TestInvites Invites { get; } = new();

    public RecordedEnds Live { get; } = new();

    public LogLines Log { get; } = new();

    public CountingHasher Hashing { get; private set; } = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions()));

    public WebApplication App => _app;

    public string Url { get; private set; } = "";

    public IDocumentStore Documents => _app.Services.GetRequiredService<IDocumentStore>();

    public static Task<AccountsServer> StartAsync(params string[] settings) => StartInAsync("Development", settings);

    public static async Task<AccountsServer> StartInAsync(string environment, params string[] settings)
    {
        var server = new AccountsServer(environment, settings);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Url = server._app.Urls.Single();
        server._http.BaseAddress = new Uri(server.Url);
        return server;
    }

    /// <summary>Calls the API. <paramref name="body"/> is text as it is, or anything that becomes JSON.</summary>
    public async Task<Answer> CallAsync(string method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is HttpContent content) request.Content = content;
        else if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join('\n', set) : "";
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, answer.Length > 0 && answer[0] == '{' ? JsonNode.Parse(answer) : null, cookies, all);
    }

    public Task<Answer> SignUpAsync(string name, string? inviteToken = null, string? setupCode = null) =>
        CallAsync("POST", "/api/v1/accounts", new { email = $"{name}@example.org", password = Password, displayName = name, inviteToken, setupCode });

    public Task<Answer> SignInAsync(string name, string password = Password) =>
        CallAsync("POST", "/api/v1/sessions", new { email = $"{name}@example.org", password, kind = "token" });

    /// <summary>A new member who is signed in; the first one is administrator.</summary>
    public async Task<(string Id, string Token)> AddAsync(string name)
    {
        var made = await SignUpAsync(name);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        return (made.Text("id"), await TokenAsync(name));
    }

    public async Task<string> TokenAsync(string name, string password = Password)
    {
        var answer = await SignInAsync(name, password);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Text("token");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>What a call was answered.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Cookies, IReadOnlyDictionary<string, string> Headers)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    public (int, string?) Refused => ((int)Status, Code);

    public string Text(string member) => Body?[member]?.GetValue<string>() ?? throw new JsonException($"No {member} in {Body?.ToJsonString()}.");

    public IReadOnlyList<string> Items(string member) => [.. (Body?["items"] as JsonArray ?? []).Select(i => i?[member]?.ToString() ?? "")];
}
