using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What one target will have cost, in US dollars.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; null where no answer and no output cap tells.</param>
/// <param name="Known">What is known of it for certain, beside the prediction.</param>
/// <param name="Predicted">
/// The prediction that the ends were cut from; null where they are the plan's, or where nothing is known of a part.
/// </param>
internal sealed record UsdTotal(double Low, double? High, double Known, Prediction? Predicted)
{
    /// <summary>What is most likely, as far as anything tells.</summary>
    public double Middle => Predicted is { } predicted ? Known + predicted.Mean : Low;

    /// <summary>
    /// The prediction where a few are back, else the plan's bounds for what is ahead. Those cut the prediction, too, as
    /// far as what was seen does not contradict them: no answer is longer than its cap. Never less than is spent.
    /// </summary>
    /// <returns>Null where no price is known.</returns>
    public static UsdTotal? Of(TargetTally tally)
    {
        var spent = (double)tally.SpentUsd;
        if (tally.Ahead == 0)
            return tally.Planned.Price is null ? null : new UsdTotal(spent, spent, spent, default(Prediction));
        if (tally.Estimate is not { UsdLow: { } low } estimate)
            return null;
        var share = (double)tally.Ahead / estimate.Trials;
        var (least, most) = (spent + ((double)low * share), spent + ((double?)estimate.UsdHigh * share));
        if (tally.PredictUsd() is not { } predicted)
            return new UsdTotal(least, most, spent, null);
        var known = (double)tally.ApartUsd + (tally.Seen.All.Count * tally.Seen.All.Usd.MeanY);
        var leavesOut = tally.LeavesOut;
        var within = predicted.WithinSkewed();
        var middle = known + predicted.Mean;
        var lowest = leavesOut ? tally.PredictKnownUsd().WithinSkewed().Low : within.Low;
        return new UsdTotal(
            Math.Max(Math.Max(spent, known + lowest), Math.Min(least, middle)),
            Math.Max(spent, Math.Min(known + within.High, Math.Max(most ?? double.MaxValue, middle))),
            known,
            leavesOut ? null : predicted);
    }
}
