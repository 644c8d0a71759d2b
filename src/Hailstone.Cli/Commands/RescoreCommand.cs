using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Running;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone rescore RUN</c>: the suite's scorers of today on kept answers, without a call.</summary>
internal static class RescoreCommand
{
    public static Command Make()
    {
        var command = new Command("rescore", CliMessages.CommandRescore)
        {
            SharedOptions.Run, SharedOptions.Last, SharedOptions.Ledger, SharedOptions.Json, SharedOptions.Quiet,
        };
        command.SetAction((parsed, _) => RescoreAsync(parsed));
        return command;
    }

    private static async Task<int> RescoreAsync(ParseResult parsed)
    {
        var address = parsed.GetValue(SharedOptions.Ledger)!;
        await using var ledger = await RunChoice.OpenAsync(address);
        if (ledger is null || await RunChoice.OfAsync(ledger, parsed, unfinished: false) is not { } run)
            return Problems.ExitCode;
        await using var held = await ledger.HoldAsync(run, CancellationToken.None);
        var facts = await ledger.ReadAsync(run, CancellationToken.None).ToListAsync();
        var first = facts.OfType<RunStarted>().First();
        if (first.Options.Imported)
            return Problems.Write(Text.Of(CliMessages.ImportedRun, run));
        if (SuiteInput.Read(first.SuitePath, first.Options, TimeProvider.System) is not { } plan)
            return Problems.ExitCode;
        var now = SuiteChangeText.Now(plan, first, TimeProvider.System.GetUtcNow());
        if (!SuiteChange.Between(facts, now).AsksTheSame)
            return SuiteChangeText.Write(plan, facts, run);
        var rescored = Rescoring.Of(plan, facts, await AnswersAsync(ledger, run), now);
        if (rescored.Lost > 0)
            return Problems.Write(Text.Of(CliMessages.RescoreLost, rescored.Lost, run), CliMessages.RescoreLostMend);
        await ledger.AppendAsync(run, rescored.Facts, [], CancellationToken.None);
        await Console.Error.WriteLineAsync(Text.Of(CliMessages.Rescored, rescored.Read, rescored.Changed));
        var workspace = new Workspace(address);
        var log = Path.Combine(workspace.FolderOf(run), "run.log");
        return await new Ending(
            workspace, ledger, run, parsed.GetValue(SharedOptions.Json), parsed.GetValue(SharedOptions.Quiet))
            .WriteAsync(log);
    }

    private static async Task<Dictionary<int, string>> AnswersAsync(ISharedLedger ledger, string run)
    {
        var answers = new Dictionary<int, string>();
        await foreach (var body in ledger.BodiesAsync(run, BodyKind.Answer, CancellationToken.None))
            answers[body.Attempt] = body.Text;
        return answers;
    }
}
