namespace Hailstone.Statistics;

/// <summary>What a sum of values will be that have not been seen yet, by a random part of them that has.</summary>
/// <remarks>
/// With n seen of standard deviation s and m ahead, their sum is predicted as m times the mean, with a standard error
/// of s sqrt(m + m^2 / n) and Student's t with n - 1 degrees (Hahn and Meeker, "Statistical Intervals", 1991, chapter
/// 4); where x is known of each beforehand, s is that of y - slope * x (a regression estimate with a slope that is
/// given; Cochran, "Sampling Techniques", 1977, chapter 7). Sums of such predictions have Satterthwaite's degrees
/// (Biometrics Bulletin 2, 1946). The interval holds exactly for normal values; a few values of a skewed distribution
/// are held more seldom.
/// </remarks>
internal readonly record struct Prediction
{
    // The sum of each part's squared variance over its degrees.
    private readonly double _spread;

    private Prediction(double mean, double variance, double spread)
    {
        Mean = mean;
        Variance = variance;
        _spread = spread;
    }

    /// <summary>The sum that is expected.</summary>
    public double Mean { get; }

    /// <summary>The square of its standard error.</summary>
    public double Variance { get; }

    /// <summary>Predicts a sum.</summary>
    /// <param name="seen">What was seen; at least two pairs.</param>
    /// <param name="slope">How much of y each x brings.</param>
    /// <param name="ahead">How many values are ahead.</param>
    /// <param name="aheadX">The sum of their x.</param>
    /// <exception cref="ArgumentException">Fewer than two were seen: their spread is not known.</exception>
    public static Prediction OfSum(PairedMoments seen, double slope, long ahead, double aheadX)
    {
        if (seen.Count < 2)
            throw new ArgumentException("The spread of fewer than two values is not known.", nameof(seen));
        var mean = (ahead * (seen.MeanY - (slope * seen.MeanX))) + (slope * aheadX);
        var variance = (ahead + ((double)ahead * ahead / seen.Count)) * seen.VarianceAround(slope);
        return new Prediction(mean, variance, variance * variance / (seen.Count - 1));
    }

    /// <summary>Of the sum of two that do not hang on each other.</summary>
    /// <param name="other">The other.</param>
    public Prediction Plus(Prediction other) =>
        new(Mean + other.Mean, Variance + other.Variance, _spread + other._spread);

    /// <summary>Where the sum will lie, as far on either side.</summary>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public Interval Within(double alpha = 0.05) => Variance > 0
        ? Interval.Student(Mean, Math.Sqrt(Variance), Variance * Variance / _spread, alpha)
        : new Interval(Mean, Mean);

    /// <summary>
    /// Where a sum will lie of values that are never negative and mostly small: the same reach, in proportion to the
    /// mean, on the logarithm's scale.
    /// </summary>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public Interval WithinSkewed(double alpha = 0.05)
    {
        if (Mean <= 0)
            return Within(alpha);
        var reach = Math.Exp((Within(alpha).High - Mean) / Mean);
        return new Interval(Mean / reach, Mean * reach);
    }
}
