using PeerCircle.Core.Storage;
using PeerCircle.Server.Accounts;
using PeerCircle.Server.Http;
using PeerCircle.Storage.Sqlite;

namespace PeerCircle.Server;

/// <summary>The composition root: makes the server as one application, for the program and for tests alike.</summary>
public static class ServerHost
{
    /// <summary>Builds, but does not start, a server configured by files, environment and the given arguments.</summary>
    /// <param name="configure">Has the last word on the services.</param>
    /// <exception cref="ConfigurationRefusedException">A key is unknown, missing or out of its range.</exception>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "PeerCircle.Server" });
        builder.Services.AddHttpRules(builder.Configuration);
        builder.Services.AddSingleton<IStore>(p => new SqliteStore(
            builder.Configuration["Storage:Sqlite:Path"] ?? "data/peercircle.db", p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<SqliteStore>>()));
        builder.Services.AddHostedService<StoreOpening>();
        builder.Services.AddAccounts(builder.Configuration, builder.Environment);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHttpRules();
        app.MapAccounts();
        return app;
    }

    private sealed class StoreOpening(IStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(StoreHold.Serve, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
