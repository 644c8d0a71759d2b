namespace Hailstone.Catalogue;

/// <summary>What an exchange costs.</summary>
public static class Cost
{
    private const decimal Million = 1_000_000m;

    /// <summary>The cost of tokens that were counted.</summary>
    /// <param name="usage">The tokens as the provider counted them.</param>
    /// <param name="price">The price of the day.</param>
    /// <param name="serviceTier">
    /// The tier that was used, as the response names it; null and auto are the standard one.
    /// </param>
    /// <returns>
    /// US dollars; null where the count of all input or of all output is not known, where the counts contradict each
    /// other, or where the price of a tier or of a bucket that was used is not known.
    /// </returns>
    /// <remarks>
    /// Each bucket (uncached input, cache reads, cache writes, output) at its own price, the whole request in the
    /// long band where all input together is over its bound, times the tier's factor. A cache bucket that the provider
    /// does not name counts as unused: providers itemise what they bill apart from plain input.
    /// </remarks>
    public static decimal? Of(Usage usage, Price price, string? serviceTier)
    {
        if (usage is not { Input: { } input, Output: { } output } || Factor(price, serviceTier) is not { } factor)
            return null;
        var (read, write, writeHour) = (usage.CacheRead ?? 0, usage.CacheWrite ?? 0, usage.CacheWriteHour ?? 0);
        var plain = input - read - write - writeHour;
        var band = Band(price, input);
        if (plain < 0 || (writeHour > 0 && band.CacheWriteHour is null))
            return null;
        var sum = (plain * band.Input)
            + (read * (band.CacheRead ?? band.Input))
            + (write * (band.CacheWrite ?? band.Input))
            + (writeHour * (band.CacheWriteHour ?? band.Input))
            + (output * band.Output);
        return sum * factor / Million;
    }

    /// <summary>The most that a request can cost in the standard tier: what to reserve before it is sent.</summary>
    /// <param name="price">The price of the day.</param>
    /// <param name="inputTokens">The most tokens that its input can have.</param>
    /// <param name="outputCapTokens">The most tokens that its output can have.</param>
    /// <returns>US dollars.</returns>
    /// <remarks>
    /// Every input token may be written to a cache; for an hour it is only where a request asks for it.
    /// </remarks>
    public static decimal AtMost(Price price, long inputTokens, long outputCapTokens)
    {
        var band = Band(price, inputTokens);
        var dearest = Math.Max(band.Input, Math.Max(band.CacheRead ?? 0, band.CacheWrite ?? 0));
        return ((inputTokens * dearest) + (outputCapTokens * band.Output)) / Million;
    }

    private static LongPrice Band(Price price, long input) => price.LongInput is { } longer && input > longer.Above
        ? longer
        : new LongPrice
        {
            Above = 0,
            Input = price.Input,
            Output = price.Output,
            CacheRead = price.CacheRead,
            CacheWrite = price.CacheWrite,
            CacheWriteHour = price.CacheWriteHour,
        };

    /// <summary>What a tier multiplies all prices by; null where it is not known.</summary>
    private static decimal? Factor(Price price, string? serviceTier) => serviceTier switch
    {
        null or "" or "auto" or "default" or "standard" => 1,
        "batch" => price.BatchFactor,
        "flex" => price.FlexFactor,
        // One tier under two names: OpenAI renamed priority to fast on 2026-07-30 and echoes either.
        "fast" or "priority" => price.FastFactor,
        _ => null,
    };
}
