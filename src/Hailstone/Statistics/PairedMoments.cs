namespace Hailstone.Statistics;

/// <summary>Pairs of values: count, means, spreads and how they go together, gathered one pair at a time.</summary>
/// <remarks>
/// As <see cref="Moments"/>, with the product of both deviations beside their squares.
/// </remarks>
internal readonly record struct PairedMoments
{
    private readonly double _squaresX;
    private readonly double _squaresY;
    private readonly double _products;

    private PairedMoments(long count, double meanX, double meanY, double squaresX, double squaresY, double products)
    {
        Count = count;
        MeanX = meanX;
        MeanY = meanY;
        _squaresX = squaresX;
        _squaresY = squaresY;
        _products = products;
    }

    /// <summary>How many pairs.</summary>
    public long Count { get; }

    /// <summary>The mean of what is known beforehand; 0 without a pair.</summary>
    public double MeanX { get; }

    /// <summary>The mean of what is seen; 0 without a pair.</summary>
    public double MeanY { get; }

    /// <summary>With one pair more.</summary>
    /// <param name="x">What was known beforehand; finite.</param>
    /// <param name="y">What was seen; finite.</param>
    public PairedMoments With(double x, double y)
    {
        var (offX, offY) = (x - MeanX, y - MeanY);
        var (meanX, meanY) = (MeanX + (offX / (Count + 1)), MeanY + (offY / (Count + 1)));
        return new PairedMoments(
            Count + 1,
            meanX,
            meanY,
            _squaresX + (offX * (x - meanX)),
            _squaresY + (offY * (y - meanY)),
            _products + (offX * (y - meanY)));
    }

    /// <summary>With all pairs of another.</summary>
    /// <param name="other">The other.</param>
    public PairedMoments Merge(PairedMoments other)
    {
        if (Count == 0)
            return other;
        if (other.Count == 0)
            return this;
        var count = Count + other.Count;
        var share = (double)other.Count / count;
        var weight = Count * share;
        var (offX, offY) = (other.MeanX - MeanX, other.MeanY - MeanY);
        return new PairedMoments(
            count,
            MeanX + (offX * share),
            MeanY + (offY * share),
            _squaresX + other._squaresX + (offX * offX * weight),
            _squaresY + other._squaresY + (offY * offY * weight),
            _products + other._products + (offX * offY * weight));
    }

    /// <summary>The sample variance (over n - 1) of y - slope * x; under two pairs 0.</summary>
    /// <param name="slope">The slope.</param>
    public double VarianceAround(double slope) => Count < 2
        ? 0
        : Math.Max(0, _squaresY - (2 * slope * _products) + (slope * slope * _squaresX)) / (Count - 1);
}
