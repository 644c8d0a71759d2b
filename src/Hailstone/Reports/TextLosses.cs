using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>Says of which targets the score is low for another reason than wrong answers, and what helps.</summary>
internal static class TextLosses
{
    /// <summary>A line for each target that lost most of its points unread; nothing where none did.</summary>
    public static void Write(Report report, TextPage page)
    {
        var lines = report.Targets.Select(target => (target.Target, target.Lost))
            .Where(target => target.Lost.Mostly is not null).ToList();
        if (lines.Count == 0)
            return;
        page.Section(ReportMessages.HeadingLosses);
        foreach (var (target, lost) in lines)
        {
            var outcome = lost.Mostly!.Value;
            var line = Figures.Text(
                ReportMessages.LossLine,
                target,
                lost.Outcomes[outcome],
                Figures.Text("{0:0.##}", lost.Total),
                Figures.Word(outcome));
            page.Line($"{line} {Mend(outcome)}", 2);
        }

        page.Line(ReportMessages.LegendLosses, 2);
    }

    private static string Mend(Outcome outcome) => outcome switch
    {
        Outcome.Truncated => ReportMessages.MendTruncated,
        Outcome.Unparseable => ReportMessages.MendUnparseable,
        Outcome.TooLong => ReportMessages.MendTooLong,
        Outcome.Refused or Outcome.Filtered => ReportMessages.MendRefused,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
