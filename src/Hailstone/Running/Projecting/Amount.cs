using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>How much of something the trials ahead will take.</summary>
internal static class Amount
{
    /// <summary>By those of each target that are back; else by something else.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each input token brings.</param>
    /// <param name="otherwise">What it is for a target of which nothing is known yet.</param>
    public static Interval Ahead(
        IEnumerable<(TargetTally Tally, TargetStatus Status)> targets,
        Func<UsedTokens, PairedMoments> what,
        double slope,
        Func<TargetTally, Interval> otherwise)
    {
        var predicted = default(Prediction);
        var (low, high, used) = (0.0, 0.0, 0.0);
        foreach (var (tally, _) in targets)
        {
            if (tally.PredictOthers(what, slope * (tally.InputFactor ?? 1)) is { } prediction)
            {
                predicted = predicted.Plus(prediction);
                used += tally.UsedByOthers(what);
                continue;
            }

            var bounds = otherwise(tally);
            low += bounds.Low;
            high += bounds.High;
        }

        return new Interval(
            low + Math.Max(0, predicted.Within().Low - used),
            high + Math.Max(0, predicted.WithinSkewed().High - used));
    }
}
