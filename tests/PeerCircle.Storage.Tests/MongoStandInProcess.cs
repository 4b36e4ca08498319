using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>The stand-in's program, its packages installed once however many test processes ask for them.</summary>
internal static class MongoStandInProcess
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    public static async Task<Process> StartAsync(string[] arguments)
    {
        var folder = Folder();
        using var deadline = new CancellationTokenSource(InstallPatience);
        await InstallAsync(folder, deadline.Token);
        return Start("node", folder, ["server.mjs", "--port", "0", "--exit-with-stdin", .. arguments]);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var standIn = Path.Combine(folder.FullName, "tests", "MongoStandIn");
            if (File.Exists(Path.Combine(standIn, "server.mjs"))) return standIn;
        }
        throw new InvalidOperationException("tests/MongoStandIn is not above the tests' folder.");
    }

    // The file is written when everything else is in place.
    private static async Task InstallAsync(string folder, CancellationToken cancellation)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed)) return;
        await using var alone = await LockAsync(Path.Combine(Path.GetTempPath(), "peercircle-stand-in.lock"), cancellation);
        if (File.Exists(installed)) return;
        using var npm = Start("npm", folder, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var output = await npm.StandardOutput.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci in tests/MongoStandIn failed: {output}");
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(AskAgain, cancellation);
            }
        }
    }

    private static Process Start(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip($"Neither PEERCIRCLE_TEST_MONGODB names a MongoDB replica set, nor can the stand-in run: {program} (Node.js 20 with npm) is not on PATH.");
            throw;
        }
    }
}
