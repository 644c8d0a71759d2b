namespace Hailstone.Reports.Comparing;

/// <summary>A target of a run with what it made of each question.</summary>
/// <param name="Target">Its id.</param>
/// <param name="Items">What it made of each, by the item's id.</param>
internal sealed record Contestant(string Target, IReadOnlyDictionary<string, ItemScores> Items)
{
    /// <summary>The targets of a run, in the order of the suite.</summary>
    public static IEnumerable<Contestant> Of(Report report)
    {
        var byTarget = report.Trials.ToLookup(trial => trial.Target, StringComparer.Ordinal);
        return report.Targets.Select(target => new Contestant(
            target.Target,
            byTarget[target.Target].GroupBy(trial => trial.Item, StringComparer.Ordinal)
                .ToDictionary(item => item.Key, ItemScores.Of, StringComparer.Ordinal)));
    }
}

/// <summary>What a target made of a question in all its repeats.</summary>
/// <param name="Sum">The sum of the scores.</param>
/// <param name="Completed">Trials that say something of the model: the rest is missing.</param>
/// <param name="Trials">All trials.</param>
internal readonly record struct ItemScores(double Sum, int Completed, int Trials)
{
    /// <summary>The mean of the trials that there are; null where all are missing.</summary>
    public double? Mean => Completed == 0 ? null : Sum / Completed;

    /// <summary>The mean if every missing trial had scored 0.</summary>
    public double Low => Sum / Trials;

    /// <summary>The mean if every missing trial had scored 1.</summary>
    public double High => (Sum + Trials - Completed) / Trials;

    /// <summary>Of the trials of one item.</summary>
    public static ItemScores Of(IEnumerable<TrialReport> trials)
    {
        var (sum, completed, count) = (0.0, 0, 0);
        foreach (var trial in trials)
        {
            count++;
            completed += OutcomeCounts.IsMissing(trial.Outcome) ? 0 : 1;
            sum += trial.Score ?? 0;
        }

        return new ItemScores(sum, completed, count);
    }
}
