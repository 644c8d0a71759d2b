namespace Hailstone.Catalogue;

/// <summary>Prices of a model over a span of days, in US dollars for a million tokens.</summary>
public sealed record Price
{
    /// <summary>The first day it holds; null where it has always held.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day it holds; null where no end is known.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Uncached input.</summary>
    public required decimal Input { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>
    /// Input read from a cache; null where the vendor names no price (then it costs what input costs).
    /// </summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input written to a cache for five minutes; null where the vendor names no price.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Input written to a cache for one hour; null where the vendor names no price.</summary>
    public decimal? CacheWriteHour { get; init; }

    /// <summary>The factor of batch processing; null where there is none.</summary>
    public decimal? BatchFactor { get; init; }

    /// <summary>The factor of the flex tier; null where there is none.</summary>
    public decimal? FlexFactor { get; init; }

    /// <summary>The factor of the fast or priority tier; null where there is none.</summary>
    public decimal? FastFactor { get; init; }

    /// <summary>
    /// The price of the whole request where its input is longer than a bound; null where there is none.
    /// </summary>
    public LongPrice? LongInput { get; init; }

    /// <summary>Whether nobody has confirmed it for these days.</summary>
    public bool Unverified { get; init; }
}

/// <summary>The price of a whole request whose input is longer than a bound.</summary>
public sealed record LongPrice
{
    /// <summary>Applies where all input tokens together are more than this.</summary>
    public required long Above { get; init; }

    /// <summary>Uncached input.</summary>
    public required decimal Input { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public required decimal Output { get; init; }

    /// <summary>Input read from a cache.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input written to a cache for five minutes.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Input written to a cache for one hour.</summary>
    public decimal? CacheWriteHour { get; init; }
}
