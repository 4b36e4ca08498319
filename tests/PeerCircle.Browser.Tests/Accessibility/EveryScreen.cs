using PeerCircle.Browser.Tests.Screens;
using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>Every screen, dialog and state of the table of screens, in both themes.</summary>
public sealed class OnTheDesk(DeskScreens screens) : IClassFixture<DeskScreens>
{
    public static TheoryData<string> Names { get; } = [.. AllScreens.Table.Where(screen => screen.On.HasFlag(On.Desk)).Select(screen => screen.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Can_be_used_by_everybody(string screen) => screens.CheckAsync(screen, Axe.Desk);
}

/// <inheritdoc cref="OnTheDesk"/>
public sealed class OnThePhone(PhoneScreens screens) : IClassFixture<PhoneScreens>
{
    public static TheoryData<string> Names { get; } = [.. AllScreens.Table.Where(screen => screen.On.HasFlag(On.Phone)).Select(screen => screen.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Can_be_used_by_everybody(string screen) => screens.CheckAsync(screen, Axe.Phone);
}

public sealed class DeskScreens() : ScreensOf(On.Desk);

public sealed class PhoneScreens() : ScreensOf(On.Phone);

/// <summary>One demo network and one browser for all that is looked at on a device.</summary>
public abstract class ScreensOf : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private readonly Look _look;
    private Gallery? _gallery;

    private protected ScreensOf(On device) => _look = Look.All.First(look => look.Device == device);

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        _gallery = await Gallery.OpenAsync(_chromium, _look, TestContext.Current.CancellationToken);
    }

    internal Task CheckAsync(string name, int width) =>
        _gallery!.VisitAsync(AllScreens.Table.Single(screen => screen.Name == name), person => Axe.AssertCleanAsync(person, name, [width]));

    public async ValueTask DisposeAsync()
    {
        if (_gallery is not null) await _gallery.DisposeAsync();
        await _chromium.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
