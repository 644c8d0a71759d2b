using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>Where one stands among the others.</summary>
/// <param name="Who">Who it is.</param>
/// <param name="Rank">The rank by mean, from 1; equal means share one. Null without a score.</param>
/// <param name="ReachesBest">
/// Whether the best mean cannot be ruled out, though the mean lies below it: the interval reaches it, or there is none.
/// </param>
internal sealed record Standing<T>(T Who, int? Rank, bool ReachesBest);

/// <summary>Makes standings.</summary>
internal static class Standings
{
    /// <summary>All by rank; those without a score last, in their order.</summary>
    public static IReadOnlyList<Standing<T>> Of<T>(IReadOnlyCollection<T> all, Func<T, Estimate> score)
    {
        var best = all.Max(one => score(one).Mean);
        return
        [
            .. all.OrderByDescending(one => score(one).Mean ?? -1).Select(one => new Standing<T>(
                one,
                score(one).Mean is { } mean ? 1 + all.Count(other => score(other).Mean > mean) : null,
                score(one).Mean < best && (score(one).High ?? 1) >= best)),
        ];
    }

    /// <summary>The targets of a group by their rank in it.</summary>
    public static IReadOnlyList<Standing<TargetReport>> Within(GroupReport group, Report report) =>
        Of([.. report.Targets.Where(target => target.Group == group.Group)], target => target.Completed);

    /// <summary>A rank as a person reads it.</summary>
    public static string Words<T>(Standing<T> standing) =>
        standing.Rank is { } rank ? (standing.ReachesBest ? "≈ " : "") + Figures.Count(rank) : Figures.Unknown;

    /// <summary>Those that share the first rank or cannot be told from it.</summary>
    public static IEnumerable<T> Leaders<T>(IEnumerable<Standing<T>> standings) =>
        standings.Where(standing => standing.Rank == 1 || standing.ReachesBest).Select(standing => standing.Who);
}
