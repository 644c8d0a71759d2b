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
        var best = targets.Max(target => target.Completed.Mean);
        return
        [
            .. targets.OrderByDescending(target => target.Completed.Mean ?? -1).Select(target => new Standing(
                target,
                target.Completed.Mean is { } mean ? 1 + targets.Count(other => other.Completed.Mean > mean) : null,
                target.Completed.Mean < best && target.Completed.High >= best)),
        ];
    }
}
