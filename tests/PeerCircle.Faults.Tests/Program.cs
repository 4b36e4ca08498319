using System.Runtime.InteropServices;
using PeerCircle.Faults.Tests.Scenarios;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (ScenarioCommand.IsMeant(args))
{
    // Who is told to stop ends all that was started, first.
    using var end = new CancellationTokenSource();
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    return await ScenarioCommand.RunAsync(args, end.Token);

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        end.Cancel();
    }
}
return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, PeerCircle.Faults.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
