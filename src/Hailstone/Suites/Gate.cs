namespace Hailstone.Suites;

/// <summary>Something that the result must hold: exit code 1 where it does not.</summary>
/// <param name="Measure">
/// <c>score</c>, <c>score_low</c>, <c>cost_usd</c>, <c>failed_share</c> or <c>p95_seconds</c>.
/// </param>
/// <param name="Comparison"><c>&gt;=</c>, <c>&gt;</c>, <c>&lt;=</c> or <c>&lt;</c>.</param>
/// <param name="Bound">The number to compare with.</param>
/// <param name="Place">Where the suite names it.</param>
public sealed record Gate(string Measure, string Comparison, decimal Bound, Place Place);
