using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>How much of something the trials ahead will take.</summary>
internal static class Amount
{
    /// <summary>A bound must hold even where the interval would be allowed to miss.</summary>
    private const double AlphaOfBound = 0.001;

    /// <summary>By those of each target that are back; else by something else.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each input token brings.</param>
    /// <param name="otherwise">What it is for a target of which nothing is known yet.</param>
    public static Reach Ahead(
        IEnumerable<(TargetTally Tally, TargetStatus Status)> targets,
        Func<UsedTokens, PairedMoments> what,
        double slope,
        Func<TargetTally, Interval> otherwise)
    {
        var (predicted, known, lower) = (default(Prediction), default(Prediction), default(Prediction));
        var (low, high, used) = (0.0, 0.0, 0.0);
        foreach (var (tally, _) in targets)
        {
            if (tally.PredictOthers(what, slope * (tally.InputFactor ?? 1)) is { } prediction)
            {
                predicted = predicted.Plus(prediction);
                var own = tally.PredictKnownOthers(what, slope * (tally.InputFactor ?? 1));
                known = known.Plus(own);
                lower = lower.Plus(tally.LeavesOut ? own : prediction);
                used += tally.UsedByOthers(what);
                continue;
            }

            var bounds = otherwise(tally);
            low += bounds.Low;
            high += bounds.High;
        }

        return new Reach(
            low + Math.Max(0, known.Within(AlphaOfBound).Low - used),
            low + Math.Max(0, lower.WithinSkewed().Low - used),
            high + Math.Max(0, predicted.WithinSkewed().High - used));
    }
}

/// <summary>From where to where something may reach.</summary>
/// <param name="Least">What it is at the very least.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Reach(double Least, double Low, double High)
{
    /// <summary>Of what is known.</summary>
    public static Reach Of(double value) => new(value, value, value);

    /// <summary>Of both.</summary>
    public Reach Plus(double value) => new(Least + value, Low + value, High + value);
}
