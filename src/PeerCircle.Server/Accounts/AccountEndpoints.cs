using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

/// <summary>The HTTP API of accounts, sessions and members (contract, section 4).</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Accounts").RequireAuthorization();

        api.MapGet("/server", ServerCalls.ReadAsync).AllowAnonymous().Named("getServer", "What this server is and asks for").Produces<ServerFacts>();
        api.MapPost("/accounts", SessionCalls.SignUpAsync).AllowAnonymous().CountedAs(RateLimit.SignUps).Named("signUp", "Make an account").Produces<MemberFacts>(201);

        api.MapPost("/sessions", SessionCalls.SignInAsync).AllowAnonymous().CountedAs(RateLimit.SignIns).Named("signIn", "Sign in").Produces<SignedIn>();
        api.MapGet("/sessions", SessionCalls.ListAsync).Named("listSessions", "One's own sessions").Produces<ListOf<SessionFacts>>();
        api.MapDelete("/sessions/current", SessionCalls.EndCurrentAsync).Named("signOut", "End this session").Produces(204);
        api.MapDelete("/sessions/{id:id}", SessionCalls.EndAsync).Named("endSession", "End one of one's sessions").Produces(204);

        api.MapGet("/me", MemberCalls.ReadOwnAsync).Named("getMe", "Oneself").Produces<MemberFacts>();
        api.MapPatch("/me", MemberCalls.ChangeOwnAsync).Named("changeMe", "Change one's profile").Produces<MemberFacts>();
        api.MapPut("/me/password", PasswordCalls.ChangeAsync).Named("changePassword", "Change one's password").Produces(204);
        api.MapPost("/password-resets/{token}", PasswordCalls.RedeemAsync).AllowAnonymous().Named("resetPassword", "Set a password by a reset link").Produces(204);

        api.MapGet("/members", MemberCalls.ListAsync).Named("listMembers", "The members of the network").Produces<ListOf<MemberFacts>>();
        api.MapGet("/members/{id:id}", MemberCalls.ReadAsync).Named("getMember", "A member").Produces<MemberFacts>();
        api.MapPatch("/members/{id:id}", AdministrationCalls.SetRoleAsync).Named("setRole", "Give a member a role").Produces<MemberFacts>();
        api.MapPost("/members/{id:id}/deactivate", AdministrationCalls.DeactivateAsync).Named("deactivateMember", "Shut a member out").Produces<MemberFacts>();
        api.MapPost("/members/{id:id}/reactivate", AdministrationCalls.ReactivateAsync).Named("reactivateMember", "Let a member in again").Produces<MemberFacts>();
        api.MapPost("/members/{id:id}/password-reset", AdministrationCalls.MakePasswordResetAsync).Named("makePasswordReset", "Make a reset link").Produces<PasswordResetLink>(201);
    }
}
