namespace Hailstone.Ledger;

/// <summary>What the command line said that changes what is run.</summary>
public sealed record RunOptions
{
    /// <summary>Whether the simulator in the process answered.</summary>
    public bool Simulated { get; init; }

    /// <summary>Whether the simulator had answers of the suite to give; else its scores mean nothing.</summary>
    public bool SimulatedAnswers { get; init; }

    /// <summary>Whether the results were made elsewhere and read from a file: there is nothing to ask.</summary>
    public bool Imported { get; init; }

    /// <summary>Only these targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Only these groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Only the first so many items of the seeded order; null takes all.</summary>
    public int? Limit { get; init; }

    /// <summary>Overrides the suite's repeats; null keeps them.</summary>
    public int? Repeats { get; init; }

    /// <summary>Overrides the suite's budget; null keeps it.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Overrides the budget of each target; null keeps the suite's.</summary>
    public decimal? TargetBudgetUsd { get; init; }

    /// <summary>Overrides the suite's policy; null keeps it.</summary>
    public string? Policy { get; init; }

    /// <summary>A fixed number in flight; null finds it out.</summary>
    public int? InFlight { get; init; }

    /// <summary>Whether files outside the suite's folder may be read.</summary>
    public bool AllowOutside { get; init; }
}
