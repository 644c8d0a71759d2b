namespace Hailstone.Statistics;

/// <summary>Count, mean and spread, gathered one value at a time and mergeable.</summary>
/// <remarks>
/// Welford's update (1962) and the merge of Chan, Golub and LeVeque (1979): no sum of squares, so a small spread on a
/// large mean is not lost.
/// </remarks>
public readonly record struct Moments
{
    private readonly double _mean;
    private readonly double _squares;

    private Moments(long count, double mean, double squares)
    {
        Count = count;
        _mean = mean;
        _squares = squares;
    }

    /// <summary>How many values.</summary>
    public long Count { get; }

    /// <summary>Their mean; null without a value.</summary>
    public double? Mean => Count == 0 ? null : _mean;

    /// <summary>Their variance as a sample (over n - 1); null under two values.</summary>
    public double? Variance => Count < 2 ? null : _squares / (Count - 1);

    /// <summary>Their variance as a whole population (over n); null without a value.</summary>
    public double? PopulationVariance => Count == 0 ? null : _squares / Count;

    /// <summary>The standard error of the mean, by the sample variance; null under two values.</summary>
    public double? StandardError => Variance is double variance ? Math.Sqrt(variance / Count) : null;

    /// <summary>Of all of these values.</summary>
    /// <param name="values">The values, each finite.</param>
    public static Moments Of(IEnumerable<double> values) =>
        values.Aggregate(new Moments(), (moments, value) => moments.With(value));

    /// <summary>With one value more.</summary>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number.</exception>
    public Moments With(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers have a mean.");
        var off = value - _mean;
        var mean = _mean + off / (Count + 1);
        return new Moments(Count + 1, mean, _squares + off * (value - mean));
    }

    /// <summary>With all values of another.</summary>
    /// <param name="other">The other.</param>
    public Moments Merge(Moments other)
    {
        if (Count == 0)
            return other;
        if (other.Count == 0)
            return this;
        var count = Count + other.Count;
        var off = other._mean - _mean;
        var share = (double)other.Count / count;
        return new Moments(count, _mean + off * share, _squares + other._squares + off * off * Count * share);
    }
}
