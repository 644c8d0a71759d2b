using System.Text.RegularExpressions;
using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Finds out what a name means under the settings of one suite.</summary>
internal sealed class NameResolution(ModelCatalogue catalogue, IReadOnlyDictionary<string, ProviderSettings> settings)
{
    /// <summary>The profile of an endpoint of which only the dialect is known.</summary>
    private const string Compatible = "compatible";

    public Resolution Resolve(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < name.Length - 1)
            return Qualified(name[..slash], name[(slash + 1)..]);
        if (ById(name, _ => true) is { } model)
            return Found(model.Provider, name, model, oldSpelling: false);
        if (ByOldSpelling(name) is { } old)
            return Found(old.Provider, old.Id, old, oldSpelling: true);
        return new Resolution.Unknown(NearestIds.To(name, catalogue.Models));
    }

    private Resolution Qualified(string provider, string id)
    {
        var known = ById(id, model => model.Provider == provider);
        return Found(provider, id, known ?? Alike(provider, id), oldSpelling: false, unverified: known is null);
    }

    /// <summary>A model that the shape of a name points to, under that name; null where it points to none.</summary>
    private ModelFact? Alike(string provider, string id)
    {
        foreach (var pattern in catalogue.Providers.FirstOrDefault(fact => fact.Id == provider)?.Patterns ?? [])
        {
            // Names come from outside: without backtracking, the time is bounded by the name's length.
            var match = Regex.Match(id, pattern.Match, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            if (match.Success && ById(match.Groups["id"].Value, model => model.Provider == pattern.Of) is { } like)
                return like.As(provider, id, pattern.DiesWith);
        }

        return null;
    }

    private Resolution Found(
        string provider, string wireId, ModelFact? model, bool oldSpelling, bool unverified = false)
    {
        if (Provider(provider) is not { } fact)
            return new Resolution.UnknownProvider(provider, KnownProviders());
        var profile = catalogue.Profiles[model?.Profile ?? fact.DefaultProfile];
        var dialect = fact.Dialects.FirstOrDefault(spoken => profile.Dialects.Contains(spoken, StringComparer.Ordinal));
        if (dialect is null)
        {
            profile = catalogue.Profiles[Compatible];
            dialect = fact.Dialects[0];
        }
        var pool = model?.Pool ?? wireId;
        return new Resolution.Found(new ResolvedModel
        {
            Provider = fact,
            WireId = wireId,
            Fact = model,
            Profile = profile,
            Dialect = dialect,
            Pool = pool,
            Limits = Limits(fact, pool),
            Unverified = unverified,
            OldSpelling = oldSpelling,
        });
    }

    private ModelFact? ById(string id, Func<ModelFact, bool> among) =>
        catalogue.Models.FirstOrDefault(model => among(model) && model.Id == id)
        ?? catalogue.Models.FirstOrDefault(model => among(model) && model.Aliases.Contains(id, StringComparer.Ordinal));

    private ModelFact? ByOldSpelling(string name)
    {
        var spelling = string.Join('-', name.Split([' ', '_', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return catalogue.Models.FirstOrDefault(
            model => model.OldSpellings.Contains(spelling, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The catalogue's provider under the suite's settings, or one that the suite alone names.</summary>
    private ProviderFact? Provider(string id)
    {
        var known = catalogue.Providers.FirstOrDefault(provider => provider.Id == id);
        if (!settings.TryGetValue(id, out var said))
            return known;
        if (known is null)
            return said.BaseUrl is null ? null : OfSuite(id, said, said.BaseUrl);
        return known with
        {
            Dialects = Dialects(known, said.Dialect),
            BaseUrl = said.BaseUrl ?? known.BaseUrl,
            KeyVariable = Key(said.KeyVariable ?? known.KeyVariable),
        };
    }

    /// <summary>
    /// A dialect of the provider's own is preferred, not imposed: some models answer in one alone. Any other replaces
    /// them, for what stands at that address is a gateway.
    /// </summary>
    private static IReadOnlyList<string> Dialects(ProviderFact known, string? said)
    {
        if (said is null)
            return known.Dialects;
        return known.Dialects.Contains(said, StringComparer.Ordinal)
            ? [said, .. known.Dialects.Where(dialect => dialect != said)]
            : [said];
    }

    private static ProviderFact OfSuite(string id, ProviderSettings said, Uri baseUrl) => new()
    {
        Id = id,
        Dialects = [said.Dialect ?? "chat"],
        BaseUrl = baseUrl,
        KeyVariable = Key(said.KeyVariable),
        DefaultProfile = Compatible,
    };

    private static string? Key(string? variable) => string.IsNullOrEmpty(variable) ? null : variable;

    private string[] KnownProviders() =>
    [
        .. catalogue.Providers.Select(provider => provider.Id),
        .. settings.Keys.Where(id => catalogue.Providers.All(provider => provider.Id != id)
            && settings[id].BaseUrl is not null),
    ];

    private QuotaSettings? Limits(ProviderFact provider, string pool)
    {
        var said = settings.GetValueOrDefault(provider.Id);
        if (said?.Limits is { } limits)
            return limits;
        if (provider.Unlimited)
            return new QuotaSettings { Unlimited = true };
        if (said?.Tier is not { } tier)
            return null;
        var rows = provider.Tiers.Where(row => row.Tier.Equals(tier, StringComparison.OrdinalIgnoreCase)).ToList();
        return (rows.Find(row => row.Pool == pool) ?? rows.Find(row => row.Pool == "*"))?.Limits;
    }
}
