using Hailstone.Scoring;

namespace Hailstone.Ledger;

/// <summary>A trial reached its end. Once a trial has ended, it is never asked again.</summary>
public sealed record TrialEnded : Fact
{
    /// <summary>The trial's index in the plan.</summary>
    public required int Trial { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The score, 0 to 1; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>The attempt that settled it; null where none did.</summary>
    public int? Attempt { get; init; }

    /// <summary>How sure the model said it was, 0 to 1; null where it did not.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Explain { get; init; }
}
