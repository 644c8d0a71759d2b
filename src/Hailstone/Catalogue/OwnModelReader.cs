using Hailstone.Suites;
using Hailstone.Suites.Parsing;

namespace Hailstone.Catalogue;

/// <summary>Reads one model of a person's own file, over what is known of it.</summary>
internal sealed class OwnModelReader(ModelCatalogue under, string shown, DateOnly today, ProblemLog log)
{
    /// <summary>The keys of a model; <c>docs/models.schema.json</c> says the same.</summary>
    internal static readonly string[] Keys =
    [
        "id", "provider", "behaves_like", "profile", "aliases", "lifecycle", "retires", "retirement_kind",
        "replacement", "default_effort", "efforts", "context_tokens", "max_input_tokens", "max_output_tokens", "pool",
        "token_factor", "prices", "sources", "verified_on", "note",
    ];

    private const long MostTokens = 1_000_000_000;

    /// <summary>The model, or null where something of it has been reported.</summary>
    /// <param name="written">The entry.</param>
    /// <param name="models">The models known so far, those of the file above it included.</param>
    public ModelFact? Read(Written written, IReadOnlyList<ModelFact> models)
    {
        if (written is not Written.Mapping mapping)
        {
            log.Add(written, "models.kind", CatalogueMessages.OwnModelKind, CatalogueMessages.OwnKindMend);
            return null;
        }

        var before = log.Count;
        var from = new MappingReader(mapping, "model", Keys, log);
        from.Require("id");
        if (Base(from, models) is not { } known)
            return null;
        var model = Lay(from, known);
        return log.Count == before ? model : null;
    }

    /// <summary>What is known beneath: the model itself, else the one that it behaves like, else nothing.</summary>
    private ModelFact? Base(MappingReader from, IReadOnlyList<ModelFact> models)
    {
        if (from.Text("id") is not { } id)
            return null;
        if (!Names.IsModel(id))
        {
            var message = Phrase.Of(CatalogueMessages.OwnId, id);
            log.Add(from.Scalar("id")!, "models.id", message, CatalogueMessages.OwnIdMend);
            return null;
        }

        var provider = from.Word("provider", [.. under.Providers.Select(fact => fact.Id)]);
        if (from.Has("provider") && provider is null)
            return null;
        var itself = models.FirstOrDefault(
            model => model.Id == id && (provider is null || model.Provider == provider));
        if (itself is null && provider is null)
        {
            MappingReader.Missing(log, from.At, "provider", from.Owner);
            return null;
        }

        return from.Has("behaves_like")
            ? Like(from, models)?.As(provider ?? itself!.Provider, id, diesWith: false) ?? itself
            : itself ?? Blank(id, under.Providers.First(fact => fact.Id == provider));
    }

    private ModelFact? Like(MappingReader from, IReadOnlyList<ModelFact> models)
    {
        if (from.Text("behaves_like") is not { } name)
            return null;
        var like = models.FirstOrDefault(model => model.Id == name)
            ?? models.FirstOrDefault(model => model.Aliases.Contains(name, StringComparer.Ordinal));
        if (like is null)
        {
            log.Add(
                from.Scalar("behaves_like")!,
                "models.unknown",
                Phrase.Of(CatalogueMessages.OwnUnknown, name),
                Phrase.Of(CatalogueMessages.OwnUnknownMend, Phrase.List(NearestIds.To(name, models))));
        }

        return like;
    }

    private ModelFact Blank(string id, ProviderFact provider) => new()
    {
        Id = id,
        Provider = provider.Id,
        Lifecycle = Lifecycle.Active,
        Profile = provider.DefaultProfile,
        Pool = id,
        Sources = [shown],
        VerifiedOn = today,
    };

    private ModelFact Lay(MappingReader from, ModelFact known)
    {
        var retires = Day(from, "retires");
        var kind = from.Word("retirement_kind", ["fixed", "floor", "observed"]);
        return known with
        {
            Profile = from.Word("profile", [.. under.Profiles.Keys]) ?? known.Profile,
            Aliases = from.Texts("aliases") ?? known.Aliases,
            Lifecycle = from.Word("lifecycle", ["active", "legacy", "deprecated", "retired"]) is { } lifecycle
                ? Enum.Parse<Lifecycle>(lifecycle, ignoreCase: true)
                : known.Lifecycle,
            Retires = retires ?? known.Retires,
            RetirementKind = kind is not null
                ? Enum.Parse<RetirementKind>(kind, ignoreCase: true)
                : known.RetirementKind ?? (retires is null ? null : RetirementKind.Fixed),
            Replacement = from.Text("replacement") ?? known.Replacement,
            DefaultEffort = from.Word("default_effort", SuiteKeys.Efforts) ?? known.DefaultEffort,
            Efforts = from.Texts("efforts") ?? known.Efforts,
            ContextTokens = from.Whole("context_tokens", 1, MostTokens) ?? known.ContextTokens,
            MaxInputTokens = from.Whole("max_input_tokens", 1, MostTokens) ?? known.MaxInputTokens,
            MaxOutputTokens = from.Whole("max_output_tokens", 1, MostTokens) ?? known.MaxOutputTokens,
            Pool = from.Text("pool") ?? known.Pool,
            TokenFactor = (double?)from.Number("token_factor", number => number is > 0 and <= 100, "0 < .. <= 100")
                ?? known.TokenFactor,
            Prices = from.Has("prices") ? new OwnPriceReader(log).Read(from) : known.Prices,
            Sources = [shown, .. from.Texts("sources") ?? []],
            VerifiedOn = Day(from, "verified_on") ?? today,
            Note = from.Text("note") ?? known.Note,
        };
    }

    private DateOnly? Day(MappingReader from, string key) => OwnPriceReader.Day(from, key, log);
}
