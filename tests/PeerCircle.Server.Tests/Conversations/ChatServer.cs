using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A real server on a real socket and a store of its own, with members who are signed in. Its clock can be moved, its password hashes are cheap.</summary>
public sealed class ChatServer : IAsyncLifetime
{
    private const string Password = "plain oats and rivers";

    /// <summary>So high that only a test of limits meets one.</summary>
    private static readonly string[] Unlimited =
    [
        "Limits:MessagesPer10Seconds=1000000", "Limits:ChangesPer10Seconds=1000000", "Limits:RequestsPer10Seconds=1000000",
        "Limits:SignUpsPerAddressPerHour=1000000", "Limits:SignInsPerAddressPer10Minutes=1000000", "Limits:HandshakesPerSecond=1000000",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly WebApplication _app;
    private int _people;

    public ChatServer() : this([])
    {
    }

    private ChatServer(string[] settings, Action<IServiceCollection>? configure = null)
    {
        string[] all = [$"Storage:Sqlite:Path={Path.Combine(_directory, "store.db")}", .. Unlimited, .. settings];
        _app = ServerHost.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development", .. all.Select(s => $"--{s}")], services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1);
            services.AddLogging(l => l.ClearProviders().AddProvider(Log));
            configure?.Invoke(services);
        });
    }

    public ShiftedClock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public string Url { get; private set; } = "";

    /// <summary>One, unless settings say otherwise.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Urls];

    public IServiceProvider Services => _app.Services;

    public IStore Store => Services.GetRequiredService<IStore>();

    public static Task<ChatServer> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>With other services than the real ones, and settings that come after the usual.</summary>
    public static async Task<ChatServer> StartAsync(Action<IServiceCollection> configure, params string[] settings)
    {
        var server = new ChatServer(settings, configure);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Url = Urls[0];
        _http.BaseAddress = new Uri(Url);
        Administrator = await AddAsync("administrator");
    }

    public Person Administrator { get; private set; } = new(default, "", "");

    public async Task<Person> AddAsync(string name = "member")
    {
        var email = $"{Path.GetFileName(_directory)}-{Interlocked.Increment(ref _people)}@example.org"; // Also where another server had the store before.
        var made = await CallAsync("POST", "/api/v1/accounts", new { email, password = Password, displayName = name });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var signedIn = await CallAsync("POST", "/api/v1/sessions", new { email, password = Password, kind = "token" });
        return new Person(new MemberId(Guid.Parse(made.Text("id"))), name, signedIn.Text("token"));
    }

    public async Task<Person[]> AddAsync(params string[] names)
    {
        var people = new List<Person>();
        foreach (var name in names) people.Add(await AddAsync(name));
        return [.. people];
    }

    /// <summary>A circle's conversation; the first is its host.</summary>
    public Task<ConversationId> CircleAsync(params Person[] people) =>
        MakeAsync(new ConversationId(Guid.CreateVersion7()), new NewConversation(ConversationKind.Circle, Guid.CreateVersion7()), people);

    /// <summary>A room's conversation; the first is its creator.</summary>
    public Task<ConversationId> RoomAsync(params Person[] people) =>
        MakeAsync(new ConversationId(Guid.CreateVersion7()), new NewConversation(ConversationKind.Room, Guid.CreateVersion7()), people);

    public Task<ConversationId> DirectAsync(Person one, Person other)
    {
        var pair = Pair.Of(one.Id, other.Id);
        return MakeAsync(ConversationIds.OfPair(pair), new NewConversation(ConversationKind.Direct, Pair: pair), one, other);
    }

    public async Task SeatAsync(ConversationId conversation, Person person, bool present)
    {
        var step = new ConversationStep(conversation) { Seats = [new SeatChange(person.Id, present)] };
        Assert.Null((await ApplyAsync(step)).Refusal);
    }

    /// <summary>Says something in a conversation without an author, as the server does.</summary>
    public async Task AnnounceAsync(ConversationId conversation, string text)
    {
        var said = new Announcement(new MessageId(DerivedId.From($"test:{Guid.NewGuid()}")), text, new Card("renamed", Name: text));
        Assert.Null((await ApplyAsync(new ConversationStep(conversation) { Announce = said })).Refusal);
    }

    public async Task<Head> HeadAsync(ConversationId conversation) =>
        (await Store.Conversations.ReadConversationsAsync([conversation], TestContext.Current.CancellationToken)).Single().Head;

    public Task<HubClient> ConnectAsync(Person person, Wire wire = Wire.Json) => HubClient.ConnectAsync(Url, person.Token, wire);

    /// <summary>Calls the API. <paramref name="body"/> is text as it is, or anything that becomes JSON.</summary>
    public async Task<Answer> CallAsync(string method, string path, object? body = null, Person? by = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is HttpContent content) request.Content = content;
        else if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        if (by is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {by.Token}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, answer.Length > 0 && answer[0] == '{' ? JsonNode.Parse(answer) : null, all.GetValueOrDefault("Set-Cookie", ""), all);
    }

    /// <summary>Reads something that is there.</summary>
    public async Task<JsonNode> GetAsync(Person by, string path)
    {
        var answer = await CallAsync("GET", path, by: by);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body ?? throw new InvalidOperationException($"{path} answered nothing.");
    }

    /// <summary>As though the store's history had been another one until now.</summary>
    public void ReplaceHistory()
    {
        var now = Clock.GetUtcNow();
        Services.GetRequiredService<StoreClock>().Adjust(new StoreFacts(1, "another", now), now, now);
    }

    /// <summary>As when it is told to; what was there is closed.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<ConversationId> MakeAsync(ConversationId id, NewConversation facts, params Person[] people)
    {
        var hosted = facts.Kind != ConversationKind.Direct;
        var seats = people.Select((p, i) => new SeatChange(p.Id, Present: true, hosted && i == 0 ? ParticipantRole.Host : ParticipantRole.Member));
        Assert.Null((await ApplyAsync(new ConversationStep(id) { Create = facts, Seats = [.. seats] })).Refusal);
        return id;
    }

    private Task<Core.Outcome<Head>> ApplyAsync(ConversationStep step) =>
        Services.GetRequiredService<ConversationLanes>().ApplyAsync(step, TestContext.Current.CancellationToken);
}

/// <summary>Classes that share one server; each test has people and conversations of its own.</summary>
[CollectionDefinition(nameof(Chat))]
public sealed class Chat : ICollectionFixture<ChatServer>;
