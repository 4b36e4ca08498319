using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PeerCircle.Server;

/// <summary>What happens, by event and never by content; JSON lines outside Development.</summary>
internal static class ServerLogging
{
    public static Action<IServiceProvider, LoggerConfiguration> For(IHostEnvironment environment) => (_, logging) =>
    {
        logging.MinimumLevel.Information().MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning).MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning);
        // Names of methods that do not exist are whatever a client sent; what fails in those that do is logged by the hub itself. Off, and not only for fatal events: as long as anything
        // might be logged, each call gets an activity of its own.
        logging.MinimumLevel.Override("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LevelAlias.Off);
        // Else everyone who is not signed in may write as many lines as they like.
        logging.MinimumLevel.Override($"{typeof(Accounts.SessionAuthenticationHandler)}", LogEventLevel.Warning);
        logging.Enrich.FromLogContext().Enrich.With<WithoutPath>();
        if (environment.IsDevelopment()) logging.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        else logging.WriteTo.Console(new RenderedCompactJsonFormatter());
    };

    /// <summary>The host adds the path of the request to every line written meanwhile, and in paths are invites and reset links.</summary>
    private sealed class WithoutPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
