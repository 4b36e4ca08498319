namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>How long and how large a scenario is.</summary>
internal enum Size
{
    /// <summary>For every change: some twenty seconds.</summary>
    Ci,

    /// <summary>As the catalogue has it.</summary>
    Full,
}
