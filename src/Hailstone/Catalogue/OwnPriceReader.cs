using System.Globalization;
using Hailstone.Suites;
using Hailstone.Suites.Parsing;

namespace Hailstone.Catalogue;

/// <summary>Reads the prices of one model of a person's own file.</summary>
internal sealed class OwnPriceReader(ProblemLog log)
{
    /// <summary>The dearest price that is believed, in US dollars for a million tokens.</summary>
    public const decimal Dearest = 100_000;

    internal static readonly string[] Keys =
    [
        "from", "to", "input", "output", "cache_read", "cache_write", "cache_write_hour", "batch_factor",
        "flex_factor", "fast_factor", "long_input", "unverified",
    ];

    private static readonly string[] LongKeys =
        ["above", "input", "output", "cache_read", "cache_write", "cache_write_hour"];

    /// <summary>The prices, the oldest first; what is wrong is reported.</summary>
    public IReadOnlyList<Price> Read(MappingReader model)
    {
        var prices = new List<Price>();
        foreach (var written in model.List("prices") ?? [])
        {
            if (written is not Written.Mapping mapping)
            {
                log.Add(written, "models.kind", CatalogueMessages.OwnPriceKind, CatalogueMessages.OwnKindMend);
                continue;
            }

            var from = new MappingReader(mapping, "price", Keys, log);
            from.Require("input");
            from.Require("output");
            prices.Add(new Price
            {
                From = Day(from, "from", log),
                To = Day(from, "to", log),
                Input = Usd(from, "input") ?? 0,
                Output = Usd(from, "output") ?? 0,
                CacheRead = Usd(from, "cache_read"),
                CacheWrite = Usd(from, "cache_write"),
                CacheWriteHour = Usd(from, "cache_write_hour"),
                BatchFactor = Factor(from, "batch_factor"),
                FlexFactor = Factor(from, "flex_factor"),
                FastFactor = Factor(from, "fast_factor"),
                LongInput = Long(from),
                Unverified = from.Flag("unverified") ?? false,
            });
        }

        return [.. prices.OrderBy(price => price.From ?? DateOnly.MinValue)];
    }

    /// <summary>A day; what is none is reported.</summary>
    public static DateOnly? Day(MappingReader from, string key, ProblemLog log)
    {
        if (from.Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        log.Add(
            from.Scalar(key)!,
            "models.day",
            Phrase.Of(CatalogueMessages.OwnDay, key, text),
            CatalogueMessages.OwnDayMend);
        return null;
    }

    private LongPrice? Long(MappingReader price)
    {
        if (price.Mapping("long_input") is not { } mapping)
            return null;
        var from = new MappingReader(mapping, "long_input", LongKeys, log);
        foreach (var key in LongKeys[..3])
            from.Require(key);
        return new LongPrice
        {
            Above = from.Whole("above", 1, 1_000_000_000) ?? 1,
            Input = Usd(from, "input") ?? 0,
            Output = Usd(from, "output") ?? 0,
            CacheRead = Usd(from, "cache_read"),
            CacheWrite = Usd(from, "cache_write"),
            CacheWriteHour = Usd(from, "cache_write_hour"),
        };
    }

    private static decimal? Usd(MappingReader from, string key) =>
        from.Number(key, number => number is >= 0 and <= Dearest, "0 .. 100000");

    private static decimal? Factor(MappingReader from, string key) =>
        from.Number(key, number => number is >= 0 and <= 100, "0 .. 100");
}
