using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>The limits that are the same on every machine. Times are measured by the command only.</summary>
public sealed class Weights(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Rows = 80, Messages = 400;

    private PeerServer _server = null!;
    private Scene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PeerServer.StartAsync("open", TimeProvider.System, Scene.Cancellation, [.. PeerServer.NoRates]);
        _scene = Scene.At(chromium, _server.Url);
    }

    [Fact]
    public async Task Pages_load_little_and_from_nobody_else()
    {
        var ada = await _scene.MemberAsync("Ada Brook");
        var circle = await _scene.Network.CircleAsync("Clinic leads", "Leading a small clinic without doing it alone.", _scene.Network[ada.Name]);
        await _scene.Network.PostAsync(_scene.Network[ada.Name], circle.ConversationId, "Who has hired a second nurse?");
        var figures = await PageWeight.MeasureAsync(_server, await _scene.StrangerAsync("Lea Novak"), ada, circle.ConversationId, circle.Name);
        Assert.True(figures.All(figure => !figure.IsOver), string.Join('\n', figures));
    }

    [Fact]
    public async Task Only_what_is_near_is_drawn_however_much_is_loaded()
    {
        var busy = new BusyNetwork(_scene.Network, Scene.Cancellation);
        await busy.PeopleAsync();
        var circle = await busy.CircleAsync("A long talk");
        await busy.TalkAsync(circle.ConversationId, Messages);
        var ada = await _scene.StrangerAsync(BusyNetwork.Ada);
        await ada.SignInQuietlyAsync(_server.Url);
        var talking = await Talking.AtAsync(ada);
        await talking.OpenAsync(circle.ConversationId, circle.Name);
        var (loaded, rows) = await talking.LoadAllAsync();
        Assert.InRange(loaded, Messages / 2, int.MaxValue);
        Assert.InRange(rows, 1, Rows);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _scene.DisposeAsync();
        }
        finally
        {
            await _server.DisposeAsync();
        }
    }
}
