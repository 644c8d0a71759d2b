namespace Hailstone.Statistics;

/// <summary>What quality costs.</summary>
public static class Ratio
{
    /// <summary>The cost of all attempts over the number of right answers, in dollars.</summary>
    /// <param name="totalUsd">The cost of all attempts, wasted ones too; null where it is not known.</param>
    /// <param name="correct">The right answers.</param>
    /// <returns>Null where the cost is not known or no answer was right.</returns>
    public static decimal? CostPerCorrect(decimal? totalUsd, long correct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        return correct == 0 ? null : totalUsd / correct;
    }

    /// <summary>
    /// The average score in percent over a thousand times the average cost in dollars. It rewards cheap and bad models:
    /// show <see cref="CostPerCorrect"/> beside it.
    /// </summary>
    /// <param name="meanScore">The average score, 0 to 1; null where there is none.</param>
    /// <param name="meanCostUsd">The average cost of a trial in dollars; null where it is not known.</param>
    /// <returns>Null where either is not known or nothing was paid.</returns>
    public static double? Efficiency(double? meanScore, decimal? meanCostUsd) =>
        meanCostUsd is null or 0 ? null : 100 * meanScore / (1000 * (double)meanCostUsd.Value);
}
