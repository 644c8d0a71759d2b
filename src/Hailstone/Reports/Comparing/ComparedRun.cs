using Hailstone.Ledger;

namespace Hailstone.Reports.Comparing;

/// <summary>A run as a comparison needs it: its report, and by which questions and scorers it came about.</summary>
public sealed class ComparedRun
{
    private readonly RunStarted _started;
    private readonly RunRescored? _rescored;

    private ComparedRun(Report report, RunStarted started, RunRescored? rescored)
    {
        Report = report;
        _started = started;
        _rescored = rescored;
    }

    /// <summary>Its report.</summary>
    public Report Report { get; }

    /// <summary>Its items, in the order of the suite.</summary>
    internal IReadOnlyList<ItemFact> Items => _started.Items;

    // What its scores depend on beside the answers; null where an import or an old version does not say.
    internal string? Scoring => _rescored?.Scoring ?? _started.Scoring;

    internal IReadOnlyList<string?> Expected =>
        (IReadOnlyList<string?>?)_rescored?.Expected ?? [.. _started.Items.Select(item => item.Expected)];

    /// <summary>Reads a run.</summary>
    /// <param name="facts">Its facts, from the first on.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ArgumentException">No run starts among the facts.</exception>
    public static async Task<ComparedRun> ReadAsync(IAsyncEnumerable<Fact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var fold = new ReportFold();
        RunStarted? started = null;
        RunRescored? rescored = null;
        await foreach (var fact in facts.WithCancellation(cancellation))
        {
            fold.Add(fact);
            started ??= fact as RunStarted;
            rescored = fact as RunRescored ?? rescored;
        }

        return started is null
            ? throw new ArgumentException("No run starts among the facts.", nameof(facts))
            : new ComparedRun(fold.Snapshot(), started, rescored);
    }
}
