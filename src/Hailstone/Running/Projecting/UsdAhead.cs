using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What the trials ahead of one target will cost, in US dollars.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; null where no answer and no output cap tells.</param>
/// <param name="Predicted">The prediction that the ends were cut from; null where they are the plan's.</param>
internal sealed record UsdAhead(double Low, double? High, Prediction? Predicted)
{
    /// <summary>What is most likely, as far as anything tells.</summary>
    public double Middle => Predicted?.Mean ?? Low;

    /// <summary>
    /// The prediction where a few have ended, else the plan's bounds. Those cut the prediction, too, as far as what was
    /// seen does not contradict them: no answer is longer than its cap.
    /// </summary>
    /// <returns>Null where no price is known.</returns>
    public static UsdAhead? Of(TargetTally tally)
    {
        if (tally.Trials == 0)
            return tally.Planned.Price is null ? null : new UsdAhead(0, 0, default(Prediction));
        if (tally.Estimate is not { UsdLow: { } low } estimate)
            return null;
        var share = (double)tally.Trials / estimate.Trials;
        var (least, most) = ((double)low * share, (double?)estimate.UsdHigh * share);
        if (tally.PredictUsd() is not { } predicted)
            return new UsdAhead(least, most, null);
        var within = predicted.Within();
        return new UsdAhead(
            Math.Max(Math.Max(0, within.Low), Math.Min(least, predicted.Mean)),
            most is { } cut ? Math.Min(within.High, Math.Max(cut, predicted.Mean)) : within.High,
            predicted);
    }
}
