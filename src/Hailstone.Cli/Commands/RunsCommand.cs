using System.CommandLine;
using System.Globalization;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;
using Hailstone.Reports;

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
            var runs = await ledger.RunsAsync(CancellationToken.None);
            foreach (var run in runs)
                await Console.Out.WriteLineAsync(Inert.Terminal(Line(run)));
            return 0;
        });
        return command;
    }

    private static string Line(RunEntry run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Run}  {run.Started.ToLocalTime():yyyy-MM-dd HH:mm}  "
        + $"{run.Ended}/{run.Trials}  {Ended(run)}  {run.Suite}");

    private static string Ended(RunEntry run)
    {
        var because = run.Because is { } reason ? EndReasonText.Of(reason) : CliMessages.RunUnfinished;
        return run.Simulated ? $"{because} ({CliMessages.RunSimulated})" : because;
    }
}
