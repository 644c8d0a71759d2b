using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Models, providers and request profiles.</summary>
public sealed class ModelCatalogue
{
    /// <summary>The models, in the order of the catalogue's file.</summary>
    public required IReadOnlyList<ModelFact> Models { get; init; }

    /// <summary>The providers, in the order of the catalogue's file.</summary>
    public required IReadOnlyList<ProviderFact> Providers { get; init; }

    /// <summary>Where facts come from, by the keys that models name: a description with its date.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>The day the catalogue was made: the date of its prices.</summary>
    public required DateOnly CompiledOn { get; init; }

    /// <summary>The catalogue that comes with the library.</summary>
    public static ModelCatalogue Embedded() => throw new NotSupportedException();

    /// <summary>Finds out what a name means.</summary>
    /// <param name="name">A bare id, an alias, an old spelling, or <c>provider/id</c>.</param>
    /// <param name="settings">What the suite says of providers, by provider id.</param>
    public Resolution Resolve(string name, IReadOnlyDictionary<string, ProviderSettings> settings) =>
        throw new NotSupportedException(name + settings);
}
