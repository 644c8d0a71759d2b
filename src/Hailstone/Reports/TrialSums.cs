using Hailstone.Catalogue;
using Hailstone.Ledger;
using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>Sums over trials, whichever they are: of a target, of a category, of a group.</summary>
internal sealed class TrialSums(IReadOnlyList<ItemFact> items)
{
    private readonly bool _clustered = items.Any(item => item.Cluster is not null);
    private readonly bool _categorized = items.Any(item => item.Category is not null);

    /// <summary>The mean over scored questions with its interval.</summary>
    public Estimate Score(IEnumerable<TrialView> trials) => Estimates.OfScores(
        [.. trials.Where(trial => trial.Score is not null)
            .Select(trial => new Observation(trial.Score!.Value, items[trial.Item].Id, ClusterOf(items[trial.Item])))]);

    /// <summary>
    /// The mean over the questions that say something of the model: an answer that it refused, cut short or made
    /// unreadable is worth nothing, and what failed for no fault of the model's is left out.
    /// </summary>
    public Estimate Completed(IEnumerable<TrialView> trials) => Estimates.OfScores(
        [.. trials.Where(trial => !OutcomeCounts.IsMissing(trial.Outcome))
            .Select(trial => new Observation(trial.Score ?? 0, items[trial.Item].Id, ClusterOf(items[trial.Item])))]);

    /// <summary>The same by category; empty where no item has one.</summary>
    public IReadOnlyList<CategoryReport> Categories(IReadOnlyList<TrialView> trials) => !_categorized
        ? []
        : [.. trials.GroupBy(trial => items[trial.Item].Category).Select(group =>
            new CategoryReport(group.Key, Score(group), Completed(group), CostOf(group), Asked(group)))];

    /// <summary>What the attempts at the trials' questions cost.</summary>
    public static Cost CostOf(IEnumerable<TrialView> trials) => Cost.Of(trials.SelectMany(trial => trial.Asks));

    /// <summary>Trials that were asked at least once.</summary>
    public static int Asked(IEnumerable<TrialView> trials) => trials.Count(trial => trial.Asks.Count > 0);

    /// <summary>How long things took.</summary>
    public static LatencyReport Latency(IReadOnlyList<TrialView> trials)
    {
        var stamps = trials.Select(trial => trial.Answered?.Ended?.Stamps).OfType<Providers.Stamps>().ToList();
        return new LatencyReport(
            Quantiles.Of(stamps.Select(at => at.FirstContent - at.Sent).OfType<TimeSpan>().Select(Milliseconds)),
            Quantiles.Of(stamps.Select(at => at.Closed - at.Sent).OfType<TimeSpan>().Select(Milliseconds)),
            Quantiles.Of(trials.SelectMany(trial => trial.Asks)
                .Where(attempt => attempt.Ended is not null).Select(attempt => attempt.WaitSeconds * 1000)));
    }

    /// <summary>Tokens of the attempts at the trials' questions.</summary>
    public static TokenTotals Tokens(IEnumerable<TrialView> trials)
    {
        var usages = trials.SelectMany(trial => trial.Asks).Select(attempt => attempt.Ended?.Usage).OfType<Usage>()
            .ToList();
        return new TokenTotals(
            Sum(usages.Select(usage => usage.Input)),
            Sum(usages.Select(usage => usage.CacheRead)),
            Sum(usages.Select(usage => usage.Output)),
            Sum(usages.Select(usage => usage.Reasoning)));
    }

    // Where some items have a cluster, one without is a cluster of its own; the word before it keeps it apart from
    // a cluster of the same name.
    private string? ClusterOf(ItemFact item) => !_clustered ? null
        : item.Cluster is { } cluster ? $"cluster {cluster}"
        : $"item {item.Id}";

    private static double Milliseconds(TimeSpan time) => time.TotalMilliseconds;

    private static long? Sum(IEnumerable<long?> counts)
    {
        long? sum = null;
        foreach (var count in counts.OfType<long>())
            sum = (sum ?? 0) + count;
        return sum;
    }
}
