using PeerCircle.Faults.Tests.Scenarios;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (ScenarioCommand.IsMeant(args)) return await ScenarioCommand.RunAsync(args, CancellationToken.None);
return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, PeerCircle.Faults.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
