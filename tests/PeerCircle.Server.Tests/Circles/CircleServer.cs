using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Goals;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

/// <summary>A real server on a real socket with a store of its own; only password hashes are cheap, and the clock may be the test's.</summary>
public sealed class CircleServer : IAsyncDisposable
{
    private readonly string _directory;
    private readonly WebApplication _app;
    private readonly List<Person> _people = [];

    private CircleServer(string directory, TimeProvider? clock, string[] settings)
    {
        _directory = directory;
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Development", $"--Storage:Sqlite:Path={PathIn(directory)}",
            "--Limits:SignUpsPerAddressPerHour=100000", "--Limits:SignInsPerAddressPer10Minutes=100000", "--Limits:RequestsPer10Seconds=100000",
            .. settings.Select(s => $"--{s}"),
        ];
        _app = ServerHost.Create(args, services =>
        {
            if (clock is not null) services.AddSingleton(clock);
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
            services.AddLogging(l => l.ClearProviders());
        });
    }

    public string Url { get; private set; } = "";

    public IStore Store => _app.Services.GetRequiredService<IStore>();

    /// <summary>Lets time pass for goals as the worker does, and returns when it has.</summary>
    public Task PassAsync() => _app.Services.GetRequiredService<GoalTimes>().PassAsync(TestContext.Current.CancellationToken);

    public static string PathIn(string directory) => Path.Combine(directory, "store.db");

    public static string NewDirectory() => Directory.CreateTempSubdirectory("peercircle-").FullName;

    public static Task<CircleServer> StartAsync(params string[] settings) => StartInAsync(NewDirectory(), null, settings);

    /// <summary>On an empty store of the kind.</summary>
    public static async Task<CircleServer> OnAsync(string store, TimeProvider? clock = null) => await StartInAsync(NewDirectory(), clock, store == "mongo" ? await MongoAsync() : []);

    public static async Task<CircleServer> StartInAsync(string directory, TimeProvider? clock, params string[] settings)
    {
        var server = new CircleServer(directory, clock, settings);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Url = server._app.Urls.Single();
        return server;
    }

    /// <summary>Someone who is not signed in.</summary>
    public Person Nobody() => Remember(new Person(Url, default, null));

    /// <summary>A new member, signed in.</summary>
    public async Task<Person> AddAsync(string name, string? inviteToken = null)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var nobody = Nobody();
        var made = await nobody.SendAsync("POST", "/accounts", new SignUpBody(email, "plain oats and rivers", name, inviteToken));
        Assert.Equal(201, made.Status);
        var signedIn = (await nobody.SendAsync("POST", "/sessions", new SignInBody(email, "plain oats and rivers", SessionKind.Token))).Read<SignedIn>();
        return Remember(new Person(Url, signedIn.Member.Id, signedIn.Token));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) person.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Person Remember(Person person)
    {
        _people.Add(person);
        return person;
    }

    private static async Task<string[]> MongoAsync() =>
        ["Storage:Provider=mongo", $"Storage:Mongo:Uri={(await MongoServer.SharedAsync()).ConnectionString}", $"Storage:Mongo:Database=peercircle_test_{Guid.CreateVersion7():N}"];
}

/// <summary>One who calls the API.</summary>
public sealed class Person : IDisposable
{
    private readonly HttpClient _http;

    public Person(string url, MemberId id, string? token)
    {
        (Id, Token) = (id, token);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(url) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public MemberId Id { get; }

    public string? Token { get; }

    /// <summary>Calls the API; a text is sent as it is.</summary>
    public async Task<Said> SendAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{path}");
        if (body is string text) request.Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: WireJson.Tolerant);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Said((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<CircleFacts> MakeCircleAsync(int? capacity = null, string name = "Founders") =>
        (await SendAsync("POST", "/circles", new CircleBody(name, "To talk", Capacity: capacity))).Read<CircleFacts>(HttpStatusCode.Created);

    public async Task<InviteMade> InviteAsync(CircleFacts circle, InviteBody? body = null) =>
        (await SendAsync("POST", $"/circles/{circle.Id}/invites", body ?? new InviteBody())).Read<InviteMade>(HttpStatusCode.Created);

    public Task<Said> AcceptAsync(InviteMade invite) => SendAsync("POST", $"/invites/{invite.Token}/accept");

    public async Task<RoomFacts> MakeRoomAsync(string name, string topic = "", params string[] tags) =>
        (await SendAsync("POST", "/rooms", new RoomBody(name, topic, tags))).Read<RoomFacts>(HttpStatusCode.Created);

    public void Dispose() => _http.Dispose();
}

/// <summary>What the server answered.</summary>
public sealed record Said(int Status, string Body)
{
    public string? Code => Status < 400 ? null : JsonNode.Parse(Body)?["code"]?.GetValue<string>();

    public (int, string?) Verdict => (Status, Code);

    public T Read<T>(HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(Status == (int)status, $"{Status}: {Body}");
        return JsonSerializer.Deserialize<T>(Body, WireJson.Tolerant) ?? throw new JsonException("null");
    }
}

/// <summary>One server for all tests of a class; each makes its own people.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private CircleServer? _server;

    public CircleServer Server => _server ?? throw new InvalidOperationException("Not started yet.");

    public async ValueTask InitializeAsync() => _server = await CircleServer.StartAsync("Limits:CreationsPerDay=100000");

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
