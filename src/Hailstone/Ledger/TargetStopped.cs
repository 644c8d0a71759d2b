namespace Hailstone.Ledger;

/// <summary>A target will not be asked any more, or not before it has more money.</summary>
public sealed record TargetStopped : Fact
{
    /// <summary>The target's index in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>Why, one line.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do, one line.</summary>
    public required string Mend { get; init; }

    /// <summary>
    /// Whether its own budget is spent: its other trials get no end, and a run that goes on asks them where there is
    /// more money by then.
    /// </summary>
    public bool OutOfMoney { get; init; }
}
