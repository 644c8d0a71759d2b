using System.Text.Json;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>
/// The <c>model_prices_and_context_window.json</c> of LiteLLM: models by id, prices per token, tiers in the names of
/// the fields.
/// </summary>
internal sealed class LiteLlm : PriceListShape
{
    private const decimal Million = 1_000_000;

    private const string LongMark = "_above_";

    public override string Name => "LiteLLM";

    public override bool Fits(JsonElement root) =>
        Entries(root).Any(model => TextIn(model.Value, "litellm_provider") is not null);

    public override IEnumerable<ListedPrice> Read(JsonElement root, IReadOnlyDictionary<string, string> providers) =>
        from model in Entries(root)
        let name = TextIn(model.Value, "litellm_provider")
        where name is not null && providers.ContainsKey(name)
        let mode = TextIn(model.Value, "mode")
        where mode is null or "chat" or "responses"
        let id = model.Name.StartsWith(name + "/", StringComparison.Ordinal)
            ? model.Name[(name.Length + 1)..]
            : model.Name
        where IsId(id)
        let price = PriceOf(model.Value, id)
        where price is not null
        select new ListedPrice(
            providers[name],
            id,
            price,
            Tokens(model.Value, "max_input_tokens"),
            Tokens(model.Value, "max_output_tokens"));

    private static Price? PriceOf(JsonElement model, string id)
    {
        if (Each(model, "input_cost_per_token", id) is not { } input
            || Each(model, "output_cost_per_token", id) is not { } output)
        {
            return null;
        }

        return new Price
        {
            Input = input,
            Output = output,
            CacheRead = Each(model, "cache_read_input_token_cost", id),
            CacheWrite = Each(model, "cache_creation_input_token_cost", id),
            BatchFactor = Factor(Each(model, "input_cost_per_token_batches", id), input),
            FlexFactor = Factor(Each(model, "input_cost_per_token_flex", id), input),
            FastFactor = Factor(Each(model, "input_cost_per_token_priority", id), input),
            LongInput = Long(model, id),
        };
    }

    private static LongPrice? Long(JsonElement model, string id)
    {
        const string field = "input_cost_per_token" + LongMark;
        var bound = Entries(model).Select(entry => entry.Name)
            .FirstOrDefault(name => name.StartsWith(field, StringComparison.Ordinal) && name.EndsWith(
                "k_tokens", StringComparison.Ordinal));
        if (bound is null || !int.TryParse(bound.AsSpan()[field.Length..^"k_tokens".Length], out var thousands)
            || thousands is < 1 or > 1_000_000)
        {
            return null;
        }

        var mark = bound["input_cost_per_token".Length..];
        return Each(model, bound, id) is { } input && Each(model, "output_cost_per_token" + mark, id) is { } output
            ? new LongPrice
            {
                Above = thousands * 1_000L,
                Input = input,
                Output = output,
                CacheRead = Each(model, "cache_read_input_token_cost" + mark, id),
                CacheWrite = Each(model, "cache_creation_input_token_cost" + mark, id),
            }
            : null;
    }

    private static decimal? Each(JsonElement model, string field, string id) => Usd(model, field, id, Million);

    private static decimal? Factor(decimal? price, decimal standard) =>
        price is { } known && standard > 0 ? Trimmed(decimal.Round(known / standard, 6)) : null;
}
