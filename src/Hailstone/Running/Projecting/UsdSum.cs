using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What all targets will have cost together, in US dollars.</summary>
internal static class UsdSum
{
    /// <summary>
    /// The predictions of the targets err each for itself, so their sum is known better than its parts: what is cut of
    /// the parts is cut of it, and the plan's bounds of those without a prediction are added at both ends.
    /// </summary>
    public static (double Low, double? High) Of(IEnumerable<UsdTotal?> targets)
    {
        var sum = default(Prediction);
        var (low, high) = (0.0, (double?)0.0);
        var (known, cutLow, cutHigh) = (0.0, 0.0, 0.0);
        foreach (var target in targets.OfType<UsdTotal>())
        {
            if (target.Predicted is not { } predicted)
            {
                low += target.Low;
                high += target.High;
                continue;
            }

            sum = sum.Plus(predicted);
            known += target.Known;
            cutLow += target.Low;
            cutHigh += target.High!.Value;
        }

        var within = sum.WithinSkewed();
        return (low + Math.Max(cutLow, known + within.Low), high + Math.Min(cutHigh, known + within.High));
    }
}
