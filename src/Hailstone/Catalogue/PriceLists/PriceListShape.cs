using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hailstone.Suites;
using Hailstone.Suites.Parsing;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>One format of lists of prices.</summary>
internal abstract class PriceListShape
{
    private const long MostTokens = 1_000_000_000;

    /// <summary>Whose format it is.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a file has this shape.</summary>
    public abstract bool Fits(JsonElement root);

    /// <summary>Prices of text models of the providers that are looked for.</summary>
    /// <param name="root">The file.</param>
    /// <param name="providers">The catalogue's ids of providers, by what lists call them.</param>
    public abstract IEnumerable<ListedPrice> Read(
        JsonElement root, IReadOnlyDictionary<string, string> providers);

    protected static JsonElement? In(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    protected static string? TextIn(JsonElement of, string name) =>
        In(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    protected static IEnumerable<JsonProperty> Entries(JsonElement? of) =>
        of is { ValueKind: JsonValueKind.Object } mapping ? mapping.EnumerateObject() : [];

    protected static IEnumerable<JsonElement> Items(JsonElement? of) =>
        of is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A price in US dollars for a million tokens; null where none is given.</summary>
    /// <exception cref="InvalidDataException">It is no number, or none that a price can be.</exception>
    protected static decimal? Usd(JsonElement of, string name, string model, decimal factor = 1)
    {
        if (In(of, name) is not { } value)
            return null;
        return Checked(value, name, model, factor);
    }

    /// <summary>The same of a value that has been found.</summary>
    /// <exception cref="InvalidDataException">It is no number, or none that a price can be.</exception>
    protected static decimal Checked(JsonElement value, string name, string model, decimal factor = 1)
    {
        if (value.ValueKind != JsonValueKind.Number
            || !value.TryGetDecimal(out var number)
            || number < 0
            || number > OwnPriceReader.Dearest / factor)
        {
            throw new InvalidDataException(
                Phrase.Of(CatalogueMessages.ImportNumber, name, model, value.GetRawText()));
        }

        return Trimmed(number * factor);
    }

    /// <summary>Without the zeros that a product leaves behind.</summary>
    protected static decimal Trimmed(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>A count of tokens; null where none is given that can be one.</summary>
    protected static long? Tokens(JsonElement of, string name) =>
        In(of, name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt64(out var count) && count is > 0 and <= MostTokens
            ? count
            : null;

    /// <summary>Whether an id can stand in a suite; lists hold others.</summary>
    protected static bool IsId([NotNullWhen(true)] string? id) => id is not null && Names.IsModel(id);
}
