using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>Puts failures of one name together.</summary>
internal static class FailureReports
{
    /// <summary>What failed, the most lost trials first, then the most attempts.</summary>
    public static IReadOnlyList<FailureReport> Of(IEnumerable<Attempt> attempts, IReadOnlyList<TrialView> trials)
    {
        var lost = trials.Where(trial => trial.Outcome is Outcome.Failed or Outcome.JudgeFailed).ToList();
        var lostBy = lost.Where(trial => NameOf(trial) is not null).CountBy(trial => NameOf(trial)!)
            .ToDictionary(StringComparer.Ordinal);
        var named = attempts.Where(attempt => attempt.Ended?.Failure is not null)
            .GroupBy(attempt => attempt.Ended!.Failure!)
            .Select(group => new FailureReport(
                group.Key,
                group.Count(),
                lostBy.GetValueOrDefault(group.Key),
                group.LastOrDefault(attempt => attempt.Ended!.Message is not null)?.Ended!.Message));
        var others = lost.Where(trial => NameOf(trial) is null)
            .GroupBy(trial => trial.Ended!.Explain)
            .Select(group => new FailureReport(null, 0, group.Count(), group.Key));
        return
        [
            .. named.Concat(others).OrderByDescending(failure => failure.TrialsLost)
                .ThenByDescending(failure => failure.Attempts)
                .ThenBy(failure => failure.Name, StringComparer.Ordinal),
        ];
    }

    private static string? NameOf(TrialView trial) => trial.LastEnded?.Ended?.Failure;
}
