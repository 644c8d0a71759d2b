using System.CommandLine;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone retry RUN</c>: asks again what ended without an answer; what is settled stays.</summary>
internal static class RetryCommand
{
    public static Command Make()
    {
        var command = new Command("retry", CliMessages.CommandRetry) { SharedOptions.Run, SharedOptions.Last };
        foreach (var option in GoOn.Options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => GoOn.RunAsync(parsed, retry: true));
        return command;
    }
}
