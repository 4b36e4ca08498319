using System.Reflection;
using System.Security.Claims;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

internal static class ServerCalls
{
    private const int NameCharacters = 80;

    private static readonly string Version = typeof(ServerCalls).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static async Task<IResult> ReadAsync(
        ClaimsPrincipal user, SignUp signUp, Administrators administrators, ServerStatus status, AccountRules rules, Limits limits, CancellationToken cancellation)
    {
        var facts = new ServerFacts(
            Version,
            rules.Registration,
            await signUp.IsSetupRequiredAsync(cancellation),
            new ServerLimits(limits.MessageCharacters, limits.FrameBytes, NameCharacters));
        var administers = user.Identity is { IsAuthenticated: true } && await administrators.IncludeAsync(user.Member(), cancellation);
        return TypedResults.Ok(administers ? facts with { Health = await status.ReadAsync(cancellation) } : facts);
    }
}
