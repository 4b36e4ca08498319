using System.Security.Cryptography;
using System.Text;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>Making an account.</summary>
public sealed class SignUp(
    IDocumentStore documents,
    Members members,
    Administrators administrators,
    ISignUpInvites invites,
    IPasswords passwords,
    PendingSteps pending,
    MemberView view,
    AccountRules rules,
    IConversationLog conversations,
    TimeProvider time)
{
    private static readonly Refusal EmailTaken = new(ErrorCodes.EmailTaken, "There is an account with this e-mail address already.");

    /// <summary>Whether the next account is the first one and must show the set-up code.</summary>
    public async Task<bool> IsSetupRequiredAsync(CancellationToken cancellation) =>
        rules.SetupCode is not null && await administrators.FindAsync(cancellation) is null;

    /// <summary>
    /// Makes an account; the first one of a store becomes administrator. Registration, set-up code and invite are looked at before
    /// the e-mail, so that a stranger learns of no account.
    /// </summary>
    public async Task<Outcome<MemberFacts>> SignUpAsync(SignUpBody body, CancellationToken cancellation)
    {
        var first = await administrators.FindAsync(cancellation) is null;
        if (RefuseStranger(body, first) is { } stranger) return stranger;
        var invited = body.InviteToken is { } token ? (await invites.CheckAsync(token, cancellation)).Refusal : null;
        if (invited?.Code == ErrorCodes.NotFound) return invited;
        if (!EmailRule.Check(body.Email).TryGet(out var email, out var refusal) || !Field.Line("displayName", body.DisplayName, 1, 80).TryGet(out var name, out refusal)) return refusal;
        if (invited is not null) return invited;
        if (!PasswordRule.Check(body.Password, email).TryGet(out var password, out refusal)) return refusal;
        if (await members.FindByEmailAsync(Member.KeyOf(email), cancellation) is not null) return EmailTaken;
        if (!(await passwords.HashAsync(password, cancellation)).TryGet(out var hash, out refusal)) return refusal;

        var now = WireTime.WholeMilliseconds(time.GetUtcNow());
        var member = new Member
        {
            Id = new MemberId(Guid.CreateVersion7(now)),
            Email = email,
            EmailKey = Member.KeyOf(email),
            DisplayName = name,
            PasswordHash = hash,
            CreatedAt = now,
            WinsReadSeq = (await conversations.ReadConversationsAsync([ConversationIds.Wins], cancellation)).SingleOrDefault()?.Head.Seq ?? 0,
            Pending = first || body.InviteToken is not null
                ? new PendingWork { Since = now, ClaimNetwork = first, InviteTokenHash = body.InviteToken is { } used ? Token.Hash(used) : null }
                : null,
        };
        var outcome = await documents.InsertAsync(Member.Type, member, cancellation);
        if (outcome == WriteOutcome.KeyTaken) return EmailTaken;
        if (outcome != WriteOutcome.Written) throw new InvalidOperationException("A random id came twice.");
        var finished = await pending.CarryOutAsync(member);
        return finished.TryGet(out var made, out refusal) ? await view.OfOneselfAsync(made, CancellationToken.None) : refusal;
    }

    private Refusal? RefuseStranger(SignUpBody body, bool first)
    {
        var knowsCode = first && rules.SetupCode is { } code && Same(body.SetupCode, code);
        if (rules.Registration == Registration.Closed && !knowsCode) return new Refusal(ErrorCodes.RegistrationClosed, "This network takes no new accounts.");
        if (first) return rules.SetupCode is null || knowsCode ? null : new Refusal(ErrorCodes.SetupCodeRequired, "The first account takes the set-up code that the server printed when it started.");
        return rules.Registration == Registration.Invite && body.InviteToken is null
            ? new Refusal(ErrorCodes.InviteRequired, "This network takes new accounts by invitation only.")
            : null;
    }

    private static bool Same(string? given, string wanted) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}
