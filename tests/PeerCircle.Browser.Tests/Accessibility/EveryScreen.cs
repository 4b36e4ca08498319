using PeerCircle.Browser.Tests.Screens;
using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>Every screen, dialog and state of the table of screens, in both themes, on a desk and made as narrow as a phone. In two halves, which run side by side.</summary>
public abstract class EveryScreen(ScreensOnADesk screens) : IClassFixture<ScreensOnADesk>
{
    protected static TheoryData<string> Half(int half) =>
        [.. AllScreens.Table.Where(screen => screen.On.HasFlag(On.Desk)).Index().Where(screen => screen.Index % 2 == half).Select(screen => screen.Item.Name)];

    protected Task CheckAsync(string name)
    {
        var screen = AllScreens.Table.Single(screen => screen.Name == name);
        return screens.Gallery.VisitAsync(screen, person => Axe.AssertCleanAsync(person, name, screen.On.HasFlag(On.Phone) ? [Axe.Desk, Axe.Phone] : [Axe.Desk]));
    }
}

/// <inheritdoc/>
public sealed class EvenScreens(ScreensOnADesk screens) : EveryScreen(screens)
{
    public static TheoryData<string> Names { get; } = Half(0);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Can_be_used_by_everybody(string screen) => CheckAsync(screen);
}

/// <inheritdoc/>
public sealed class OddScreens(ScreensOnADesk screens) : EveryScreen(screens)
{
    public static TheoryData<string> Names { get; } = Half(1);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Can_be_used_by_everybody(string screen) => CheckAsync(screen);
}

/// <summary>One demo network and one browser for all that is looked at.</summary>
public sealed class ScreensOnADesk : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private Gallery? _gallery;

    internal Gallery Gallery => _gallery ?? throw new InvalidOperationException("Nothing is shown yet.");

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        _gallery = await Gallery.OpenAsync(_chromium, Look.All.First(look => look.Device == On.Desk), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gallery is not null) await _gallery.DisposeAsync();
        await _chromium.DisposeAsync();
    }
}
