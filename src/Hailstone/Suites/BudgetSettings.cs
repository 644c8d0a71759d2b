namespace Hailstone.Suites;

/// <summary>The most to spend on a run.</summary>
/// <param name="Usd">The limit in US dollars; over 0.</param>
/// <param name="WarnAt">Shares of it at which to warn, each over 0 and under 1.</param>
public sealed record BudgetSettings(decimal Usd, IReadOnlyList<decimal> WarnAt);
