using System.Globalization;
using System.Text;
using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load.Report;

/// <summary>One scenario as bars with their ranges, in SVG that reads on light and on dark.</summary>
internal static class Chart
{
    private const int Width = 720;
    private const int Row = 30;
    private const int Label = 130;
    private const int Value = 110;
    private const int Top = 44;

    public static string Of(Scenario scenario, IReadOnlyList<Summary> systems)
    {
        var (name, score) = scenario.Score;
        var most = systems.Max(s => s.Range(score).Most);
        var height = Top + (Row * systems.Count) + 12;
        var text = new StringBuilder(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="{name}">""");
        text.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{height}" rx="8" fill="#ffffff"/><text x="16" y="26" font-weight="600" fill="#1d2330">{name}</text>""");
        for (var n = 0; n < systems.Count; n++) text.Append(Bar(systems[n], score, most, Top + (n * Row)));
        return text.Append("</svg>\n").ToString();
    }

    private static string Bar(Summary system, Func<Measurement, double> score, double most, int top)
    {
        double At(double value) => Label + (value / most * (Width - Label - Value));
        var (median, (least, last), middle) = (system.Median(score), system.Range(score), top + (Row / 2));
        var colour = system.System == Scenario.Own ? "#4f46e5" : "#9aa3b5";
        return $"""<text x="16" y="{middle + 4}" fill="#1d2330">{system.System}</text><rect x="{Label}" y="{top + 5}" width="{At(median) - Label:F1}" height="{Row - 10}" rx="3" fill="{colour}"/>"""
            + $"""<line x1="{At(least):F1}" x2="{At(last):F1}" y1="{middle}" y2="{middle}" stroke="#1d2330" stroke-width="1.5"/>"""
            + $"""<text x="{At(last) + 8:F1}" y="{middle + 4}" fill="#1d2330">{(median >= 100 ? $"{median:N0}" : $"{median:0.0#}")}</text>""";
    }
}
