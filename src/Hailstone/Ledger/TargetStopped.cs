namespace Hailstone.Ledger;

/// <summary>A target will not be asked any more.</summary>
public sealed record TargetStopped : Fact
{
    /// <summary>The target's index in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do, one line.</summary>
    public required string Mend { get; init; }
}
