using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>
/// Writes what a report comes to as Markdown, for a pull request or a wiki, in the language of the thread's UI culture.
/// </summary>
public static class MarkdownReport
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; stays open.</param>
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        WriteHead(report, writer);
        WriteRanking(report, writer);
        WriteOutcomes(report, writer);
        List(writer, ReportMessages.HeadingFailures, report.Failures.Select(TextReport.FailureLine));
        List(writer, ReportMessages.HeadingStopped, report.Targets.Where(target => target.RefusedBecause is not null)
            .Select(target => $"{target.Target}: {target.RefusedBecause} {target.Mend}"));
        WriteGates(report, writer);
        writer.WriteLine();
        writer.WriteLine(Inert.Markdown(
            Figures.Text(ReportMessages.Prices, Figures.Text("{0:yyyy-MM-dd}", report.PriceDate))));
    }

    private static void WriteHead(Report report, TextWriter writer)
    {
        writer.WriteLine($"# {Inert.Markdown(Figures.Text(ReportMessages.Headline, report.Suite, report.Run))}");
        writer.WriteLine();
        foreach (var line in TextReport.Head(report))
            writer.WriteLine($"- {Inert.Markdown(line)}");
    }

    private static void WriteRanking(Report report, TextWriter writer)
    {
        var standings = Standings.Of(report.Targets, target => target.Completed);
        var digits = Figures.Digits(report.Targets.Select(target => target.Cost.UsdKnown));
        Table(
            writer,
            ReportMessages.HeadingRanking,
            [
                ReportMessages.ColumnRank, ReportMessages.ColumnTarget, ReportMessages.ColumnN,
                ReportMessages.ColumnScore, ReportMessages.ColumnInterval, ReportMessages.ColumnUnscored,
                ReportMessages.ColumnCost, ReportMessages.ColumnMedian,
            ],
            standings.Select(standing => new[]
            {
                Standings.Words(standing),
                standing.Who.Target,
                Figures.Count(standing.Who.Completed.N),
                Figures.Percent(standing.Who.Completed.Mean),
                Figures.Interval(standing.Who.Completed),
                Figures.Count(standing.Who.Outcomes.Total - standing.Who.Outcomes[Outcome.Scored]),
                Figures.Cost(standing.Who.Cost, digits),
                Figures.Latency(standing.Who.Latency.Whole.P50),
            }));
        writer.WriteLine();
        foreach (var line in TextTables.Legend(report, standings))
            writer.WriteLine($"- {Inert.Markdown(line)}");
    }

    private static void WriteOutcomes(Report report, TextWriter writer)
    {
        var totals = report.Totals.Outcomes;
        if (totals[Outcome.Scored] == totals.Total)
            return;
        var shown = OutcomeCounts.All.Where(outcome => totals[outcome] > 0).ToList();
        Table(
            writer,
            ReportMessages.HeadingOutcomes,
            [ReportMessages.ColumnTarget, .. shown.Select(Figures.Word), ReportMessages.ColumnBounds],
            report.Targets.Select(target => new[] { target.Target }
                .Concat(shown.Select(outcome => Figures.Count(target.Outcomes[outcome])))
                .Append(Figures.Interval(target.OfAll, target.OfAllAtMost))));
    }

    private static void WriteGates(Report report, TextWriter writer)
    {
        if (report.Gates.Count == 0)
            return;
        Table(
            writer,
            ReportMessages.HeadingGates,
            [ReportMessages.ColumnGate, ReportMessages.ColumnValue, ReportMessages.ColumnHeld],
            GateCheck.Evaluate(report).Select(TextReport.GateCells));
    }

    private static void List(TextWriter writer, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine($"## {Inert.Markdown(heading)}");
        writer.WriteLine();
        foreach (var line in all)
            writer.WriteLine($"- {Inert.Markdown(line)}");
    }

    private static void Table(
        TextWriter writer, string heading, IReadOnlyList<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        writer.WriteLine();
        writer.WriteLine($"## {Inert.Markdown(heading)}");
        writer.WriteLine();
        Row(writer, columns.Select(Inert.Markdown));
        Row(writer, columns.Select(_ => "---"));
        foreach (var row in rows)
            Row(writer, row.Select(Inert.Markdown));
    }

    private static void Row(TextWriter writer, IEnumerable<string> cells) =>
        writer.WriteLine($"| {string.Join(" | ", cells)} |");
}
