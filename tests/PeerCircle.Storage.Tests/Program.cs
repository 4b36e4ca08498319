using PeerCircle.Storage.Tests.Sqlite;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace PeerCircle.Storage.Tests;

/// <summary>The test program. Started with <c>child</c> it is the second process that some tests need.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["child", "holds", var path]:
                await Child.HoldAsync(path);
                return 0;
            case ["child", "writes", var path]:
                await Child.WriteAsync(path);
                return 0;
            case ["fixture", var file]:
                await Fixture.MakeAsync(file);
                return 0;
            default:
                return args.Contains("--server") || args.Contains("--internal-msbuild-node")
                    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
                    : await ConsoleRunner.Run(args);
        }
    }
}
