using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>
/// What keeps a target from its full score, in points; a trial that says something of the model is worth one.
/// </summary>
/// <param name="Outcomes">How its trials ended.</param>
/// <param name="ScoreSum">The sum of its scores.</param>
public sealed record LostPoints(OutcomeCounts Outcomes, double ScoreSum)
{
    // A sum of scores such as 0.1 ten times is not quite what it should be.
    private const double Nothing = 1e-9;

    private static readonly Outcome[] Unread =
        [Outcome.Refused, Outcome.Filtered, Outcome.Truncated, Outcome.TooLong, Outcome.Unparseable];

    /// <summary>Points lost by answers that were scored and not, or not wholly, right.</summary>
    public double Wrong => Outcomes[Outcome.Scored] - ScoreSum is > Nothing and var lost ? lost : 0;

    /// <summary>All points lost.</summary>
    public double Total => Wrong + Unread.Sum(outcome => Outcomes[outcome]);

    /// <summary>
    /// The outcome other than a wrong answer that lost at least half of the points; null where none did. Of equals the
    /// first in the order of reports.
    /// </summary>
    public Outcome? Mostly => Unread.MaxBy(outcome => Outcomes[outcome]) is var most
        && Outcomes[most] > 0 && 2 * Outcomes[most] >= Total
            ? most
            : null;
}
