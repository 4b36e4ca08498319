using System.Globalization;

namespace PeerCircle.Server.Demo;

/// <summary>What whoever started a demo reads in the terminal.</summary>
internal static class Welcome
{
    public static string To(string url, StoreName store, DemoMark mark)
    {
        var people = Cast.All.Select(f => $"    {f.Name,-16}{f.Email,-30}{f.Part}");
        return string.Join(Environment.NewLine, [
            "",
            $"  The demo network is open at {url.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)}",
            $"  Sign in as anybody with the password  {mark.Password}",
            "",
            .. people,
            "",
            $"  {store.Name} was filled on {mark.FilledAt?.ToLocalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. To have it anew, {store.StartOver}.",
            "  Whoever knows the password can be any of the eight: show it to people you trust, and keep nothing real here.",
            ""]);
    }
}
