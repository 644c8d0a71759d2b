using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Catalogue.PriceLists;

/// <summary>Reads lists of prices that others keep.</summary>
public static class PriceList
{
    /// <summary>The largest list, in bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Lists are flat; what is deeper is something else.</summary>
    private const int Deepest = 32;

    private static readonly PriceListShape[] Shapes = [new ModelsDev(), new GenaiPrices(), new LiteLlm()];

    /// <summary>Reads a list, its format told by its shape.</summary>
    /// <param name="json">The file: UTF-8.</param>
    /// <param name="shown">The file as the person named it.</param>
    /// <param name="catalogue">The catalogue, whose providers are looked for.</param>
    /// <returns>The prices of the catalogue's providers, or the one thing that is wrong.</returns>
    public static PriceListResult Read(ReadOnlyMemory<byte> json, string shown, ModelCatalogue catalogue)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
            if (Array.Find(Shapes, shape => shape.Fits(document.RootElement)) is not { } shape)
                return Wrong(new Place(shown), "import.shape", CatalogueMessages.ImportShape);
            var providers = catalogue.Providers
                .SelectMany(fact => fact.AlsoCalled.Append(fact.Id).Select(name => (name, fact.Id)))
                .ToDictionary(StringComparer.Ordinal);
            var prices = shape.Read(document.RootElement, providers)
                .DistinctBy(price => (price.Provider, price.Id))
                .ToList();
            return new PriceListResult.Valid(shape.Name, prices);
        }
        catch (JsonException error)
        {
            var place = new Place(shown, (int?)error.LineNumber + 1, (int?)error.BytePositionInLine + 1);
            return Wrong(place, "import.json", CatalogueMessages.ImportJson);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped, is JSON by its grammar and no text.
            return Wrong(new Place(shown), "import.json", CatalogueMessages.ImportJson);
        }
        catch (InvalidDataException fault)
        {
            return new PriceListResult.Invalid(
                new Problem(new Place(shown), "import.number", fault.Message, CatalogueMessages.ImportNumberMend));
        }
    }

    private static PriceListResult.Invalid Wrong(Place at, string code, string message) =>
        new(new Problem(at, code, message, CatalogueMessages.ImportJsonMend));
}

/// <summary>What reading a list gives.</summary>
public abstract record PriceListResult
{
    private PriceListResult()
    {
    }

    /// <summary>The list could be read.</summary>
    /// <param name="Name">Whose list it is.</param>
    /// <param name="Prices">The prices; one for each model.</param>
    public sealed record Valid(string Name, IReadOnlyList<ListedPrice> Prices) : PriceListResult;

    /// <summary>It could not.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Invalid(Problem Problem) : PriceListResult;
}

/// <summary>What a list says of a model.</summary>
/// <param name="Provider">The provider's id in the catalogue.</param>
/// <param name="Id">The model's id.</param>
/// <param name="Price">Its price in the standard tier.</param>
/// <param name="ContextTokens">Its context window; null where the list does not say.</param>
/// <param name="MaxOutputTokens">Its longest output; null where the list does not say.</param>
public sealed record ListedPrice(string Provider, string Id, Price Price, long? ContextTokens, long? MaxOutputTokens);
