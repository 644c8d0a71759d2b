namespace Hailstone.Ledger;

/// <summary>A run went on after it had stopped. Attempts that had begun and not ended may have been paid for.</summary>
public sealed record RunResumed : Fact
{
    /// <summary>The version of Hailstone that went on.</summary>
    public required string Version { get; init; }

    /// <summary>By which rules it was paced from then on; null where not known.</summary>
    public PolicyFact? Policy { get; init; }

    /// <summary>
    /// Whether it went on as a retry: every trial that had ended <c>failed</c> or <c>not_run</c> is open again with all
    /// its tries, and no target is stopped any more.
    /// </summary>
    public bool RetriesFailed { get; init; }

    /// <summary>The budget from then on, over what held before, in US dollars; null keeps that.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>The budget of each target from then on, over what held before; null keeps that.</summary>
    public decimal? TargetBudgetUsd { get; init; }
}
