namespace Hailstone.Statistics;

/// <summary>The smallest difference between two targets that a number of items will be able to show.</summary>
/// <remarks>
/// Miller, "Adding Error Bars to Evals" (2024), section 5: (z + z') sqrt((w + s_a / K + s_b / K) / n), at a level of
/// 5 % and a power of 80 %, under that paper's assumptions where nothing has been measured: the variance of the
/// difference between items w = 1/9, the variance within an item s = 1/6 for each target.
/// </remarks>
public static class SmallestDifference
{
    private const double Level = 0.05;
    private const double Power = 0.8;
    private const double BetweenItems = 1.0 / 9;
    private const double WithinItem = 1.0 / 6;

    /// <summary>For a paired comparison of two targets that answer the same items.</summary>
    /// <param name="items">How many items; 1 or more. Items that share a cluster tell less than this.</param>
    /// <param name="repeats">Trials of each pair; 1 or more.</param>
    /// <returns>A difference of mean scores, 0 to 1; 1 where even the largest would not show.</returns>
    public static double Of(int items, int repeats)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        return Shown(Math.Sqrt((BetweenItems + (2 * WithinItem / repeats)) / items));
    }

    /// <summary>The same, of a comparison that was made.</summary>
    /// <param name="error">The standard error of its difference; null where that is not known.</param>
    /// <returns>0 to 1; null where the error is not known or 0, which is no certainty.</returns>
    public static double? Of(double? error) => error > 0 ? Shown(error.Value) : null;

    private static double Shown(double error) =>
        Math.Min(1, (Quantile.Normal(1 - (Level / 2)) + Quantile.Normal(Power)) * error);
}
