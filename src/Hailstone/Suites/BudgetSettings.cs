namespace Hailstone.Suites;

/// <summary>The most to spend on a run; what each target may spend of it stands with the target.</summary>
/// <param name="Usd">The limit of the whole run in US dollars, over 0; null where only targets have one.</param>
/// <param name="WarnAt">Shares of it at which to warn, each over 0 and under 1.</param>
public sealed record BudgetSettings(decimal? Usd, IReadOnlyList<decimal> WarnAt)
{
    /// <summary>The most that any budget may be, in US dollars.</summary>
    public const decimal MostUsd = 1_000_000;
}
