using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Importing;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone import FILE</c>: results made elsewhere, as one complete run.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = CliMessages.ArgumentResults };
        var command = new Command("import", CliMessages.CommandImport) { file, SharedOptions.Ledger };
        command.SetAction((parsed, _) => ImportAsync(
            parsed.GetValue(file)!, new Workspace(parsed.GetValue(SharedOptions.Ledger)!)));
        return command;
    }

    private static async Task<int> ImportAsync(string file, Workspace workspace)
    {
        var at = TimeProvider.System.GetUtcNow();
        var run = NewRun.IdAt(at);
        var result = ResultFile.Read(file, run, Program.Version, at);
        if (result is ImportResult.Invalid wrong)
            return Problems.Write(wrong.Problems);
        var read = (ImportResult.Valid)result;
        await using var ledger = await workspace.OpenAsync();
        await using var held = await ledger.HoldAsync(run, CancellationToken.None);
        await ledger.AppendAsync(run, read.Facts, read.Answers, CancellationToken.None);
        await Console.Out.WriteLineAsync(Text.Of(CliMessages.Imported, read.Trials, run));
        await Console.Error.WriteLineAsync(Text.Of(CliMessages.NextReport, run));
        return 0;
    }
}
