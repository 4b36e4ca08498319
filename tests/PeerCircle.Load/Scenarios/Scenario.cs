namespace PeerCircle.Load.Scenarios;

/// <summary>Something that is asked of systems, and the figure that it is about.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Peers">What PeerCircle is compared with there, unless the command line says otherwise; nothing where others have nothing of the kind.</param>
/// <param name="WarmUp">Seconds of load after which young servers have come to their pace there, unless the command line says otherwise.</param>
/// <param name="Seconds">That are measured, unless the command line says otherwise.</param>
internal abstract record Scenario(string Name, IReadOnlyList<string> Peers, int WarmUp = Scenario.UsualWarmUp, int Seconds = Scenario.UsualSeconds)
{
    public const string Own = "peercircle";

    public const int UsualWarmUp = 20;

    public const int UsualSeconds = 10;

    public static IReadOnlyList<Scenario> All { get; } = [.. Posts.All, .. Disturbed.All, new Idle(), Cheers.Full, Cheers.Small];

    public abstract Score Score { get; }

    /// <exception cref="ArgumentException">There is no such scenario.</exception>
    public static Scenario Find(string name) => All.FirstOrDefault(s => s.Name == name)
        ?? throw new ArgumentException($"{name} is no scenario. There are {string.Join(", ", All.Select(s => s.Name))}.");

    /// <summary>Measures a system once, started anew.</summary>
    /// <param name="characters">Of a message, where it is not the scenario that says how many.</param>
    public abstract Task<Measurement> OnceAsync(string system, TimeSpan warmUp, TimeSpan time, int characters);
}
