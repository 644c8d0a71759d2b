using System.CommandLine;
using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone runs</c>: the runs in the ledger, a line each.</summary>
internal static class RunsCommand
{
    public static Command Make()
    {
        var command = new Command("runs", CliMessages.CommandRuns) { SharedOptions.Ledger };
        command.SetAction(async (parsed, _) =>
        {
            await using var ledger = await RunChoice.OpenAsync(parsed.GetValue(SharedOptions.Ledger)!);
            if (ledger is null)
                return Problems.ExitCode;
            Write(await ledger.RunsAsync(CancellationToken.None), Console.Out);
            return 0;
        });
        return command;
    }

    /// <summary>Writes runs as a table.</summary>
    public static void Write(IReadOnlyList<RunEntry> runs, TextWriter output)
    {
        var table = new Columns(
            CliMessages.RunsRun, CliMessages.RunsStarted, "#" + CliMessages.RunsEnded, CliMessages.RunsState,
            CliMessages.RunsSuite);
        foreach (var run in runs)
        {
            table.Add(
                run.Run,
                run.Started.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{run.Ended}/{run.Trials}"),
                StateOf(run),
                run.Suite);
        }

        table.Write(output);
    }

    private static string StateOf(RunEntry run)
    {
        var because = run.Because is { } reason ? EndReasonText.Of(reason) : CliMessages.RunUnfinished;
        return run.Simulated ? $"{because} ({CliMessages.RunSimulated})" : because;
    }
}
