using PeerCircle.Browser.Tests.Screens;
using PeerCircle.Browser.Tests.Stage;

namespace PeerCircle.Browser.Tests.Screenshots;

/// <summary>
/// Takes a picture of every screen in every look: <c>dotnet run --project tests/PeerCircle.Browser.Tests -- screenshots FOLDER [NAME…]</c>. With
/// names, of those only; <c>--fine</c> takes two pixels for each, as good displays do.
/// </summary>
internal static class ScreenshotCommand
{
    private const string Fine = "--fine";

    public static async Task<int> RunAsync(string folder, string[] rest, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string[] names = [.. rest.Where(r => r != Fine)];
        await using var chromium = new Chromium();
        await chromium.InitializeAsync();
        var (taken, failed) = (0, 0);
        foreach (var look in Look.All)
        {
            await using var gallery = await Gallery.OpenAsync(chromium, look, cancellation);
            foreach (var screen in AllScreens.In(look).Where(s => names.Length == 0 || names.Contains(s.Name)))
            {
                var picture = $"{screen.Name}-{look}";
                try
                {
                    await gallery.VisitAsync(
                        screen, async p => await File.WriteAllBytesAsync(Path.Combine(folder, $"{picture}.png"), SmallPng.Of(await p.Page.ScreenshotAsync()), cancellation), rest.Contains(Fine) ? 2 : 1);
                    taken++;
                }
                catch (Exception failure)
                {
                    failed++;
                    await Console.Error.WriteLineAsync($"{picture}: {failure.Message}");
                }
            }
        }
        Console.WriteLine($"{taken} pictures are in {Path.GetFullPath(folder)}, {failed} could not be taken.");
        return failed == 0 ? 0 : 1;
    }
}
