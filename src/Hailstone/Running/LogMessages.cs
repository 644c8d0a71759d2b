using Microsoft.Extensions.Logging;

namespace Hailstone.Running;

/// <summary>What the log says of a run: a line for each fact that a person would want to see.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information, "Run {Run} began: {Suite}, {Trials} trials, seed {Seed}")]
    public static partial void RunStarted(ILogger log, string run, string suite, int trials, long seed);

    [LoggerMessage(2, LogLevel.Information, "Run {Run} goes on: {Unsettled} trials to do")]
    public static partial void RunResumed(ILogger log, string run, int unsettled);

    [LoggerMessage(3, LogLevel.Debug, "{Target} {Item} #{Repeat}: attempt {Attempt} leaves")]
    public static partial void AttemptStarted(ILogger log, string target, string item, int repeat, int attempt);

    [LoggerMessage(
        4,
        LogLevel.Information,
        "{Target} {Item} #{Repeat}: {Outcome} {Score} in {Seconds:0.00} s, {CostUsd} USD: {Explain}")]
    public static partial void TrialEnded(
        ILogger log,
        string target,
        string item,
        int repeat,
        string outcome,
        double? score,
        double? seconds,
        decimal? costUsd,
        string explain);

    [LoggerMessage(
        5, LogLevel.Warning, "{Target} {Item} #{Repeat}: {Failure} ({Status}), again in {Seconds:0.0} s: {Message}")]
    public static partial void AttemptFailed(
        ILogger log,
        string target,
        string item,
        int repeat,
        string failure,
        int? status,
        double seconds,
        string? message);

    [LoggerMessage(
        6, LogLevel.Error, "{Target} {Item} #{Repeat}: {Failure} ({Status}), not tried again: {Message}")]
    public static partial void AttemptGivenUp(
        ILogger log, string target, string item, int repeat, string failure, int? status, string? message);

    [LoggerMessage(7, LogLevel.Error, "{Target} is stopped: {Reason} {Mend}")]
    public static partial void TargetStopped(ILogger log, string target, string reason, string mend);

    [LoggerMessage(8, LogLevel.Warning, "{Pool} is down ({Reason}); one probe at a time until it is back")]
    public static partial void ProviderPaused(ILogger log, string pool, string reason);

    [LoggerMessage(9, LogLevel.Information, "{Pool} is back")]
    public static partial void ProviderResumed(ILogger log, string pool);

    [LoggerMessage(10, LogLevel.Information, "Run {Run} ended: {Because}")]
    public static partial void RunEnded(ILogger log, string run, string because);

    [LoggerMessage(11, LogLevel.Critical, "Run {Run} cannot write its ledger: {Message}")]
    public static partial void LedgerFailed(ILogger log, string run, string message);

    [LoggerMessage(12, LogLevel.Information, "Preflight of {Target}: it answers ({Status})")]
    public static partial void ProbeAnswered(ILogger log, string target, int? status);

    [LoggerMessage(15, LogLevel.Warning, "Preflight of {Target}: {Failure} ({Status}): {Message}")]
    public static partial void ProbeFailed(ILogger log, string target, string failure, int? status, string? message);

    [LoggerMessage(13, LogLevel.Warning, "{Share:P0} of the budget is reached: {SpentUsd} of {BudgetUsd} USD")]
    public static partial void BudgetReached(ILogger log, decimal share, decimal spentUsd, decimal budgetUsd);

    [LoggerMessage(
        14, LogLevel.Warning, "{Share:P0} of the budget of {Target} is reached: {SpentUsd} of {BudgetUsd} USD")]
    public static partial void TargetBudgetReached(
        ILogger log, decimal share, string target, decimal spentUsd, decimal budgetUsd);
}
