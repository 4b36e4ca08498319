using PeerCircle.Contracts.Accounts;

namespace PeerCircle.Core.Accounts;

/// <summary>What an operator decides about accounts.</summary>
public sealed record AccountRules
{
    public required Registration Registration { get; init; }

    /// <summary>What the first account must show; null where it need not (in Development).</summary>
    public string? SetupCode { get; init; }

    /// <summary>A session ends so long after its last use …</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromDays(30);

    /// <summary>… and so long after it began at the latest.</summary>
    public TimeSpan SessionMax { get; init; } = TimeSpan.FromDays(180);
}
