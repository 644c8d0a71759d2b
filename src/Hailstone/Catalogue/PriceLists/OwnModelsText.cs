using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>Writes prices into a person's own file of models, behind what stands there.</summary>
public static class OwnModelsText
{
    /// <summary>The file with prices added; what stands in it is kept.</summary>
    /// <param name="before">The file as it is, or null where there is none. It must be one that can be read.</param>
    /// <param name="prices">What to add.</param>
    /// <param name="source">Where it comes from, in a person's words.</param>
    /// <param name="today">The day it was looked at.</param>
    public static string With(
        byte[]? before, IReadOnlyList<ListedPrice> prices, string source, DateOnly today)
    {
        var file = before is null ? [] : JsonNode.Parse(before)!.AsObject();
        if (file["models"] is not JsonArray models)
            file["models"] = models = [];
        foreach (var price in prices)
        {
            var old = models.OfType<JsonObject>().FirstOrDefault(model =>
                (string?)model["id"] == price.Id && ((string?)model["provider"] ?? price.Provider) == price.Provider);
            if (old is null)
                models.Add((JsonNode)Entry(price, source, today));
            else if (old["prices"] is null)
                old["prices"] = new JsonArray(PriceNode(price.Price));
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            file.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonObject Entry(ListedPrice price, string source, DateOnly today)
    {
        var entry = new JsonObject { ["id"] = price.Id, ["provider"] = price.Provider };
        if (price.ContextTokens is { } context)
            entry["context_tokens"] = context;
        if (price.MaxOutputTokens is { } output)
            entry["max_output_tokens"] = output;
        entry["prices"] = new JsonArray(PriceNode(price.Price));
        entry["sources"] = new JsonArray(JsonValue.Create(source));
        entry["verified_on"] = Day(today);
        return entry;
    }

    private static JsonObject PriceNode(Price price)
    {
        var node = new JsonObject();
        if (price.To is { } to)
            node["to"] = Day(to);
        Put(node, ("input", price.Input), ("output", price.Output), ("cache_read", price.CacheRead),
            ("cache_write", price.CacheWrite), ("batch_factor", price.BatchFactor), ("flex_factor", price.FlexFactor),
            ("fast_factor", price.FastFactor));
        if (price.LongInput is { } longer)
        {
            var inner = new JsonObject { ["above"] = longer.Above };
            Put(inner, ("input", longer.Input), ("output", longer.Output), ("cache_read", longer.CacheRead),
                ("cache_write", longer.CacheWrite));
            node["long_input"] = inner;
        }

        return node;
    }

    private static void Put(JsonObject node, params ReadOnlySpan<(string Name, decimal? Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (value is { } known)
                node[name] = known;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
