using System.Globalization;
using System.Text.Json;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>
/// The <c>data.json</c> of genai-prices: a list of providers (of its own, or under <c>providers</c>), each with a list
/// of models, prices per million, those of another size of input as tiers, those of later days as a list.
/// </summary>
internal sealed class GenaiPrices : PriceListShape
{
    public override string Name => "genai-prices";

    public override bool Fits(JsonElement root) => Items(Providers(root)).Any(provider =>
        TextIn(provider, "api_pattern") is not null && In(provider, "models") is { ValueKind: JsonValueKind.Array });

    public override IEnumerable<ListedPrice> Read(JsonElement root, IReadOnlyDictionary<string, string> providers) =>
        from provider in Items(Providers(root))
        let name = TextIn(provider, "id")
        where name is not null && providers.ContainsKey(name)
        from model in Items(In(provider, "models"))
        let id = TextIn(model, "id")
        where IsId(id)
        let price = PriceOf(model, id!)
        where price is not null
        select new ListedPrice(providers[name], id!, price, Tokens(model, "context_window"), null);

    private static JsonElement? Providers(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root : In(root, "providers");

    private static Price? PriceOf(JsonElement model, string id)
    {
        if (In(model, "prices") is not { } prices)
            return null;
        if (prices.ValueKind == JsonValueKind.Object)
            return Of(prices, id, null);
        // A price by the hour of the day is no price of a day.
        var dated = Items(prices).ToList();
        if (dated.Any(price => In(price, "constraint") is { } when && TextIn(when, "start_date") is null))
            return null;
        // Only the price that the list gives as the first is certain: later ones are announcements.
        return dated.Count > 0 && In(dated[0], "prices") is { } first
            ? Of(first, id, dated.Count > 1 ? DayBefore(dated[1]) : null)
            : null;
    }

    private static DateOnly? DayBefore(JsonElement next) =>
        In(next, "constraint") is { } when && DateOnly.TryParseExact(
            TextIn(when, "start_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.AddDays(-1)
            : null;

    private static Price? Of(JsonElement prices, string id, DateOnly? to)
    {
        var (input, read) = (Tiered(prices, "input_mtok", id), Tiered(prices, "cache_read_mtok", id));
        var (output, write) = (Tiered(prices, "output_mtok", id), Tiered(prices, "cache_write_mtok", id));
        if (input is not { } known || output is not { } said)
            return null;
        return new Price
        {
            To = to,
            Input = known.Usd,
            Output = said.Usd,
            CacheRead = read?.Usd,
            CacheWrite = write?.Usd,
            LongInput = known.Above is { } above
                ? new LongPrice
                {
                    Above = above,
                    Input = known.Long,
                    Output = said.Long,
                    CacheRead = read?.Long,
                    CacheWrite = write?.Long,
                }
                : null,
        };
    }

    private static (decimal Usd, long? Above, decimal Long)? Tiered(JsonElement prices, string name, string id)
    {
        if (In(prices, name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            return (Checked(value, name, id), null, Checked(value, name, id));
        if (Usd(value, "base", id) is not { } below)
            return null;
        var tier = Items(In(value, "tiers")).FirstOrDefault();
        return Tokens(tier, "start") is { } above && Usd(tier, "price", id) is { } longer
            ? (below, above, longer)
            : (below, null, below);
    }
}
