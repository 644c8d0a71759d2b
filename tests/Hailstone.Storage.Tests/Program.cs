using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Hailstone.Storage.Tests;

/// <summary>Runs the tests; or, where a test asks for it, the process that writes until it is killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [EndlessWriter.Command, var path])
            return await EndlessWriter.RunAsync(path);
        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
