using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What the trials ahead of all targets will cost together, in US dollars.</summary>
internal static class UsdSum
{
    /// <summary>
    /// The predictions of the targets err each for itself, so their sum is known better than its parts: what is cut of
    /// the parts is cut of it, and the plan's bounds of those without a prediction are added at both ends.
    /// </summary>
    public static (double Low, double? High) Of(IEnumerable<UsdAhead?> targets)
    {
        var sum = default(Prediction);
        var (byPlan, cut) = ((Low: 0.0, High: (double?)0.0), (Low: 0.0, High: 0.0));
        foreach (var target in targets.OfType<UsdAhead>())
        {
            if (target.Predicted is not { } predicted)
            {
                byPlan = (byPlan.Low + target.Low, byPlan.High + target.High);
                continue;
            }

            sum = sum.Plus(predicted);
            cut = (cut.Low + target.Low, cut.High + target.High!.Value);
        }

        var within = sum.Within();
        return (
            byPlan.Low + Math.Max(cut.Low, within.Low),
            byPlan.High + Math.Min(cut.High, within.High));
    }
}
