using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server.Http;

/// <summary>What holds for every call, whatever it is about. The order of the steps is the contract's order of refusals (section 2).</summary>
internal static class HttpRules
{
    /// <summary>Checks the configuration, all of it, and adds what <see cref="UseHttpRules"/> needs. Goes first.</summary>
    public static IServiceCollection AddHttpRules(this IServiceCollection services, IConfiguration configuration)
    {
        ConfigurationCheck.Run(configuration);
        var options = ServerOptions.From(configuration);
        var limits = configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton(limits).AddSingleton<RateLimits>();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<RouteOptions>(o => o.ConstraintMap[IdConstraint.Name] = typeof(IdConstraint));
        services.ConfigureHttpJsonOptions(o => WireJson.ConfigureStrict(o.SerializerOptions));
        services.Configure<ForwardedHeadersOptions>(o => Believe(o, options.KnownProxies));

        // Its lines hold paths and queries, and those hold tokens.
        services.Configure<LoggerFilterOptions>(o => o.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null)));
        services.AddProblemDetails();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddOpenApi(o => o.AddSchemaTransformer(EnumerationSchemas.DescribeAsync));
        return services;
    }

    /// <summary>Goes before everything that is mapped. Each endpoint says whether strangers may call it, which a test requires; what says nothing lets nobody in.</summary>
    public static void UseHttpRules(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Problems>();
        app.UseRouting();
        app.UseMiddleware<HandshakeRules>();
        app.UseMiddleware<BodyRules>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<RateRules>();
        app.MapOpenApi().AllowAnonymous();
        app.MapUnknownPaths();
    }

    private static void Believe(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal)) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
