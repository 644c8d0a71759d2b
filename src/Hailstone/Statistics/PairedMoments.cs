namespace Hailstone.Statistics;

/// <summary>Pairs of values: count, means, spreads and how they go together, gathered one pair at a time.</summary>
/// <remarks>Welford's update (1962), with the product of both deviations beside their squares.</remarks>
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

    /// <summary>The sample variance (over n - 1) of y - slope * x; under two pairs 0.</summary>
    /// <param name="slope">The slope.</param>
    public double VarianceAround(double slope) => Count < 2
        ? 0
        : Math.Max(0, _squaresY - (2 * slope * _products) + (slope * slope * _squaresX)) / (Count - 1);
}
