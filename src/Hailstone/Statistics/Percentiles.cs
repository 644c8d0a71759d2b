namespace Hailstone.Statistics;

/// <summary>Percentiles by nearest rank: always a value that was seen.</summary>
public static class Percentiles
{
    // A product such as 0.07 * 100 lies a hair over the whole number that it is.
    private const double Hair = 1e-9;

    /// <summary>The value at rank ceil(p * n).</summary>
    /// <param name="sorted">The values, rising.</param>
    /// <param name="p">The share, over 0 and at most 1.</param>
    /// <returns>Null without a value.</returns>
    /// <exception cref="ArgumentException">The values do not rise.</exception>
    public static double? NearestRank(IReadOnlyList<double> sorted, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        for (var i = 1; i < sorted.Count; i++)
        {
            if (!(sorted[i - 1] <= sorted[i]))
                throw new ArgumentException("The values do not rise.", nameof(sorted));
        }

        return sorted.Count == 0 ? null : sorted[Math.Max(1, (int)Math.Ceiling(p * sorted.Count - Hair)) - 1];
    }

    /// <summary>
    /// The same, where there are enough values to speak of: null under <see cref="SmallestN"/>, since the largest value
    /// seen may then well lie below the true percentile. The median and what lies under it need one value only.
    /// </summary>
    /// <param name="sorted">The values, rising.</param>
    /// <param name="p">The share, over 0 and under 1.</param>
    public static double? Shown(IReadOnlyList<double> sorted, double p) =>
        p > 0.5 && sorted.Count < SmallestN(p) ? null : NearestRank(sorted, p);

    /// <summary>
    /// How many values it takes until the largest of them is an upper bound of the percentile: the smallest n with
    /// p^n at most alpha. At 0.05: p50 5, p90 29, p95 59, p99 299.
    /// </summary>
    /// <param name="p">The share, over 0 and under 1.</param>
    /// <param name="alpha">How often the bound may fail, over 0 and under 1; default 0.05.</param>
    public static int SmallestN(double p, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        var n = Math.Ceiling(Math.Log(Alpha.Checked(alpha)) / Math.Log(p) - Hair);
        return (int)Math.Clamp(n, 1, int.MaxValue);
    }
}
