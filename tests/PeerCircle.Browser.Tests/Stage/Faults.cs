using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>What goes wrong in a page without anybody seeing it: errors of scripts, lines in the console, and what the content security policy refused.</summary>
public sealed class Faults
{
    // A page asks whether it has a session, and the browser itself notes that the answer was no.
    private static readonly Regex AskedWhoOneIs = new("status of 401 .*/api/v1/me(:|$)");

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<Regex> _expected = [AskedWhoOneIs];

    public Faults(IBrowserContext context)
    {
        context.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning") _lines.Enqueue($"{line.Type}: {line.Text} {line.Location}");
        };
        context.WebError += (_, error) => _lines.Enqueue($"thrown: {error.Error}");
    }

    /// <summary>Says that the journey itself provokes this.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern));

    public IReadOnlyList<string> Unexpected => [.. _lines.Where(line => !_expected.Exists(e => e.IsMatch(line)))];
}
