using PeerCircle.Server.Accounts;
using PeerCircle.Server.Circles;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Direct;
using PeerCircle.Server.Goals;
using PeerCircle.Server.Http;
using PeerCircle.Server.Metrics;
using PeerCircle.Server.Notifications;
using PeerCircle.Server.Presence;
using PeerCircle.Server.Rooms;
using PeerCircle.Server.Stopping;

namespace PeerCircle.Server;

/// <summary>The composition root: makes the server as one application, for the program and for tests alike.</summary>
public static class ServerHost
{
    /// <summary>Builds, but does not start, a server configured by files, environment and the given arguments.</summary>
    /// <param name="configure">Has the last word on the services: a test's clock, for example.</param>
    /// <exception cref="ConfigurationRefusedException">A key is unknown, missing or out of its range.</exception>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        // Settings are read at the start; who watches for changes of their files is woken by each write to a store beside them.
        string[] all = ["--hostBuilder:reloadConfigOnChange=false", .. args];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = all, ApplicationName = "PeerCircle.Server", WebRootPath = PublishedPage() });
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["Urls"])) builder.WebHost.UseUrls("http://localhost:5080");
        builder.Logging.AddServerLogging(builder.Environment);
        builder.Services.AddHttpRules(builder.Configuration);
        builder.Services.AddStore(builder.Configuration);
        builder.Services.AddHostedService<StoreOpening>();
        builder.Services.AddConversations();
        builder.Services.AddPeerHub(builder.Configuration);
        builder.Services.AddPresence(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration, builder.Environment);
        builder.Services.AddCircles().AddRooms().AddDirect();
        builder.Services.AddGoals().AddNotifications();
        builder.Services.AddSingleton<Drain>().AddSingleton<IHostLifetime, DrainLifetime>();
        builder.Services.AddMeasuring(builder.Configuration);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UsePeerHub();
        app.UseHttpRules();
        app.MapHealth();
        app.MapAccounts();
        app.MapCircles();
        app.MapRooms();
        app.MapDirect();
        app.MapGoals();
        app.MapNotifications();
        app.MapConversations();
        app.MapPeerHub();
        app.MapWebPage();
        return app;
    }

    /// <summary>A published server finds its page beside itself, wherever it is started; else the build says where the page is.</summary>
    private static string? PublishedPage() => Path.Combine(AppContext.BaseDirectory, "wwwroot") is var page && Directory.Exists(page) ? page : null;
}
