using System.Globalization;
using PeerCircle.Browser.Tests.Budgets;
using PeerCircle.Browser.Tests.Screenshots;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is ["screenshots", var folder, .. var rest]) return await ScreenshotCommand.RunAsync(folder, rest, CancellationToken.None);
if (args is ["budgets", .. var messages]) return await BudgetsCommand.RunAsync(messages is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : BudgetsCommand.Many, CancellationToken.None);
return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, PeerCircle.Browser.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
