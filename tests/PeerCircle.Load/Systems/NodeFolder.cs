using System.Diagnostics;

namespace PeerCircle.Load.Systems;

/// <summary>A folder of this repository's tests with a program for Node.</summary>
internal static class NodeFolder
{
    /// <summary>Its path, its packages installed.</summary>
    public static async Task<string> PrepareAsync(string name)
    {
        var folder = Path.Combine(Repository.Tests, name);
        if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))) return folder;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })
            ?? throw new InvalidOperationException("npm did not start.");
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"npm ci in {name} failed.");
    }
}
