using System.Globalization;
using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load;

/// <summary>What to measure. Everything has a default.</summary>
internal sealed record LoadOptions
{
    /// <summary>Null for PeerCircle and what each scenario compares it with.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    public IReadOnlyList<Scenario> Scenarios { get; init; } = [.. Scenario.All.Where(s => s != Cheers.Small)];

    /// <summary>Processes of each system in each scenario, one system after the other, so that a drift of the machine is everyone's.</summary>
    public int Processes { get; init; } = 3;

    /// <summary>Seconds before the measurement, while code is compiled and queues fill. Null for what each scenario takes.</summary>
    public int? WarmUp { get; init; }

    /// <summary>Seconds that are measured. Null for what each scenario takes.</summary>
    public int? Seconds { get; init; }

    /// <summary>Characters of a message; <c>typing</c> and <c>slow-readers</c> have their own.</summary>
    public int Characters { get; init; } = 128;

    /// <summary>A file that every measurement is added to, a line each; tables are made of it.</summary>
    public string? Results { get; init; }

    /// <summary>Reads <c>--name value</c>; an unknown name or value is an error with the known ones.</summary>
    /// <exception cref="ArgumentException">A name or a value is not known.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--systems" => options with { Systems = [.. value.Split(',').Select(Run.Known)] },
                "--scenarios" => options with { Scenarios = [.. value.Split(',').Select(Scenario.Find)] },
                "--processes" => options with { Processes = Number(args[i], value) },
                "--warm-up" => options with { WarmUp = Number(args[i], value) },
                "--seconds" => options with { Seconds = Number(args[i], value) },
                "--characters" => options with { Characters = Number(args[i], value) },
                "--results" => options with { Results = value },
                _ => throw new ArgumentException($"{args[i]} is not known. Known are --systems --scenarios --processes --warm-up --seconds --characters --results."),
            };
        }
        return options;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ArgumentException($"{name} needs a whole number from 1.");
}
