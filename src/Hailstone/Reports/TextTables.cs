using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>The tables of a report on a terminal.</summary>
internal static class TextTables
{
    /// <summary>The targets by mean score, and what the figures mean.</summary>
    public static void WriteRanking(Report report, TextPage page)
    {
        page.Section(ReportMessages.HeadingRanking);
        var standings = Standing.Of(report.Targets);
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
            var target = standing.Target;
            table.Add(
                standing.Rank is { } rank ? (standing.ReachesBest ? "≈ " : "") + Figures.Count(rank) : Figures.Unknown,
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

    /// <summary>The groups, where there are several and one has more than one target.</summary>
    public static void WriteGroups(Report report, TextPage page)
    {
        if (report.Groups.Count < 2 || report.Groups.All(group => group.Targets == 1))
            return;
        page.Section(ReportMessages.HeadingGroups);
        var digits = Figures.Digits(report.Groups.Select(group => group.Cost.UsdKnown));
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnGroup, false),
            new TextColumn(ReportMessages.ColumnTargets, true, 1),
            new TextColumn(ReportMessages.ColumnScore, true),
            new TextColumn(ReportMessages.ColumnInterval, true),
            new TextColumn(ReportMessages.ColumnCost, true),
            new TextColumn(ReportMessages.ColumnBest, false, 2));
        foreach (var group in report.Groups)
        {
            table.Add(
                group.Group,
                Figures.Count(group.Targets),
                Figures.Percent(group.Completed.Mean),
                Figures.Interval(group.Completed),
                Figures.Cost(group.Cost, digits),
                group.Best ?? Figures.Unknown);
        }

        table.Write(page);
    }

    /// <summary>For each category the best target and the cheapest one.</summary>
    public static void WriteCategories(Report report, TextPage page)
    {
        var rows = report.Targets
            .SelectMany(target => target.Categories.Select(category => new Share(target.Target, category)))
            .GroupBy(row => row.Category.Category).ToList();
        if (rows.Count == 0)
            return;
        page.Section(ReportMessages.HeadingCategories);
        var table = new TextTable(
            new TextColumn(ReportMessages.ColumnCategory, false),
            new TextColumn(ReportMessages.ColumnBest, false),
            new TextColumn(ReportMessages.ColumnScore, true),
            new TextColumn(ReportMessages.ColumnInterval, true, 1),
            new TextColumn(ReportMessages.ColumnCheapest, false),
            new TextColumn(ReportMessages.ColumnPerTrial, true));
        var cheapest = rows.ConvertAll(row =>
            row.Where(of => of.Category.CostPerTrialUsd is not null).MinBy(of => of.Category.CostPerTrialUsd));
        var digits = Figures.Digits(cheapest.Select(of => of?.Category.CostPerTrialUsd));
        foreach (var (row, cheap) in rows.Zip(cheapest))
        {
            var best = row.Where(of => of.Category.Completed.Mean is not null).MaxBy(of => of.Category.Completed.Mean);
            table.Add(
                row.Key ?? ReportMessages.NoCategory,
                best?.Target ?? Figures.Unknown,
                Figures.Percent(best?.Category.Completed.Mean),
                Figures.Interval(best?.Category.Completed),
                cheap?.Target ?? Figures.Unknown,
                Figures.Money(cheap?.Category.CostPerTrialUsd, digits));
        }

        table.Write(page);
    }

    /// <summary>The best, the cheapest and the most efficient target, a line each.</summary>
    public static void WriteBest(Report report, TextPage page)
    {
        var lines = new List<string>();
        if (report.Targets.MaxBy(target => target.Completed.Mean) is { Completed.Mean: { } mean } best)
        {
            lines.Add(Figures.Text(
                ReportMessages.Best,
                best.Target,
                Figures.Percent(mean),
                Figures.Interval(best.Completed)));
        }

        var cheapest = report.Targets.Where(target => target.CostPerTrialUsd is not null)
            .MinBy(target => target.CostPerTrialUsd);
        if (cheapest?.CostPerTrialUsd is { } cost)
            lines.Add(Figures.Text(ReportMessages.Cheapest, cheapest.Target, Figures.Dollars(cost)));
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

    private static IEnumerable<string> Legend(Report report, IReadOnlyList<Standing> standings)
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

    private sealed record Share(string Target, CategoryReport Category);
}
