namespace PeerCircle.Load.Scenarios;

/// <summary>The one figure that a scenario is about.</summary>
internal sealed record Score(string Name, Func<Measurement, double> Of);
