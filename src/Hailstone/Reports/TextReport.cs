using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>Writes a report for a person at a terminal, in the language of the thread's UI culture.</summary>
public static class TextReport
{
    /// <summary>Writes it, without colour.</summary>
    /// <remarks>
    /// Where a table is too wide, the ranking loses its columns in this order: unscored, cost per correct, n, p50; the
    /// groups: cost per trial. Then names are cut.
    /// </remarks>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The columns of a line; 40 where it is less.</param>
    public static void Write(Report report, TextWriter writer, int width)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var page = new TextPage(writer, width);
        WriteHead(report, page);
        TextTables.WriteRanking(report, page);
        TextLosses.Write(report, page);
        TextGroups.Write(report, page);
        TextCategories.Write(report, page);
        TextTables.WriteBest(report, page);
        TextTables.WriteOutcomes(report, page);
        WriteAttempts(report, page);
        WriteFailures(report, page);
        WriteOmitted(report, page);
        WriteAmended(report, page);
        WriteStopped(ReportMessages.HeadingStopped, report.Targets.Where(target => !target.OutOfMoney), page);
        WriteStopped(ReportMessages.HeadingOutOfMoney, report.Targets.Where(target => target.OutOfMoney), page);
        WriteGates(report, page);
        page.Section(Figures.Text(ReportMessages.Prices, Figures.Text("{0:yyyy-MM-dd}", report.PriceDate)));
    }

    private static void WriteHead(Report report, TextPage page)
    {
        page.Line(Figures.Text(ReportMessages.Headline, report.Suite, report.Run));
        foreach (var line in Head(report))
            page.Line(line);
    }

    /// <summary>What a report says before all, a line each.</summary>
    internal static IEnumerable<string> Head(Report report)
    {
        if (report.Simulated)
        {
            yield return report.SimulatedAnswers
                ? ReportMessages.SimulatedScores
                : ReportMessages.SimulatedMeaningless;
        }

        yield return EndOf(report);
        var outcomes = OutcomeCounts.All.Where(outcome => report.Totals.Outcomes[outcome] > 0).Select(outcome =>
            Figures.Text(ReportMessages.CountedOutcome, report.Totals.Outcomes[outcome], Figures.Word(outcome)));
        yield return Figures.Text(ReportMessages.Trials, report.Totals.Trials, string.Join(", ", outcomes));
        if (report.Totals.Elapsed is { } elapsed)
        {
            yield return report.Totals.LowerBound is { } bound
                ? Figures.Text(ReportMessages.TimeWithBound, Figures.Duration(elapsed), Figures.Duration(bound))
                : Figures.Text(ReportMessages.Time, Figures.Duration(elapsed));
        }

        if (report.Policies.Count > 0)
        {
            yield return Figures.Text(
                ReportMessages.Pacing, string.Join(", ", report.Policies.Select(policy => policy.Name)));
        }

        yield return Figures.Text(ReportMessages.CostLine, string.Join("; ", CostOf(report.Cost)));
    }

    private static string EndOf(Report report) => report.EndedBecause switch
    {
        null => ReportMessages.NotEnded,
        EndReason.Complete => ReportMessages.EndedComplete,
        EndReason.Budget => ReportMessages.EndedBudget,
        EndReason.Quota => ReportMessages.EndedQuota,
        EndReason.Deadline => ReportMessages.EndedDeadline,
        EndReason.Interrupted => ReportMessages.EndedInterrupted,
        EndReason.Preflight => ReportMessages.EndedPreflight,
        EndReason.Ledger => ReportMessages.EndedLedger,
        _ => throw new ArgumentOutOfRangeException(nameof(report), report.EndedBecause, null),
    };

    private static IEnumerable<string> CostOf(Cost cost)
    {
        yield return cost.UsdKnown is { } known ? Figures.Dollars(known) : Figures.Unknown;
        if (cost.UsdEstimated > 0)
            yield return Figures.Text(ReportMessages.CostEstimated, Figures.Dollars(cost.UsdEstimated));
        if (cost.AttemptsOfUnknownCost == 0)
            yield break;
        yield return Figures.Text(ReportMessages.CostUnknown, cost.AttemptsOfUnknownCost);
        if (cost.UsdAtMost is { } most)
            yield return Figures.Text(ReportMessages.CostAtMost, Figures.Dollars(most));
    }

    private static void WriteAttempts(Report report, TextPage page)
    {
        var totals = report.Totals;
        var line = Figures.Text(
            ReportMessages.Attempts,
            totals.Attempts,
            totals.Retried,
            totals.RateLimited,
            Figures.Duration(totals.Wait));
        if (totals.PreflightCalls + totals.JudgeCalls > 0)
            line += Figures.Text(ReportMessages.OtherCalls, totals.PreflightCalls, totals.JudgeCalls);
        page.Section(line);
    }

    private static void WriteFailures(Report report, TextPage page)
    {
        if (report.Failures.Count == 0)
            return;
        page.Section(ReportMessages.HeadingFailures);
        foreach (var failure in report.Failures)
            page.Cut(FailureLine(failure), 2);
    }

    /// <summary>What failed how often, and what was said.</summary>
    internal static string FailureLine(FailureReport failure)
    {
        var line = failure.Name is { } name
            ? Figures.Text(ReportMessages.FailureLine, name, failure.Attempts, failure.TrialsLost)
            : Figures.Text(ReportMessages.LostLine, failure.TrialsLost);
        return string.IsNullOrEmpty(failure.Message) ? line : $"{line}. {failure.Message}";
    }

    private static void WriteOmitted(Report report, TextPage page)
    {
        var targets = report.Targets.Where(target => target.Omitted.Count > 0).ToList();
        if (targets.Count == 0)
            return;
        page.Section(ReportMessages.HeadingOmitted);
        foreach (var target in targets)
            page.Line($"{target.Target}: {string.Join(", ", target.Omitted)}", 2);
    }

    private static void WriteAmended(Report report, TextPage page)
    {
        var targets = report.Targets.Where(target => target.Amended is not null).ToList();
        if (targets.Count == 0)
            return;
        page.Section(ReportMessages.HeadingAmended);
        foreach (var target in targets)
            page.Cut(Figures.Text(ReportMessages.AmendedLine, target.Target, target.Dialect, target.Amended!), 2);
    }

    private static void WriteStopped(string heading, IEnumerable<TargetReport> targets, TextPage page)
    {
        var stopped = targets.Where(target => target.RefusedBecause is not null).ToList();
        if (stopped.Count == 0)
            return;
        page.Section(heading);
        foreach (var target in stopped)
        {
            page.Line($"{target.Target}: {target.RefusedBecause}", 2);
            if (target.Mend is { } mend)
                page.Line(mend, 4);
        }
    }

    private static void WriteGates(Report report, TextPage page)
    {
        if (report.Gates.Count == 0)
            return;
        page.Section(ReportMessages.HeadingGates);
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnGate, false),
            new TextColumn(ReportMessages.ColumnValue, true),
            new TextColumn(ReportMessages.ColumnHeld, false));
        foreach (var result in GateCheck.Evaluate(report))
            table.Add(GateCells(result));
        table.Write(page);
    }

    /// <summary>A gate, its value, and whether it held.</summary>
    internal static IEnumerable<string> GateCells(GateResult result) =>
    [
        $"{result.Gate.Measure} {result.Gate.Comparison} {Figures.Text("{0}", result.Gate.Bound)}",
        result.Value is { } value ? Figures.Text("{0:0.0000##}", value) : Figures.Unknown,
        result.Held ? ReportMessages.GateHeld : ReportMessages.GateFell,
    ];
}
