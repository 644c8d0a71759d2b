namespace Hailstone.Statistics;

/// <summary>Intervals of a share of right answers.</summary>
public static class Binomial
{
    /// <summary>
    /// Wilson's score interval (1927). It never leaves 0 to 1, and is no point where all answers are right or wrong.
    /// </summary>
    /// <param name="successes">How many were right; need not be whole, for an effective sample.</param>
    /// <param name="n">How many there were; 0 gives 0 to 1.</param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public static Interval Wilson(double successes, double n, double alpha = 0.05)
    {
        Check(successes, n);
        var z = Quantile.Normal(1 - Alpha.Checked(alpha) / 2);
        return n == 0 ? Interval.Unknown : Score(successes / n, z * z / n);
    }

    /// <summary>Clopper and Pearson's exact interval (1934): never covers less than it says, mostly more.</summary>
    /// <param name="successes">How many were right.</param>
    /// <param name="n">How many there were; 0 gives 0 to 1.</param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public static Interval ClopperPearson(long successes, long n, double alpha = 0.05)
    {
        Check(successes, n);
        var half = Alpha.Checked(alpha) / 2;
        return n == 0
            ? Interval.Unknown
            : new Interval(ExactLow(successes, n, half), 1 - ExactLow(n - successes, n, half));
    }

    /// <summary>Wilson's interval where z squared over n is known already; also for Student's t in z's place.</summary>
    internal static Interval Score(double share, double squareOverN) =>
        new(ScoreLow(share, squareOverN), 1 - ScoreLow(1 - share, squareOverN));

    // The smaller root of (1+k)x² - (2p+k)x + p² = 0, written as the product of the roots over the larger one:
    // nothing cancels near 0, and no right answer gives exactly 0. The upper end is the mirror of it.
    private static double ScoreLow(double p, double k) =>
        p * p / (p + k / 2 + Math.Sqrt(k * p * (1 - p) + k * k / 4));

    private static double ExactLow(long successes, long n, double half) =>
        successes == 0 ? 0 : Quantile.Beta(half, successes, n - successes + 1);

    private static void Check(double successes, double n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
    }
}
