using System.Globalization;

namespace PeerCircle.Load;

/// <summary>What to measure. Everything has a default: a bare run is the documented one.</summary>
internal sealed record LoadOptions
{
    /// <summary>Connections in the one room.</summary>
    public int Connections { get; init; } = 1_000;

    /// <summary>Members behind them; each password costs the server a slow hash.</summary>
    public int Members { get; init; } = 10;

    /// <summary>Connections that post.</summary>
    public int Senders { get; init; } = 8;

    /// <summary>Posts of a sender that may wait for their receipts.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Seconds before the measurement, while code is compiled and queues fill.</summary>
    public int WarmUp { get; init; } = 10;

    /// <summary>Seconds that are measured.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>Characters of a message.</summary>
    public int Characters { get; init; } = 128;

    /// <summary>Reads <c>--name value</c>; an unknown name or a value below 1 is an error with the known names.</summary>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{args[i]} needs a whole number from 1.");
            options = args[i] switch
            {
                "--connections" => options with { Connections = value },
                "--members" => options with { Members = value },
                "--senders" => options with { Senders = value },
                "--in-flight" => options with { InFlight = value },
                "--warm-up" => options with { WarmUp = value },
                "--seconds" => options with { Seconds = value },
                "--characters" => options with { Characters = value },
                _ => throw new ArgumentException($"{args[i]} is not known. Known are --connections --members --senders --in-flight --warm-up --seconds --characters."),
            };
        }
        return options with { Senders = Math.Min(options.Senders, options.Connections) };
    }
}
