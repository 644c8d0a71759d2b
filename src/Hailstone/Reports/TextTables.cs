using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>The tables of a report on a terminal.</summary>
internal static class TextTables
{
    /// <summary>The targets by mean score, and what the figures mean.</summary>
    public static void WriteRanking(Report report, TextPage page)
    {
        page.Section(ReportMessages.HeadingRanking);
        var standings = Standings.Of(report.Targets, target => target.Completed);
        var cost = Figures.Digits(report.Targets.Select(target => target.Cost.UsdKnown));
        var perCorrect = Figures.Digits(report.Targets.Select(target => target.CostPerCorrectUsd));
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnRank, true),
            new TextColumn(ReportMessages.ColumnTarget, false),
            new TextColumn(ReportMessages.ColumnN, true, 3),
            new TextColumn(ReportMessages.ColumnScore, true),
            new TextColumn(ReportMessages.ColumnInterval, true),
            new TextColumn(ReportMessages.ColumnUnscored, true, 1),
            new TextColumn(ReportMessages.ColumnCost, true),
            new TextColumn(ReportMessages.ColumnPerCorrect, true, 2),
            new TextColumn(ReportMessages.ColumnMedian, true, 4));
        foreach (var standing in standings)
        {
            var target = standing.Who;
            table.Add(
                Standings.Words(standing),
                target.Target,
                Figures.Count(target.Completed.N),
                Figures.Percent(target.Completed.Mean),
                Figures.Interval(target.Completed),
                Figures.Count(target.Outcomes.Total - target.Outcomes[Outcome.Scored]),
                Figures.Cost(target.Cost, cost),
                Figures.Money(target.CostPerCorrectUsd, perCorrect),
                Figures.Latency(target.Latency.Whole.P50));
        }

        table.Write(page);
        foreach (var line in Legend(report, standings))
            page.Line(line, 2);
    }

    /// <summary>The best, the cheapest and the most efficient target, a line each.</summary>
    public static void WriteBest(Report report, TextPage page)
    {
        var lines = new List<string>();
        var leaders = Standings.Leaders(Standings.Of(report.Targets, target => target.Completed)).ToList();
        if (leaders is [{ Completed.Mean: { } mean } best, .. var others])
        {
            lines.Add(Figures.Text(
                ReportMessages.Best,
                best.Target,
                Figures.Percent(mean),
                Figures.Interval(best.Completed)));
            if (others.Count > 0)
                lines.Add(Figures.Text(
                    ReportMessages.AsGood, string.Join(", ", others.Select(target => target.Target))));
        }

        var cheapest = report.Targets.Where(target => target.CostPerTrialUsd is not null)
            .MinBy(target => target.CostPerTrialUsd);
        if (cheapest?.CostPerTrialUsd is { } cost)
            lines.Add(Figures.Text(
                ReportMessages.Cheapest,
                cheapest.Target,
                Figures.Dollars(cost),
                Figures.Percent(cheapest.Completed.Mean),
                Figures.Interval(cheapest.Completed)));
        if (report.Targets.MaxBy(target => target.Efficiency) is { Efficiency: { } efficiency } efficient)
        {
            lines.Add(Figures.Text(
                ReportMessages.MostEfficient, efficient.Target, Figures.Text("{0:0.00}", efficiency)));
        }

        for (var line = 0; line < lines.Count; line++)
        {
            if (line == 0)
                page.Section(lines[line]);
            else
                page.Line(lines[line]);
        }
    }

    /// <summary>How each target's trials ended, where any ended otherwise than scored.</summary>
    public static void WriteOutcomes(Report report, TextPage page)
    {
        var totals = report.Totals.Outcomes;
        if (totals[Outcome.Scored] == totals.Total)
            return;
        page.Section(ReportMessages.HeadingOutcomes);
        var shown = OutcomeCounts.All.Where(outcome => totals[outcome] > 0).ToList();
        var table = new TextTable(
        [
            new TextColumn(ReportMessages.ColumnTarget, false),
            .. shown.Select(outcome => new TextColumn(Figures.Word(outcome), true)),
            new TextColumn(ReportMessages.ColumnWhenScored, true),
            new TextColumn(ReportMessages.ColumnOfAll, true),
            new TextColumn(ReportMessages.ColumnBounds, true),
        ]);
        foreach (var target in report.Targets)
        {
            // A model that was never heard is not a bad one: the bounds alone are known of it.
            var isHeard = target.Outcomes.Missing < target.Outcomes.Total;
            table.Add(
            [
                target.Target,
                .. shown.Select(outcome => Figures.Count(target.Outcomes[outcome])),
                Figures.Percent(target.Score.Mean),
                Figures.Percent(isHeard ? target.OfAll : null),
                Figures.Interval(target.OfAll, target.OfAllAtMost),
            ]);
        }

        table.WriteFolded(page);
        page.Line(ReportMessages.LegendBounds, 2);
    }

    /// <summary>What the figures of a ranking mean, a line each.</summary>
    internal static IEnumerable<string> Legend(Report report, IReadOnlyList<Standing<TargetReport>> standings)
    {
        var methods = report.Targets.Where(target => target.Completed.Mean is not null)
            .Select(target => target.Completed.Method).Distinct();
        yield return Figures.Text(ReportMessages.Legend, string.Join(", ", methods.DefaultIfEmpty(Figures.Unknown)));
        if (report.Totals.Outcomes.Total - report.Totals.Outcomes.Missing > report.Totals.Outcomes[Outcome.Scored])
            yield return ReportMessages.LegendZero;
        if (standings.Any(standing => standing.ReachesBest))
            yield return ReportMessages.LegendReaches;
        if (report.Targets.Any(target => target.Cost is { AttemptsOfUnknownCost: > 0, UsdKnown: not null }))
            yield return ReportMessages.LegendAtLeast;
    }
}
