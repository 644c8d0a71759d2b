using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary><c>hailstone resume [RUN]</c>.</summary>
internal static class ResumeCommand
{
    public static Command Make()
    {
        var command = new Command("resume", CliMessages.CommandResume) { SharedOptions.Run, SharedOptions.Last };
        foreach (var option in RunRequest.Options)
            command.Options.Add(option);
        command.SetAction((parsed, _) => ResumeAsync(parsed));
        return command;
    }

    private static async Task<int> ResumeAsync(ParseResult parsed)
    {
        if (SuiteInput.BaseUrls(parsed) is not { } baseUrls)
            return Problems.ExitCode;
        var request = RunRequest.Of(parsed, baseUrls);
        await using var ledger = await RunChoice.OpenAsync(request.Ledger);
        if (ledger is null || await RunChoice.OfAsync(ledger, parsed, unfinished: true) is not { } run)
            return Problems.ExitCode;
        await using var held = await ledger.HoldAsync(run, CancellationToken.None);
        var facts = await FactsAsync(ledger, run);
        var first = facts.OfType<RunStarted>().First();
        if (facts[^1] is RunEnded { Because: EndReason.Complete })
        {
            await Console.Error.WriteLineAsync(Text.Of(CliMessages.AlreadyComplete, run));
            var workspace = new Workspace(request.Ledger);
            return await new Ending(workspace, ledger, run, request.Json, quiet: true)
                .WriteAsync(workspace.LatestLog);
        }

        // The number in flight may change from one process to the next; what is asked may not.
        var options = first.Options with { InFlight = request.InFlight ?? first.Options.InFlight };
        if (SuiteInput.Read(first.SuitePath, options, TimeProvider.System) is not { } plan)
            return Problems.ExitCode;
        return plan.Id == first.Plan
            ? await new RunSession(request, plan, options, TimeProvider.System).ResumeAsync(ledger, run, facts)
            : Problems.Write(Text.Of(CliMessages.SuiteChanged, Workspace.Shown(first.SuitePath), run));
    }

    private static async Task<List<Fact>> FactsAsync(ISharedLedger ledger, string run)
    {
        var facts = new List<Fact>();
        await foreach (var fact in ledger.ReadAsync(run, CancellationToken.None))
            facts.Add(fact);
        return facts;
    }
}
