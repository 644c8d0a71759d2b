using System.CommandLine;
using Hailstone.Cli.Session;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone resume [RUN]</c>.</summary>
internal static class ResumeCommand
{
    public static Command Make()
    {
        var command = new Command("resume", CliMessages.CommandResume) { SharedOptions.Run, SharedOptions.Last };
        foreach (var option in RunRequest.Options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => GoOn.RunAsync(parsed, retry: false));
        return command;
    }
}
