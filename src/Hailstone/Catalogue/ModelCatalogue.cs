using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Models, providers and request profiles.</summary>
public sealed class ModelCatalogue
{
    private static readonly Lazy<ModelCatalogue> Shipped = new(EmbeddedCatalogue.Read);

    /// <summary>The models, in the order of the catalogue's file.</summary>
    public required IReadOnlyList<ModelFact> Models { get; init; }

    /// <summary>The providers, in the order of the catalogue's file.</summary>
    public required IReadOnlyList<ProviderFact> Providers { get; init; }

    /// <summary>The request profiles by name; by default those that come with the library.</summary>
    public IReadOnlyDictionary<string, RequestProfile> Profiles
    {
        get => field ?? Embedded().Profiles;
        init;
    }

    /// <summary>Where facts come from, by the keys that models name: a description with its date.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>The day the catalogue was made: the date of its prices.</summary>
    public required DateOnly CompiledOn { get; init; }

    /// <summary>The catalogue that comes with the library; read once.</summary>
    public static ModelCatalogue Embedded() => Shipped.Value;

    /// <summary>The newest model of a family that lives; not always the successor that a vendor names.</summary>
    /// <param name="model">A model of the family.</param>
    /// <param name="day">The day on which it must live.</param>
    /// <returns>The other model, or null where the family has none that is newer and lives.</returns>
    public ModelFact? NewestKin(ModelFact model, DateOnly day) => model.Family is null
        ? null
        : Models.Where(other => other.Family == model.Family && other.Provider == model.Provider)
            .Where(other => other.Lifecycle is Lifecycle.Active or Lifecycle.Legacy && !other.IsRetiredOn(day))
            .Where(other => string.CompareOrdinal(other.Released, model.Released) > 0)
            .MaxBy(other => other.Released, StringComparer.Ordinal);

    /// <summary>Finds out what a name means.</summary>
    /// <param name="name">A bare id, an alias, an old spelling, or <c>provider/id</c>.</param>
    /// <param name="settings">What the suite says of providers, by provider id.</param>
    /// <returns>The model, or what was not known of the name.</returns>
    /// <remarks>
    /// A bare name is an id, else an alias, else an old spelling. <c>provider/id</c> sends the id as it is written,
    /// whether the catalogue knows it or not.
    /// </remarks>
    public Resolution Resolve(string name, IReadOnlyDictionary<string, ProviderSettings> settings) =>
        new NameResolution(this, settings).Resolve(name);
}
