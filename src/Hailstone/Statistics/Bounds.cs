namespace Hailstone.Statistics;

/// <summary>What trials without an answer can have done to a score.</summary>
/// <param name="OfAll">The sum of scores over all trials; null without a trial.</param>
/// <param name="OfCompleted">The sum over the trials that the model ended itself; null without one.</param>
/// <param name="Low">The score if every missing trial were wrong; 0 without a trial.</param>
/// <param name="High">The score if every missing trial were right; 1 without a trial.</param>
public sealed record Bounds(double? OfAll, double? OfCompleted, double Low, double High)
{
    /// <summary>Computes them.</summary>
    /// <param name="scores">The scores of the scored trials, each 0 to 1; their order does not matter.</param>
    /// <param name="trials">All trials, whatever their end.</param>
    /// <param name="missing">Of these, the ones that failed by no fault of the model, or were not run.</param>
    /// <exception cref="ArgumentException">There are more scores than trials that are not missing.</exception>
    public static Bounds Of(IReadOnlyCollection<double> scores, long trials, long missing)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(missing);
        if (scores.Any(score => score is not (>= 0 and <= 1)))
            throw new ArgumentException("A score lies outside 0 to 1.", nameof(scores));
        if (scores.Count > trials - missing)
            throw new ArgumentException("More scores than trials that ended.", nameof(scores));
        if (trials == 0)
            return new Bounds(null, null, 0, 1);
        var sum = ExactOrder.Sum(scores);
        var completed = trials - missing;
        return new Bounds(
            sum / trials, completed == 0 ? null : sum / completed, sum / trials, (sum + missing) / trials);
    }
}
