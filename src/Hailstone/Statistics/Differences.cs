using MathNet.Numerics.Distributions;

namespace Hailstone.Statistics;

/// <summary>Compares two on the questions that both have answered.</summary>
/// <remarks>
/// Paired (Miller, arXiv 2411.00640, section 4.2): what makes a question hard for both says nothing of which is better,
/// and falls out of the differences. Right and wrong are tested exactly; questions in clusters by their CR1 standard
/// error; graded scores by Student's t, or as is wished. Where no difference differs from another no error can be
/// estimated, and signs are flipped.
/// </remarks>
public static class Differences
{
    // Of scores, which lie within 0 and 1: what is less than this apart is the same, computed in another order.
    private const int Digits = 12;
    private const double Rounding = 1e-12;

    /// <summary>The difference of two, its interval and its test.</summary>
    /// <param name="pairs">A pair for each question; the order changes no bit of the result.</param>
    /// <param name="wished">
    /// <see cref="PairedTest.SignFlip"/> or <see cref="PairedTest.Wilcoxon"/>, made where it fits the scores; null for
    /// what fits them best.
    /// </param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    /// <exception cref="ArgumentException">A score lies outside 0 to 1.</exception>
    public static Difference Of(IReadOnlyList<PairedScores> pairs, string? wished = null, double alpha = 0.05)
    {
        Alpha.Checked(alpha);
        if (pairs.Any(pair => pair.A is not (>= 0 and <= 1) || pair.B is not (>= 0 and <= 1)))
            throw new ArgumentException("A score lies outside 0 to 1.", nameof(pairs));
        if (pairs.Count == 0)
            return new Difference(null, null, null, null, null, null, null, 0);
        List<List<double>> clusters =
        [
            .. pairs.GroupBy(pair => pair.Cluster is { } cluster ? "c" + cluster : null, StringComparer.Ordinal)
                .SelectMany(group => group.Key is null
                    ? group.Select(pair => new List<double> { DifferenceOf(pair) })
                    : [[.. group.Select(DifferenceOf)]]),
        ];
        var isApart = clusters.Count == pairs.Count;
        var mean = ExactOrder.Sum(clusters.SelectMany(cluster => cluster)) / pairs.Count;
        var error = ClusteredError.Cr1(clusters) is { } cr1 ? cr1 < Rounding ? 0 : cr1 : (double?)null;
        var difference = new Difference(
            mean, error > 0 ? error : null, null, null, null, null, SmallestDifference.Of(error), pairs.Count);
        if (isApart && pairs.All(pair => pair is { A: 0 or 1, B: 0 or 1 }))
            return RightOrWrong(difference, pairs, alpha);
        if (error is null)
            return difference;
        var units = clusters.ConvertAll(ExactOrder.Sum);
        var (test, p) = wished switch
        {
            PairedTest.Wilcoxon when isApart && error > 0 => (wished, SignedRank.P(units)),
            _ when error == 0 || wished == PairedTest.SignFlip => (PairedTest.SignFlip, SignFlip.P(units)),
            _ => (isApart ? PairedTest.Student : PairedTest.Clustered, StudentP(mean / error.Value, units.Count - 1)),
        };
        return (error > 0 ? Spread(difference, units.Count - 1, alpha) : difference) with { Test = test, P = p };
    }

    private static double DifferenceOf(PairedScores pair) => Math.Round(pair.A - pair.B, Digits);

    private static Difference RightOrWrong(Difference difference, IReadOnlyList<PairedScores> pairs, double alpha)
    {
        var (onlyA, onlyB) = (pairs.Count(pair => pair.A > pair.B), pairs.Count(pair => pair.B > pair.A));
        var (low, high) = McNemar.BonettPrice(onlyA, onlyB, pairs.Count, alpha);
        return difference with
        {
            Low = low,
            High = high,
            Test = PairedTest.McNemar,
            P = McNemar.Exact(onlyA, onlyB),
        };
    }

    private static Difference Spread(Difference difference, int degrees, double alpha)
    {
        var (low, high) = Interval.Student(difference.Mean!.Value, difference.Se!.Value, degrees, alpha);
        return difference with { Low = Math.Max(-1, low), High = Math.Min(1, high) };
    }

    private static double StudentP(double t, int degrees) => Math.Min(1, 2 * StudentT.CDF(0, 1, degrees, -Math.Abs(t)));
}
