using PeerCircle.Contracts.Accounts;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

internal static class PasswordCalls
{
    public static async Task<IResult> ChangeAsync(PasswordChangeBody body, HttpContext context, PasswordChange passwords, CancellationToken cancellation) =>
        Answers.NoContent(await passwords.ChangeAsync(context.User.Member(), context.User.Session(), body, Addresses.KeyOf(context), cancellation));

    public static async Task<IResult> RedeemAsync(string token, PasswordResetBody body, PasswordChange passwords, CancellationToken cancellation) =>
        Answers.NoContent(await passwords.RedeemAsync(token, body, cancellation));
}
