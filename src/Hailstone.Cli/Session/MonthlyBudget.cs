using Hailstone.Cli.Commands;
using Hailstone.Cli.Screen;
using Hailstone.Ledger;
using Hailstone.Planning;

namespace Hailstone.Cli.Session;

/// <summary>Holds a run to what is left of a month's budget, by the ledger and in UTC.</summary>
internal static class MonthlyBudget
{
    private const int StoppedExitCode = 5;

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
            var first = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
            var total = (await UsageCommand.BooksAsync(ledger, first)).Total;
            spent = total.Usd + total.UsdEstimated;
            if (total.UnknownCost > 0)
                await Console.Error.WriteLineAsync(Text.Of(CliMessages.MonthUnknown, total.UnknownCost));
        }

        var left = monthlyUsd - spent;
        if (left <= 0)
        {
            Problems.Write(Text.Of(CliMessages.MonthSpent, spent, monthlyUsd), CliMessages.MonthSpentMend);
            return (options, StoppedExitCode);
        }

        if (plan.Suite.Budget?.Usd <= left)
            return (options, null);
        await Console.Error.WriteLineAsync(Text.Of(CliMessages.MonthLeft, spent, monthlyUsd, left));
        return (options with { BudgetUsd = left }, null);
    }
}
