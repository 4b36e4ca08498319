using System.Globalization;

namespace PeerCircle.Browser.Tests.Budgets;

/// <summary>Something that may cost so much and no more. Fixed ones are the same on every machine; times are those of this one.</summary>
internal sealed record Figure(string What, double Limit, double Measured, string Unit, bool IsFixed = false)
{
    public bool IsOver => Measured > Limit;

    /// <summary>What it is made of, to be told when it is over.</summary>
    public string Detail { get; init; } = "";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsOver ? "OVER" : "ok"),-4}  {Measured,9:0.##} of {Limit,6:0.##} {Unit,-8} {What}{(IsOver ? " " + Detail : "")}");

    public static double Percentile95(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) throw new InvalidOperationException("Nothing was measured.");
        return values.Order().ElementAt((int)Math.Ceiling(0.95 * values.Count) - 1);
    }
}
