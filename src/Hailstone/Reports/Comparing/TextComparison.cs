namespace Hailstone.Reports.Comparing;

/// <summary>Writes a comparison for a person at a terminal, in the language of the thread's UI culture.</summary>
public static class TextComparison
{
    private const double Rounding = 1e-9;

    /// <summary>Writes it, without colour.</summary>
    /// <remarks>
    /// Where the table is too wide it loses its columns in this order: test, bounds, missing, smallest. Then names are
    /// cut.
    /// </remarks>
    /// <param name="comparison">The comparison.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The columns of a line; 40 where it is less.</param>
    public static void Write(Comparison comparison, TextWriter writer, int width)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(writer);
        var page = new TextPage(writer, width);
        WriteHead(comparison, page);
        WriteTable(comparison, page);
        foreach (var line in Legend(comparison))
            page.Line(line, 2);
    }

    private static void WriteHead(Comparison comparison, TextPage page)
    {
        if (comparison.Runs is [var a, var b])
            page.Line(Figures.Text(ComparingMessages.HeadlineAcross, a.Suite, a.Run, b.Run));
        else
            page.Line(Figures.Text(ReportMessages.Headline, comparison.Runs[0].Suite, comparison.Runs[0].Run));
        if (comparison.Runs.Any(run => run.Simulated))
        {
            page.Line(comparison.Runs.All(run => !run.Simulated || run.SimulatedAnswers)
                ? ReportMessages.SimulatedScores
                : ReportMessages.SimulatedMeaningless);
        }

        page.Line(Figures.Text(ComparingMessages.Made, comparison.Items, comparison.TestsMade));
        if (comparison.ItemsLeftOut > 0)
            page.Line(Figures.Text(ComparingMessages.ItemsLeftOut, comparison.ItemsLeftOut));
        if (comparison.TargetsLeftOut.Count > 0)
            page.Line(Figures.Text(
                ComparingMessages.TargetsLeftOut, string.Join(", ", comparison.TargetsLeftOut)));
        if (comparison.IsScoredOtherwise)
            page.Line(ComparingMessages.ScoredOtherwise);
    }

    private static void WriteTable(Comparison comparison, TextPage page)
    {
        page.Section(ComparingMessages.Heading);
        var isAcross = comparison.Runs.Count > 1;
        var isComplete = comparison.Pairs.All(IsComplete);
        var table = new TextTable(
        [
            .. isAcross
                ? [new TextColumn(ReportMessages.ColumnTarget, false)]
                : new TextColumn[] { new("a", false), new("b", false) },
            new TextColumn(ReportMessages.ColumnN, true),
            new TextColumn(ComparingMessages.ColumnDifference, true),
            new TextColumn(ReportMessages.ColumnInterval, true),
            new TextColumn(ComparingMessages.ColumnP, true),
            new TextColumn(ComparingMessages.ColumnSmallest, true, 4),
            .. isComplete
                ? Array.Empty<TextColumn>()
                : [new(ComparingMessages.ColumnMissing, true, 3), new(ReportMessages.ColumnBounds, true, 2)],
            new TextColumn(ComparingMessages.ColumnTest, false, 1),
        ]);
        foreach (var pair in comparison.Pairs)
        {
            table.Add(
            [
                .. isAcross ? [pair.A] : new[] { pair.A, pair.B },
                .. Cells(pair),
                .. isComplete ? [] : Missing(pair),
                pair.Difference.Test ?? Figures.Unknown,
            ]);
        }

        table.Write(page);
    }

    private static IEnumerable<string> Cells(ComparedPair pair)
    {
        var difference = pair.Difference;
        yield return Figures.Count(difference.N);
        yield return Points(difference.Mean);
        yield return Range(difference.Low, difference.High);
        yield return (pair.Differs ? "≠ " : "") + P(pair.PAdjusted);
        yield return Figures.Percent(difference.SmallestDetectable);
    }

    private static IEnumerable<string> Missing(ComparedPair pair) => IsComplete(pair)
        ? ["", ""]
        : [Figures.Text("{0}, {1}", pair.MissingA, pair.MissingB), Range(pair.Bounds?.Low, pair.Bounds?.High)];

    // A question may lack some of its repeats, too.
    private static bool IsComplete(ComparedPair pair) =>
        pair.Bounds is not { } bounds || bounds.High - bounds.Low < Rounding;

    private static IEnumerable<string> Legend(Comparison comparison)
    {
        yield return Figures.Text(ComparingMessages.LegendDifference, comparison.TestsMade);
        yield return ComparingMessages.LegendEqual;
        if (!comparison.Pairs.All(IsComplete))
            yield return ComparingMessages.LegendMissing;
        if (comparison.Runs.Any(run => run.Totals.Outcomes.Total - run.Totals.Outcomes.Missing
            > run.Totals.Outcomes[Scoring.Outcome.Scored]))
            yield return ReportMessages.LegendZero;
    }

    // Points of 100, with their sign: a minus that is as wide as a plus.
    private static string Points(double? share) =>
        share is { } value ? Figures.Text("{0:+0.0;−0.0;0.0}", 100 * value) : Figures.Unknown;

    private static string Range(double? low, double? high) => low is null || high is null
        ? Figures.Unknown
        : Figures.Text(ComparingMessages.Range, Points(low), Points(high));

    private static string P(double? p) => p switch
    {
        null => Figures.Unknown,
        < 0.0005 => "<0.001",
        _ => Figures.Text("{0:0.000}", p),
    };
}
