namespace Hailstone.Catalogue.PriceLists;

/// <summary>What a list says that the catalogue does not.</summary>
public sealed record PriceDifference
{
    /// <summary>Prices that differ by more than this share are told: a hundredth.</summary>
    private const decimal Tolerance = 0.01m;

    /// <summary>Models, or prices of models, that the catalogue does not know.</summary>
    public required IReadOnlyList<ListedPrice> New { get; init; }

    /// <summary>Prices that the two give differently. Nobody chooses between them but the person.</summary>
    public required IReadOnlyList<Disagreement> Disagreements { get; init; }

    /// <summary>How many models they agree on.</summary>
    public required int Agreed { get; init; }

    /// <summary>Sets a list beside the catalogue.</summary>
    /// <param name="listed">The list.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="today">The day whose prices count.</param>
    public static PriceDifference Of(IReadOnlyList<ListedPrice> listed, ModelCatalogue catalogue, DateOnly today)
    {
        var known = new Dictionary<(string Provider, string Name), ModelFact>();
        foreach (var model in catalogue.Models)
        {
            foreach (var name in model.Aliases.Prepend(model.Id))
                known.TryAdd((model.Provider, name), model);
        }

        var fresh = new List<ListedPrice>();
        var disagreements = new List<Disagreement>();
        var agreed = 0;
        foreach (var price in listed)
        {
            var ours = known.GetValueOrDefault((price.Provider, price.Id))?.PriceOn(today);
            if (ours is null)
                fresh.Add(price);
            else if (Differences(price, ours).ToList() is { Count: > 0 } different)
                disagreements.AddRange(different);
            else
                agreed++;
        }

        return new PriceDifference { New = fresh, Disagreements = disagreements, Agreed = agreed };
    }

    private static IEnumerable<Disagreement> Differences(ListedPrice listed, Price ours)
    {
        foreach (var (field, mine, theirs) in Fields(ours, listed.Price))
        {
            if (Math.Abs(mine - theirs) > Tolerance * Math.Max(mine, theirs))
                yield return new Disagreement(listed.Provider, listed.Id, field, mine, theirs);
        }
    }

    /// <summary>What both give: a price that one is silent of is no disagreement.</summary>
    private static IEnumerable<(string Field, decimal Ours, decimal Theirs)> Fields(Price ours, Price theirs)
    {
        (string, decimal?, decimal?)[] fields =
        [
            ("input", ours.Input, theirs.Input),
            ("output", ours.Output, theirs.Output),
            ("cache_read", ours.CacheRead, theirs.CacheRead),
            ("cache_write", ours.CacheWrite, theirs.CacheWrite),
            ("long_input.input", ours.LongInput?.Input, theirs.LongInput?.Input),
            ("long_input.output", ours.LongInput?.Output, theirs.LongInput?.Output),
        ];
        return from field in fields
               where field is { Item2: not null, Item3: not null }
               select (field.Item1, field.Item2!.Value, field.Item3!.Value);
    }
}

/// <summary>A price that the catalogue and a list give differently.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Id">The model's id.</param>
/// <param name="Field">Which price.</param>
/// <param name="Ours">The catalogue's, in US dollars for a million tokens.</param>
/// <param name="Theirs">The list's.</param>
public sealed record Disagreement(string Provider, string Id, string Field, decimal Ours, decimal Theirs);
