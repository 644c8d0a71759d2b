using System.Globalization;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Hailstone.Storage.Tests;

/// <summary>Runs the tests; or, where a test asks for it, one of the processes that tests start.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // Tests read messages in English, whatever the machine speaks.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        if (args is [ChildProcess.Command, var task, var path, .. var words])
            return await ChildProcess.RunAsync(task, path, words);
        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
