using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>
/// The TypeScript SDK as others get it: packed by npm, unpacked into a directory that is no part of the repository, beside the packages that it says it needs and nothing
/// else. Those are linked from the web client's, so that no network is asked.
/// </summary>
public sealed class SdkPackage : IAsyncLifetime
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "PeerCircle.Web"));

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Where programs that use it stand.</summary>
    public string Place => _directory.File("");

    public string Unpacked => Path.Combine(Place, "node_modules", "@peercircle", "sdk");

    public string? Missing { get; } =
        !IsOnPath("node") || !IsOnPath("npm") ? "Node.js with npm is not on PATH."
        : !Directory.Exists(Path.Combine(Web, "node_modules")) ? "The packages of the web client are not installed; the build of the server does it."
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        await NodeProcess.RunAsync("npm", Path.Combine(Web, "sdk"), ["pack", "--offline", "--pack-destination", Place], ("npm_config_update_notifier", "false"));
        await using (var packed = new GZipStream(File.OpenRead(Directory.GetFiles(Place, "*.tgz").Single()), CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(packed, Place, overwriteFiles: false, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(Place, "node_modules", "@peercircle"));
        Directory.Move(Path.Combine(Place, "package"), Unpacked);
        var facts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Unpacked, "package.json"), TestContext.Current.CancellationToken));
        foreach (var (name, _) in facts?["dependencies"]?.AsObject() ?? []) Link(name);
        await File.WriteAllTextAsync(Path.Combine(Place, "package.json"), """{ "type": "module" }""", TestContext.Current.CancellationToken);
    }

    /// <summary>Puts a package beside it that a program needs and the SDK does not.</summary>
    public void Link(string name)
    {
        var link = Path.Combine(Place, "node_modules", name);
        if (Directory.Exists(link)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(link) ?? link);
        Directory.CreateSymbolicLink(link, Path.Combine(Web, "node_modules", name));
    }

    /// <summary>Checks the types of TypeScript and JavaScript as a strict program for Node has them checked, without any type of browsers.</summary>
    public async Task CheckTypesAsync(IReadOnlyDictionary<string, string> sources)
    {
        Link("@types/node");
        var folder = Directory.CreateDirectory(Path.Combine(Place, $"types-{Guid.NewGuid():N}")).FullName;
        foreach (var (name, text) in sources) await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "tsconfig.json"), """
            {
              "compilerOptions": {
                "module": "nodenext", "moduleResolution": "nodenext", "target": "es2022", "lib": ["es2023"], "types": ["node"], "allowJs": true, "checkJs": true,
                "strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true, "skipLibCheck": false, "noEmit": true
              }
            }
            """, TestContext.Current.CancellationToken);
        await NodeProcess.RunAsync("node", folder, [Path.Combine(Web, "node_modules", "typescript", "bin", "tsc"), "--project", folder]);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}

/// <summary>Classes that share one package.</summary>
[CollectionDefinition(nameof(Packed))]
public sealed class Packed : ICollectionFixture<SdkPackage>;
