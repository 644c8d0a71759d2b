using System.CommandLine;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone resume [RUN]</c>.</summary>
internal static class ResumeCommand
{
    public static Command Make()
    {
        var command = new Command("resume", CliMessages.CommandResume) { SharedOptions.Run, SharedOptions.Last };
        foreach (var option in GoOn.Options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => GoOn.RunAsync(parsed, retry: false));
        return command;
    }
}
