using PeerCircle.Server.Accounts;
using PeerCircle.Server.Circles;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Direct;
using PeerCircle.Server.Http;
using PeerCircle.Server.Rooms;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PeerCircle.Server;

/// <summary>The composition root: makes the server as one application, for the program and for tests alike.</summary>
public static class ServerHost
{
    /// <summary>Builds, but does not start, a server configured by files, environment and the given arguments.</summary>
    /// <param name="configure">Has the last word on the services: a test's clock, for example.</param>
    /// <exception cref="ConfigurationRefusedException">A key is unknown, missing or out of its range.</exception>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "PeerCircle.Server" });
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["Urls"])) builder.WebHost.UseUrls("http://localhost:5080");
        builder.Logging.ClearProviders();
        // Several servers may live in one process; each has a log of its own.
        builder.Services.AddSerilog(Logging(builder.Environment), preserveStaticLogger: true, writeToProviders: true);

        builder.Services.AddHttpRules(builder.Configuration);
        builder.Services.AddStore(builder.Configuration);
        builder.Services.AddHostedService<StoreOpening>();
        builder.Services.AddConversations();
        builder.Services.AddPeerHub(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration, builder.Environment);
        builder.Services.AddCircles().AddRooms().AddDirect();
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseHttpRules();
        app.MapHealth();
        app.MapAccounts();
        app.MapCircles();
        app.MapRooms();
        app.MapDirect();
        app.MapConversations();
        app.MapPeerHub();
        app.MapWebPage();
        return app;
    }

    /// <summary>What happens, by event and never by content: paths and queries hold tokens, so the framework's own request lines stay out.</summary>
    private static Action<IServiceProvider, LoggerConfiguration> Logging(IHostEnvironment environment) => (_, logging) =>
    {
        logging.MinimumLevel.Information().MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning).MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning);
        // Names of methods that do not exist are whatever a client sent; what fails in those that do is logged by the hub itself.
        logging.MinimumLevel.Override("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogEventLevel.Fatal);
        logging.Enrich.FromLogContext();
        if (environment.IsDevelopment()) logging.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        else logging.WriteTo.Console(new RenderedCompactJsonFormatter());
    };
}
