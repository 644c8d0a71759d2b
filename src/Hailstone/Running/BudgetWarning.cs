namespace Hailstone.Running;

/// <summary>A share of a budget at which a run was to warn has been spent.</summary>
/// <param name="Share">The share, over 0 and under 1.</param>
/// <param name="SpentUsd">What is spent, in US dollars; of what nobody knows the cost, the most that it can be.</param>
/// <param name="BudgetUsd">The budget, in US dollars.</param>
public sealed record BudgetWarning(decimal Share, decimal SpentUsd, decimal BudgetUsd)
{
    /// <summary>The id of the target whose own budget it is; null for that of the whole run.</summary>
    public string? Target { get; init; }
}
