using System.Text.Json;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>The <c>api.json</c> of models.dev: providers by id, each with models by id, prices per million.</summary>
internal sealed class ModelsDev : PriceListShape
{
    public override string Name => "models.dev";

    public override bool Fits(JsonElement root) =>
        Entries(root).Any(provider => In(provider.Value, "models") is { ValueKind: JsonValueKind.Object });

    public override IEnumerable<ListedPrice> Read(JsonElement root, IReadOnlyDictionary<string, string> providers) =>
        from provider in Entries(root)
        where providers.ContainsKey(provider.Name)
        from model in Entries(In(provider.Value, "models"))
        where IsId(model.Name)
        let price = PriceOf(model.Value, model.Name)
        where price is not null
        let limit = In(model.Value, "limit") ?? default
        select new ListedPrice(
            providers[provider.Name], model.Name, price, Tokens(limit, "context"), Tokens(limit, "output"));

    private static Price? PriceOf(JsonElement model, string id)
    {
        if (In(model, "cost") is not { } cost || Usd(cost, "input", id) is not { } input
            || Usd(cost, "output", id) is not { } output)
        {
            return null;
        }

        return new Price
        {
            Input = input,
            Output = output,
            CacheRead = Usd(cost, "cache_read", id),
            CacheWrite = Usd(cost, "cache_write", id),
            LongInput = Long(cost, id),
        };
    }

    private static LongPrice? Long(JsonElement cost, string id)
    {
        foreach (var tier in Items(In(cost, "tiers")))
        {
            if (In(tier, "tier") is { } bound && Tokens(bound, "size") is { } above
                && Usd(tier, "input", id) is { } input && Usd(tier, "output", id) is { } output)
            {
                return new LongPrice
                {
                    Above = above,
                    Input = input,
                    Output = output,
                    CacheRead = Usd(tier, "cache_read", id),
                    CacheWrite = Usd(tier, "cache_write", id),
                };
            }
        }

        return null;
    }
}
