using Hailstone.Scoring;

namespace Hailstone.Reports;

/// <summary>How many trials ended in each way.</summary>
public sealed class OutcomeCounts
{
    private readonly int[] _counts = new int[All.Count];

    private OutcomeCounts()
    {
    }

    /// <summary>Every outcome, in the order of reports.</summary>
    public static IReadOnlyList<Outcome> All { get; } = Enum.GetValues<Outcome>();

    /// <summary>Trials with an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public int this[Outcome outcome] => _counts[(int)outcome];

    /// <summary>All trials.</summary>
    public int Total => _counts.Sum();

    /// <summary>Trials that say nothing of the model: failed, not judged, or not run.</summary>
    public int Missing => All.Where(IsMissing).Sum(outcome => this[outcome]);

    /// <summary>Whether a trial that ended so says nothing of the model.</summary>
    /// <param name="outcome">How it ended.</param>
    public static bool IsMissing(Outcome outcome) =>
        outcome is Outcome.Failed or Outcome.JudgeFailed or Outcome.NotRun;

    /// <summary>Counts outcomes.</summary>
    /// <param name="outcomes">One of each trial.</param>
    public static OutcomeCounts Of(IEnumerable<Outcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var counts = new OutcomeCounts();
        foreach (var outcome in outcomes)
            counts._counts[(int)outcome]++;
        return counts;
    }
}
