namespace Hailstone.Simulator;

/// <summary>What a model costs, in USD for a million tokens; each 0 or more.</summary>
/// <param name="Input">Input that no cache gave.</param>
/// <param name="Output">Output, reasoning included.</param>
public sealed record PriceOptions(decimal Input, decimal Output)
{
    /// <summary>Input that a cache gave; default null: as other input.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input that was written into a cache; default null: as other input.</summary>
    public decimal? CacheWrite { get; init; }
}
