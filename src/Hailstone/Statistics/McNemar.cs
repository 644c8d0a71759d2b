using Distribution = MathNet.Numerics.Distributions.Binomial;

namespace Hailstone.Statistics;

/// <summary>Compares two that answer the same questions right or wrong.</summary>
public static class McNemar
{
    /// <summary>
    /// McNemar's exact test (1947): of the questions that one alone has right, each is as likely the one's as the
    /// other's where both are equally good.
    /// </summary>
    /// <param name="onlyA">Questions that A alone has right.</param>
    /// <param name="onlyB">Questions that B alone has right.</param>
    /// <returns>The two-sided p; 1 where they never differ.</returns>
    public static double Exact(int onlyA, int onlyB)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyA);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyB);
        var differ = onlyA + onlyB;
        return differ == 0 ? 1 : Math.Min(1, 2 * Distribution.CDF(0.5, differ, Math.Min(onlyA, onlyB)));
    }

    /// <summary>
    /// The interval of the difference of both shares: Wald's, with one question more that each alone has right (Bonett
    /// and Price, Journal of Educational and Behavioral Statistics 37, 2012).
    /// </summary>
    /// <param name="onlyA">Questions that A alone has right.</param>
    /// <param name="onlyB">Questions that B alone has right.</param>
    /// <param name="n">All questions.</param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public static Interval BonettPrice(int onlyA, int onlyB, int n, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyA);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyB);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, onlyA + onlyB);
        var (shareA, shareB) = ((onlyA + 1.0) / (n + 2), (onlyB + 1.0) / (n + 2));
        var difference = shareA - shareB;
        var reach = Quantile.Normal(1 - (Alpha.Checked(alpha) / 2))
            * Math.Sqrt((shareA + shareB - (difference * difference)) / (n + 2));
        return new Interval(Math.Max(-1, difference - reach), Math.Min(1, difference + reach));
    }
}
