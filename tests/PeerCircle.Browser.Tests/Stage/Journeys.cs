using Xunit;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>Tests in one browser, each on a server of its own. A fault of a page fails the test beside whatever else did.</summary>
public abstract class Journeys(Chromium chromium, string registration = "open", params string[] settings) : IClassFixture<Chromium>, IAsyncLifetime
{
    private Scene? _scene;

    protected Scene Scene => _scene ?? throw new InvalidOperationException("The scene has not been set.");

    /// <summary>The server's; the browsers have the real one.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    public async ValueTask InitializeAsync() => _scene = await Scene.OpenAsync(chromium, registration, Time, settings);

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null) await _scene.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
