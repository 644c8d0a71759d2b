using Hailstone.Ledger;
using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>Whether a gate held.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Value">What was measured, of the target that is furthest from holding; null where not known.</param>
/// <param name="Held">Whether it held; what is not known did not.</param>
public sealed record GateResult(GateFact Gate, decimal? Value, bool Held);

/// <summary>Compares a report with what it must hold.</summary>
public static class GateCheck
{
    /// <summary>Judges every gate of a report.</summary>
    /// <remarks>
    /// <c>score</c> and <c>score_low</c> (the lower end of its interval) must hold for every target that was not
    /// refused. <c>p95_seconds</c> too, of whole latency; where there are too few answers to tell a 95th percentile,
    /// the slowest stands for it. <c>cost_usd</c> is the run's, attempts of unknown cost with what was reserved for
    /// them. <c>failed_share</c> is (failed + judge_failed) / trials of the run. Where every target was refused, no
    /// gate on targets holds.
    /// </remarks>
    /// <param name="report">The report.</param>
    /// <returns>One result for each of <see cref="Report.Gates"/>, in their order.</returns>
    public static IReadOnlyList<GateResult> Evaluate(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Gates.Select(gate => Evaluate(report, gate))];
    }

    private static GateResult Evaluate(Report report, GateFact gate)
    {
        var values = ValuesOf(report, gate.Measure);
        var isKnown = values.Count > 0 && values.All(value => value is not null);
        var wantsMore = gate.Comparison.StartsWith('>');
        return new GateResult(
            gate,
            !isKnown ? null : wantsMore ? values.Min() : values.Max(),
            isKnown && values.All(value => Holds(value!.Value, gate)));
    }

    private static IReadOnlyList<decimal?> ValuesOf(Report report, string measure) => measure switch
    {
        "score" => OfTargets(report, target => target.Score.Mean),
        "score_low" => OfTargets(report, target => target.Score.Low),
        "p95_seconds" => OfTargets(report, target => (target.Latency.Whole.P95 ?? target.Latency.Whole.Longest) / 1000),
        "cost_usd" => [report.Cost.UsdAtMost],
        "failed_share" => [FailedShare(report.Totals.Outcomes)],
        _ => [],
    };

    // The conversion keeps 15 digits, so that a mean of 0.7999999999999999 is the 0.8 that it stands for.
    private static IReadOnlyList<decimal?> OfTargets(Report report, Func<TargetReport, double?> measure) =>
    [
        .. report.Targets.Where(target => target.RefusedBecause is null || target.OutOfMoney)
            .Select(target => (decimal?)measure(target)),
    ];

    private static decimal? FailedShare(OutcomeCounts outcomes) => outcomes.Total == 0
        ? null
        : (outcomes[Outcome.Failed] + outcomes[Outcome.JudgeFailed]) / (decimal)outcomes.Total;

    private static bool Holds(decimal value, GateFact gate) => gate.Comparison switch
    {
        ">=" => value >= gate.Bound,
        ">" => value > gate.Bound,
        "<=" => value <= gate.Bound,
        "<" => value < gate.Bound,
        _ => false,
    };
}
