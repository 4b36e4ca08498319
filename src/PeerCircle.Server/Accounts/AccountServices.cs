using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Accounts;

internal static class AccountServices
{
    /// <summary>
    /// Everything of accounts but what others bring: <see cref="IStore"/>, <see cref="ISignUpInvites"/>, any <see cref="ILiveSessions"/>,
    /// and <see cref="RedisStatus"/> where there is Redis.
    /// </summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = AccountsOptions.From(configuration, environment);
        services.AddSingleton(options).AddSingleton(options.Rules);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(p => p.GetRequiredService<IStore>().Documents);
        services.TryAddSingleton(new RedisStatus(() => "off"));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = SlowPasswords.Iterations);
        services.TryAddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.TryAddSingleton<IPasswords, SlowPasswords>();
        services.AddSingleton<Members>().AddSingleton<Administrators>().AddSingleton<Moderators>().AddSingleton<MemberView>().AddSingleton<MemberDirectory>().AddSingleton<Profiles>();
        services.AddSingleton<Sessions>().AddSingleton<Lockouts>().AddSingleton<Housekeeping>().AddSingleton<AuditLog>().AddSingleton<PendingSteps>();
        services.AddSingleton<SignUp>().AddSingleton<SignIn>().AddSingleton<PasswordChange>().AddSingleton<Administration>();
        services.AddSingleton<SessionCookie>().AddSingleton<ServerStatus>();
        services.AddHostedService<AccountsWorker>();
        services.AddAuthentication(SessionAuthenticationHandler.SchemeName)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SessionAuthenticationHandler>(SessionAuthenticationHandler.SchemeName, null);
        return services;
    }
}
