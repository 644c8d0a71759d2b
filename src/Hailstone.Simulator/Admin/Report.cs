using System.Text.Json;
using Hailstone.Simulator.Dialects;
using Hailstone.Simulator.Visits;

namespace Hailstone.Simulator.Admin;

/// <summary>One group of a bucket.</summary>
/// <param name="Model">The model, or null where it is not grouped by.</param>
/// <param name="Key">The key's number, or null where it is not grouped by.</param>
/// <param name="Tally">What was billed.</param>
internal sealed record ReportRow(string? Model, int? Key, Tally Tally);

/// <summary>A page of buckets from the books.</summary>
internal static class Report
{
    /// <summary>The rows of each bucket of a page, the empty ones too.</summary>
    /// <param name="book">The books.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="vendor">Whose API's bills.</param>
    /// <param name="knownUntil">What is younger is not told yet.</param>
    /// <param name="byModel">Whether models are told apart, grouped by or not.</param>
    /// <param name="keyName">A key's id by its number.</param>
    public static IEnumerable<(DateTimeOffset Start, IReadOnlyList<ReportRow> Rows)> Buckets(
        UsageBook book, ReportQuery query, Vendor vendor, DateTimeOffset knownUntil, bool byModel,
        Func<int, string> keyName)
    {
        var end = query.PageEnd;
        var byKey = query.GroupBy.Contains("api_key_id");
        var bills = book.Between(query.From, end < knownUntil ? end : knownUntil)
            .Where(entry => entry.Account.Vendor == vendor
                && (query.Models.Count == 0 || query.Models.Contains(entry.Account.Model))
                && (query.Keys.Count == 0 || query.Keys.Contains(keyName(entry.Account.Key))))
            .ToLookup(entry => (entry.Minute - query.From).Ticks / query.Width.Ticks);
        for (var start = query.From; start < end; start += query.Width)
            yield return (start, bills[(start - query.From).Ticks / query.Width.Ticks]
                .GroupBy(entry => (
                    Model: byModel ? entry.Account.Model : null,
                    Key: byKey ? entry.Account.Key : (int?)null))
                .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Key)
                .Select(group => new ReportRow(group.Key.Model, group.Key.Key, Sum(group.Select(entry => entry.Tally))))
                .ToList());
    }

    /// <summary>What a tally costs by kinds of tokens, those of which there are none left out.</summary>
    public static IEnumerable<CostLine> Costs(Tally tally, PriceOptions? price)
    {
        price ??= new PriceOptions(0, 0);
        ReadOnlySpan<CostLine> all =
        [
            new("input", "uncached_input_tokens", tally.Uncached, price.Input),
            new("cached input", "cache_read_input_tokens", tally.CacheRead, price.CacheRead ?? price.Input),
            new("cache write", "cache_creation.ephemeral_5m_input_tokens", tally.CacheWrite,
                price.CacheWrite ?? price.Input),
            new("output", "output_tokens", tally.Completion, price.Output),
        ];
        return all.ToArray().Where(line => line.Tokens > 0);
    }

    /// <summary>A page as JSON.</summary>
    public static string Page(
        ReportQuery query, bool isOpenAi, Action<Utf8JsonWriter> writeBuckets) => Json.Object(writer =>
    {
        if (isOpenAi)
            writer.WriteString("object", "page");
        writer.WriteStartArray("data");
        writeBuckets(writer);
        writer.WriteEndArray();
        writer.WriteBoolean("has_more", query.NextPage is not null);
        writer.WriteString("next_page", query.NextPage);
    });

    private static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = new Tally();
        foreach (var tally in tallies)
            sum.Add(tally);
        return sum;
    }
}

/// <summary>What one kind of tokens costs.</summary>
/// <param name="Item">OpenAI's name of it.</param>
/// <param name="TokenType">Anthropic's name of it.</param>
/// <param name="Tokens">How many.</param>
/// <param name="PerMillion">USD for a million.</param>
internal sealed record CostLine(string Item, string TokenType, long Tokens, decimal PerMillion)
{
    /// <summary>What they cost in USD.</summary>
    public decimal Usd => Tokens * PerMillion / 1_000_000;
}
