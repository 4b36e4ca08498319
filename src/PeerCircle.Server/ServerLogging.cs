using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace PeerCircle.Server;

/// <summary>What happens, by event and never by content; JSON lines outside Development.</summary>
internal static class ServerLogging
{
    public static ILoggingBuilder AddServerLogging(this ILoggingBuilder logging, IHostEnvironment environment)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Information);
        // Levels are not a setting: at some, the host writes down addresses with the tokens in them.
        logging.Services.Configure<LoggerFilterOptions>(filter => filter.Rules.Clear());
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        // Names of methods that do not exist are whatever a client sent; what fails in those that do is logged by the hub itself. None, and not only critical events: as long as anything
        // might be logged, each call gets an activity of its own.
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        // Else everyone who is not signed in may write as many lines as they like.
        logging.AddFilter($"{typeof(Accounts.SessionAuthenticationHandler)}", LogLevel.Warning);
        // Serilog knows the trace by itself.
        logging.Services.Configure<LoggerFactoryOptions>(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None);
        // As a provider, not as the factory: that would make a new logger for each that is asked for, which is two for each connection. Serilog's own way to add it lets all levels through.
        logging.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(Lines(environment), dispose: true));
        return logging;
    }

    private static Logger Lines(IHostEnvironment environment)
    {
        var lines = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext().Enrich.With<WithoutPath>();
        return (environment.IsDevelopment()
            ? lines.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : lines.WriteTo.Console(new RenderedCompactJsonFormatter())).CreateLogger();
    }

    /// <summary>The host adds the path of the request to every line written meanwhile, and in paths are invites and reset links.</summary>
    private sealed class WithoutPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
    }
}
