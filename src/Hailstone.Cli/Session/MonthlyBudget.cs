using Hailstone.Cli.Screen;
using Hailstone.Ledger;
using Hailstone.Planning;
using Hailstone.Reports;

namespace Hailstone.Cli.Session;

/// <summary>Holds a run to what is left of a month's budget, by the ledger and in UTC.</summary>
internal static class MonthlyBudget
{
    /// <summary>Lowers the run's own budget where the month has less left, and says so.</summary>
    /// <returns>The options to run with; or the exit code where nothing is left.</returns>
    public static async Task<(RunOptions Options, int? Code)> ApplyAsync(
        Workspace workspace, RunOptions options, Plan plan, decimal monthlyUsd, DateTimeOffset now)
    {
        if (options.Simulated)
            return (options, null);
        var spent = 0m;
        if (workspace.Ledger.MayExist)
        {
            await using var ledger = await workspace.OpenAsync();
            var month = await SpentAsync(ledger, new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1));
            spent = month.Usd;
            if (month.Unbounded > 0)
                await Console.Error.WriteLineAsync(Text.Of(CliMessages.MonthUnknown, month.Unbounded));
        }

        var left = monthlyUsd - spent;
        if (left <= 0)
        {
            Problems.Write(Text.Of(CliMessages.MonthSpent, spent, monthlyUsd), CliMessages.MonthSpentMend);
            return (options, ExitCode.Stopped);
        }

        if (plan.Suite.Budget?.Usd <= left)
            return (options, null);
        await Console.Error.WriteLineAsync(Text.Of(CliMessages.MonthLeft, spent, monthlyUsd, left));
        return (options with { BudgetUsd = left }, null);
    }

    private static async Task<SpentSince> SpentAsync(ILedger ledger, DateOnly since)
    {
        var spent = new SpentSince(since);
        foreach (var run in await ledger.RunsAsync(CancellationToken.None))
        {
            await foreach (var fact in ledger.ReadAsync(run.Run, CancellationToken.None))
                spent.Add(fact);
        }

        return spent;
    }
}
