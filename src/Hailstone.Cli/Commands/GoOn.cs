using System.CommandLine;
using Hailstone.Cli.Screen;
using Hailstone.Cli.Session;
using Hailstone.Ledger;
using Hailstone.Running.Preflight;
using Hailstone.Scoring;
using Hailstone.Storage;

namespace Hailstone.Cli.Commands;

/// <summary>Goes on with a run: with what has not ended, and as a retry with what ended unanswered, too.</summary>
internal static class GoOn
{
    /// <summary>The options of commands that go on with a run.</summary>
    public static IReadOnlyList<Option> Options { get; } =
        [.. RunRequest.Options, SharedOptions.Budget, SharedOptions.TargetBudget];

    public static async Task<int> RunAsync(ParseResult parsed, bool retry)
    {
        if (SuiteInput.BaseUrls(parsed) is not { } baseUrls)
            return Problems.ExitCode;
        var request = RunRequest.Of(parsed, baseUrls);
        await using var ledger = await RunChoice.OpenAsync(request.Ledger);
        if (ledger is null || await RunChoice.OfAsync(ledger, parsed, unfinished: !retry) is not { } run)
            return Problems.ExitCode;
        await using var held = await ledger.HoldAsync(run, CancellationToken.None);
        var outline = await ledger.OutlineAsync(run, CancellationToken.None).ToListAsync();
        var first = outline.OfType<RunStarted>().First();
        if (first.Options.Imported)
            return Problems.Write(Text.Of(CliMessages.ImportedRun, run));
        if (await NothingToDoAsync(ledger, run, outline, retry) is { } reason)
            return await ReportAsync(request, ledger, run, reason);

        var options = OptionsOf(first.Options, outline, request);
        if (SuiteInput.Read(first.SuitePath, options, TimeProvider.System) is not { } plan)
            return Problems.ExitCode;
        if (plan.Id != (outline.OfType<RunRescored>().LastOrDefault()?.Plan ?? first.Plan))
            return SuiteChangeText.Write(plan, await ledger.ReadAsync(run, CancellationToken.None).ToListAsync(), run);
        var session = new RunSession(request, ProbeFacts.Onto(plan, outline), options, TimeProvider.System)
        {
            RetryFailed = retry,
        };
        return await session.ResumeAsync(ledger, run);
    }

    // How fast it goes, and for how much, may change from one process to the next; what is asked may not. A budget that
    // was raised stays so.
    private static RunOptions OptionsOf(RunOptions first, List<Fact> outline, RunRequest request)
    {
        var resumed = outline.OfType<RunResumed>().ToList();
        return first with
        {
            InFlight = request.InFlight ?? first.InFlight,
            Policy = request.Policy ?? first.Policy,
            BudgetUsd = request.BudgetUsd
                ?? resumed.FindLast(fact => fact.BudgetUsd is not null)?.BudgetUsd ?? first.BudgetUsd,
            TargetBudgetUsd = request.TargetBudgetUsd
                ?? resumed.FindLast(fact => fact.TargetBudgetUsd is not null)?.TargetBudgetUsd
                ?? first.TargetBudgetUsd,
        };
    }

    private static async Task<string?> NothingToDoAsync(
        ISharedLedger ledger, string run, List<Fact> outline, bool retry)
    {
        if (outline.FindLast(fact => fact is RunEnded or RunResumed) is not RunEnded { Because: EndReason.Complete })
            return null;
        if (!retry)
            return CliMessages.AlreadyComplete;
        var ends = new Dictionary<int, Outcome>();
        await foreach (var end in ledger.ReadAsync(run, CancellationToken.None).OfType<TrialEnded>())
            ends[end.Trial] = end.Outcome;
        return ends.ContainsValue(Outcome.Failed) || ends.ContainsValue(Outcome.NotRun)
            ? null
            : CliMessages.NothingToRetry;
    }

    private static async Task<int> ReportAsync(RunRequest request, ISharedLedger ledger, string run, string reason)
    {
        await Console.Error.WriteLineAsync(Text.Of(reason, run));
        var workspace = new Workspace(request.Ledger);
        return await new Ending(workspace, ledger, run, request.Json, quiet: true).WriteAsync(workspace.LatestLog);
    }
}
