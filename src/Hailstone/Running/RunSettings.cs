using Hailstone.Pacing;

namespace Hailstone.Running;

/// <summary>How a run is to go, beside its plan.</summary>
public sealed record RunSettings
{
    /// <summary>A fixed number in flight; null finds it out.</summary>
    public int? InFlight { get; init; }

    /// <summary>When to stop sending, since the start; null for no deadline.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether questions and answers are kept in the ledger; default true.</summary>
    public bool KeepAnswers { get; init; } = true;

    /// <summary>
    /// Whether a run that goes on asks again what had ended <c>failed</c> or <c>not_run</c>; default false.
    /// </summary>
    public bool RetryFailed { get; init; }

    /// <summary>
    /// The budget that was given to a run that goes on, in US dollars: kept among its facts for those who go on after.
    /// The plan's holds. Default null: none was given.
    /// </summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>The same of each target's budget.</summary>
    public decimal? TargetBudgetUsd { get; init; }

    /// <summary>Seed of the jitter.</summary>
    public int Seed { get; init; }

    /// <summary>By which rules to send and to try again; default <see cref="PacingPolicy.Adaptive"/>.</summary>
    public PacingPolicy Policy { get; init; } = new PacingPolicy.Adaptive();

    /// <summary>
    /// Whether trials keep the plan's order strictly, as a run must that may stop early; default false: of the next few
    /// the one whose answer is expected to take longest goes first.
    /// </summary>
    public bool KeepOrder { get; init; }

    /// <summary>
    /// The longest wait for a quota that a run sits out; a longer one ends it, to be resumed. Default 15 minutes.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);
}
