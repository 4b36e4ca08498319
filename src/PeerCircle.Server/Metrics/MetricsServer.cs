using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using PeerCircle.Core;

namespace PeerCircle.Server.Metrics;

/// <summary>
/// Serves <c>/metrics</c> in the form of Prometheus, at an address of its own and nowhere else, and there nothing else: whom the network's own address is shown to does not see it,
/// whatever a proxy in front lets through.
/// </summary>
internal sealed class MetricsServer(string url, ILogger<MetricsServer> logger) : IHostedService, IAsyncDisposable
{
    private const string Path = "/metrics";

    /// <summary>The product's own, and those of what it stands on.</summary>
    private static readonly string[] Measured =
    [
        Meters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    private MeterProvider? _meters;
    private WebApplication? _app;

    /// <summary>Fails when the address is taken.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("peercircle", serviceVersion: typeof(MetricsServer).Assembly.GetName().Version?.ToString(3)))
            .AddMeter(Measured).AddPrometheusExporter().Build();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton<IHostLifetime, OfItsOwner>();
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(_meters, predicate: null, Path, configureBranchedPipeline: null, optionsName: null);
        _app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await _app.StartAsync(cancellationToken);
        Log.Served(logger, url + Path);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _meters?.Dispose();
    }

    /// <summary>Starts and stops with the server, and listens to no signal itself.</summary>
    private sealed class OfItsOwner : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
