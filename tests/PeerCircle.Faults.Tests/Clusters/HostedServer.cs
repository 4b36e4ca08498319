using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Server;
using PeerCircle.Server.Tests.Faults;

namespace PeerCircle.Faults.Tests.Clusters;

/// <summary>A server within this process, so that it can be given a clock.</summary>
internal sealed class HostedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostedServer(WebApplication app) => _app = app;

    public static async Task<HostedServer> ServeAsync(Uri url, TimeProvider clock, string[] settings)
    {
        var app = ServerHost.Create(ServerProcess.Serving(url, settings), services =>
        {
            services.AddSingleton(clock);
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        });
        await app.StartAsync();
        return new HostedServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
