namespace Hailstone.Catalogue;

/// <summary>Tokens of one exchange in one normal form. What the provider did not say is null, never 0.</summary>
/// <remarks>
/// <see cref="Input"/> includes cached and cache-written tokens and <see cref="Output"/> includes reasoning, whatever
/// the dialect's own habit is, so that price bands and totals need no case for the vendor.
/// </remarks>
public sealed record Usage
{
    /// <summary>All input tokens.</summary>
    public long? Input { get; init; }

    /// <summary>Input tokens read from a cache.</summary>
    public long? CacheRead { get; init; }

    /// <summary>Input tokens written to a cache for five minutes (or for the vendor's only time).</summary>
    public long? CacheWrite { get; init; }

    /// <summary>Input tokens written to a cache for one hour.</summary>
    public long? CacheWriteHour { get; init; }

    /// <summary>All output tokens.</summary>
    public long? Output { get; init; }

    /// <summary>Output tokens spent on reasoning.</summary>
    public long? Reasoning { get; init; }
}
