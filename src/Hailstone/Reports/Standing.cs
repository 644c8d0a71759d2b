namespace Hailstone.Reports;

/// <summary>Where a target stands among the others.</summary>
/// <param name="Target">The target.</param>
/// <param name="Rank">Its rank by mean, from 1; equal means share one. Null where it has no score.</param>
/// <param name="ReachesBest">Whether its interval reaches the best mean, though its mean does not.</param>
internal sealed record Standing(TargetReport Target, int? Rank, bool ReachesBest)
{
    /// <summary>The targets by rank; those without a score last, in their order.</summary>
    public static IReadOnlyList<Standing> Of(IReadOnlyList<TargetReport> targets)
    {
        var best = targets.Max(target => target.Score.Mean);
        return
        [
            .. targets.OrderByDescending(target => target.Score.Mean ?? -1).Select(target => new Standing(
                target,
                target.Score.Mean is { } mean ? 1 + targets.Count(other => other.Score.Mean > mean) : null,
                target.Score.Mean < best && target.Score.High >= best)),
        ];
    }
}
