using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;
using Xunit;

namespace PeerCircle.Browser.Tests.Accessibility;

/// <summary>The rules of WCAG 2.2 AA that a machine can check, and that nothing has to be scrolled sideways.</summary>
internal static class Axe
{
    public const int Desk = 1280, Phone = 360;

    // As much room as 400 % on a desk leaves.
    private const int Narrowest = 320;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
        Rules = new() { ["target-size"] = new RuleOptions { Enabled = true } }, // Off unless asked for by name.
    };

    /// <summary>In both themes, on a desk and on a phone.</summary>
    public static Task AssertCleanAsync(Person person, string place) => AssertCleanAsync(person, place, [Desk, Phone]);

    public static async Task AssertCleanAsync(Person person, string place, IReadOnlyList<int> widths)
    {
        var wrong = new List<string>();
        foreach (var width in widths)
        {
            await person.Page.SetViewportSizeAsync(width, 800);
            foreach (var colors in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });
                var found = (await person.Page.RunAxe(Rules)).Violations;
                wrong.AddRange(found.SelectMany(violation => violation.Nodes.Select(node => $"{place} {colors} {width}: {violation.Id} {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")));
            }
            wrong.AddRange(await TooWideAsync(person, place, width));
        }
        if (widths.Contains(Phone)) wrong.AddRange(await TooWideAsync(person, place, Narrowest));
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static async Task<string[]> TooWideAsync(Person person, string place, int width)
    {
        await person.Page.SetViewportSizeAsync(width, 800);
        var excess = await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return excess > 0 ? [$"{place} {width}: {excess} px too wide."] : [];
    }
}
