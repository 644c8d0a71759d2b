namespace Hailstone.Statistics;

/// <summary>Wilcoxon's signed-rank test (1945): differences count by their rank alone. For graded scores.</summary>
public static class SignedRank
{
    // The table of all sums of ranks grows with the square of the differences.
    private const int MostExact = 200;

    /// <summary>
    /// The two-sided p: exact up to 200 differences, with equal ones sharing their ranks; above, by the normal
    /// distribution.
    /// </summary>
    /// <param name="differences">The differences, finite; zeros are dropped.</param>
    /// <returns>Over 0, up to 1; 1 where all are 0.</returns>
    public static double P(IReadOnlyCollection<double> differences)
    {
        double[] sorted = [.. differences.Where(one => one != 0).OrderBy(Math.Abs)];
        if (sorted.Length == 0)
            return 1;
        var ranks = DoubledRanks(sorted);
        var positive = ranks.Where((_, place) => sorted[place] > 0).Sum();
        var p = sorted.Length <= MostExact ? ExactTail(ranks, positive) : NormalTail(ranks, positive);
        return Math.Min(1, 2 * p);
    }

    // Twice the rank, which is a whole number even where an even count of equals shares theirs.
    private static int[] DoubledRanks(double[] sorted)
    {
        var ranks = new int[sorted.Length];
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && Math.Abs(sorted[next]) == Math.Abs(sorted[first]))
                next++;
            Array.Fill(ranks, first + next + 1, first, next - first);
            first = next;
        }

        return ranks;
    }

    private static double ExactTail(int[] ranks, int positive)
    {
        var chances = new double[ranks.Sum() + 1];
        chances[0] = 1;
        var most = 0;
        foreach (var rank in ranks)
        {
            most += rank;
            for (var sum = most; sum >= 0; sum--)
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
        }

        return Math.Min(chances.Take(positive + 1).Sum(), chances.Skip(positive).Sum());
    }

    private static double NormalTail(int[] ranks, int positive)
    {
        var (mean, variance) = (ranks.Sum() / 2.0, ranks.Sum(rank => (double)rank * rank) / 4);
        return MathNet.Numerics.Distributions.Normal.CDF(0, 1, -Math.Abs(positive - mean) / Math.Sqrt(variance));
    }
}
