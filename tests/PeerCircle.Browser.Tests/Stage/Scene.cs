using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>A server with people who have accounts, each signed in at a browser of their own. Ending it asserts that no page had a fault.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly List<Person> _people = [];
    private readonly Chromium _chromium;
    private readonly IAsyncDisposable? _server;

    private Scene(Chromium chromium, Uri url, Uri api, IAsyncDisposable? server)
    {
        (_chromium, _server, Url) = (chromium, server, url);
        Network = new Network(api, Cancellation);
    }

    public Uri Url { get; }

    public Network Network { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a browser itself notes when nobody answers; to be expected of everybody where a server goes away.</summary>
    public string? ExpectedFaults { get; init; }

    public static async Task<Scene> OpenAsync(Chromium chromium, string registration, TimeProvider time, params string[] settings)
    {
        var server = await PeerServer.StartAsync(registration, time, Cancellation, settings);
        return new(chromium, server.Url, server.Url, server);
    }

    /// <summary>At a server that somebody else starts and stops, and that may be gone meanwhile; the scene may be set by another way than that of the browsers.</summary>
    public static Scene At(Chromium chromium, Uri url, Uri? api = null) => new(chromium, url, api ?? url, null) { ExpectedFaults = "net::ERR_|WebSocket connection to .* failed|status of 50[234] " };

    /// <summary>Somebody without an account, at a browser that shows nothing yet.</summary>
    public async Task<Person> StrangerAsync(string name)
    {
        var person = await _chromium.NewPersonAsync(Url, name);
        if (ExpectedFaults is not null) person.Faults.Expect(ExpectedFaults);
        _people.Add(person);
        return person;
    }

    /// <summary>Somebody with an account, signed in, at a browser that shows nothing yet.</summary>
    public async Task<Person> MemberAsync(string name)
    {
        await Network.AddAsync(name);
        var person = await StrangerAsync(name);
        await person.SignInQuietlyAsync(Url);
        return person;
    }

    /// <summary>Two in a circle, both looking at it.</summary>
    public async Task<(Person Ada, Person Ben, ConversationId Conversation)> TwoInACircleAsync(string title = "Clinic leads", string one = "Ada Brook", string other = "Ben Okoye")
    {
        var (ada, ben) = (await MemberAsync(one), await MemberAsync(other));
        var circle = await Network.CircleAsync(title, "Leading a small clinic without doing it alone.", Network[ada.Name], Network[ben.Name]);
        await Task.WhenAll(ada.OpenAsync(circle.ConversationId), ben.OpenAsync(circle.ConversationId));
        await Task.WhenAll(ada.IsInAsync(title), ben.IsInAsync(title));
        return (ada, ben, circle.ConversationId);
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        var faults = new List<string>();
        foreach (var person in _people)
        {
            await person.DisposeAsync();
            faults.AddRange(person.Faults.Unexpected.Select(fault => $"{person.Name}: {fault}"));
        }
        if (_server is not null) await _server.DisposeAsync();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
