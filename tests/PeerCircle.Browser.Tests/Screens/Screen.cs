using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Screens;

/// <summary>A screen, a dialog or a state of one that people come to see: how one gets there in the demo network, and what shows that one is there.</summary>
/// <param name="Name">Names its picture, and what is wrong with it.</param>
/// <param name="Who">Whose screen it is; null is somebody signed out.</param>
/// <param name="Address">Where one goes.</param>
/// <param name="Shows">What is visible once the screen is complete.</param>
internal sealed record Screen(string Name, string? Who, Func<Places, string> Address, Func<Person, ILocator> Shows)
{
    /// <summary>What one does there before looking, once <see cref="Arrives"/> is visible.</summary>
    public Func<Person, Task>? Do { get; init; }

    /// <summary>What is visible before anything is done; <see cref="Shows"/> where nothing is.</summary>
    public Func<Person, ILocator>? Arrives { get; init; }

    /// <summary>Where the screen exists: on the desk, on the phone, or on both.</summary>
    public On On { get; init; } = On.Both;
}

[Flags]
internal enum On
{
    Desk = 1,
    Phone = 2,
    Both = Desk | Phone,
}

/// <summary>A theme and a size.</summary>
internal sealed record Look(ColorScheme Colors, On Device)
{
    public static IReadOnlyList<Look> All { get; } =
        [new(ColorScheme.Light, On.Desk), new(ColorScheme.Dark, On.Desk), new(ColorScheme.Light, On.Phone), new(ColorScheme.Dark, On.Phone)];

    public int Width => Device == On.Desk ? 1280 : 360;

    public int Height => Device == On.Desk ? 860 : 780;

    /// <summary>As it stands in the name of a picture: <c>light-1280</c>.</summary>
    public override string ToString() => $"{Colors.ToString().ToLowerInvariant()}-{Width}";
}
