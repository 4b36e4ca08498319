using Deque.AxeCore.Commons;
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

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>In the dark those only that a theme can break: it has colours, and nothing else. `target-size` is off unless asked for by name.</summary>
    private const string Run = """
        async ({ place, isDark }) => {
          const all = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };
          const colours = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] };
          const { violations } = await axe.run(document, isDark ? colours : all);
          return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${place}: ${id} ${node.html} ${node.any.map(({ message }) => message).join(" ")}`));
        }
        """;

    /// <summary>What floats is put into its place a few frames after the size has changed.</summary>
    private const string Excess = """
        () => new Promise((done) => {
          const { documentElement: page } = document;
          let frames = 0;
          const look = () => page.scrollWidth > page.clientWidth && ++frames < 60 ? requestAnimationFrame(look) : done(page.scrollWidth - page.clientWidth);
          look();
        })
        """;

    /// <summary>Until nothing has moved for three frames: rows of a list are measured again when the size has changed, and lie on one another until then.</summary>
    private const string Still = """
        () => new Promise((done) => {
          let [before, still, frames] = ["", 0, 0];
          const look = () => {
            const now = Array.from(document.querySelectorAll("body *"), (node) => Object.values(node.getBoundingClientRect().toJSON()).join()).join(";");
            still = now === before ? still + 1 : 0;
            before = now;
            if (still === 3 || ++frames === 120) done();
            else requestAnimationFrame(look);
          };
          look();
        })
        """;

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
                wrong.AddRange(await ViolationsAsync(person, $"{place} {colors} {width}", colors));
            }
            wrong.AddRange(await TooWideAsync(person, place, width));
        }
        if (widths.Contains(Phone)) wrong.AddRange(await TooWideAsync(person, place, Narrowest));
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>As the page is once it stands still.</summary>
    public static async Task<string[]> ViolationsAsync(Person person, string place, ColorScheme colors)
    {
        if (!await person.Page.EvaluateAsync<bool>("'axe' in window")) await person.Page.EvaluateAsync($"() => {{ {Script} }}");
        await person.Page.EvaluateAsync(Still);
        return await person.Page.EvaluateAsync<string[]>(Run, new { place, isDark = colors == ColorScheme.Dark });
    }

    private static async Task<string[]> TooWideAsync(Person person, string place, int width)
    {
        await person.Page.SetViewportSizeAsync(width, 800);
        var excess = await person.Page.EvaluateAsync<int>(Excess);
        return excess > 0 ? [$"{place} {width}: {excess} px too wide."] : [];
    }
}
