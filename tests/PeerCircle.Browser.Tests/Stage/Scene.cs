using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>A server with people who have accounts, each signed in at a browser of their own. Ending it asserts that no page had a fault.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly List<Person> _people = [];
    private readonly PeerServer _server;
    private readonly Chromium _chromium;

    private Scene(Chromium chromium, PeerServer server)
    {
        (_chromium, _server) = (chromium, server);
        Network = new Network(server.Url, Cancellation);
    }

    public Uri Url => _server.Url;

    public Network Network { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Scene> OpenAsync(Chromium chromium, string registration) =>
        new(chromium, await PeerServer.StartAsync(registration, TimeProvider.System, Cancellation));

    /// <summary>Somebody without an account, at a browser that shows nothing yet.</summary>
    public async Task<Person> StrangerAsync(string name)
    {
        var person = await _chromium.NewPersonAsync(Url, name);
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
    public async Task<(Person Ada, Person Ben, ConversationId Conversation)> TwoInACircleAsync(string title = "Clinic leads")
    {
        var (ada, ben) = (await MemberAsync("Ada Brook"), await MemberAsync("Ben Okoye"));
        var circle = await Network.CircleAsync(title, "Leading a small clinic without doing it alone.", Network[ada.Name], Network[ben.Name]);
        await Task.WhenAll(ada.OpenAsync(circle.ConversationId), ben.OpenAsync(circle.ConversationId));
        await Task.WhenAll(ada.SeesAsync(), ben.SeesAsync());
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
        await _server.DisposeAsync();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
