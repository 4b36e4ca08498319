using System.Globalization;
using System.Security.Cryptography;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Server.Accounts;

/// <summary>The section <c>Accounts</c>, checked before it is read (<see cref="Http.ConfigurationCheck"/>).</summary>
internal sealed class AccountsOptions
{
    private const string CodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public required AccountRules Rules { get; init; }

    /// <summary>The set-up code was made up at this start, so the operator must be told.</summary>
    public required bool IsSetupCodeMadeUp { get; init; }

    public static AccountsOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Accounts");
        var given = section["SetupCode"] is { Length: > 0 } code ? code.Trim() : null;
        var madeUp = given is null && !environment.IsDevelopment();
        return new AccountsOptions
        {
            IsSetupCodeMadeUp = madeUp,
            Rules = new AccountRules
            {
                Registration = section["Registration"] is { } text ? Enum.Parse<Registration>(text, ignoreCase: true)
                    : environment.IsDevelopment() ? Registration.Open : Registration.Invite,
                SetupCode = environment.IsDevelopment() ? null : given ?? MakeCode(),
                SessionIdle = Days(section["SessionIdleDays"], 30),
                SessionMax = Days(section["SessionMaxDays"], 180),
            },
        };
    }

    private static TimeSpan Days(string? text, int byDefault) => TimeSpan.FromDays(text is null ? byDefault : int.Parse(text, CultureInfo.InvariantCulture));

    private static string MakeCode() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(CodeAlphabet, 5)));
}
