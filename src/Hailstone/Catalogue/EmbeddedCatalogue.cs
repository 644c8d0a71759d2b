using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>Reads the catalogue that comes with the library.</summary>
internal static class EmbeddedCatalogue
{
    public static ModelCatalogue Read()
    {
        var models = Read("models.json", CatalogueJson.Default.ModelsFile);
        var providers = Read("providers.json", CatalogueJson.Default.ProvidersFile);
        return new ModelCatalogue
        {
            Models = models.Models,
            Providers = [.. providers.Providers.Select(fact => fact with { Tiers = Tiers(fact, providers) })],
            Profiles = ProfileFile.Read(Read("profiles.json", CatalogueJson.Default.JsonObject)),
            Sources = models.Sources.ToDictionary(
                source => source.Key, source => $"{source.Value.What}, {source.Value.Date}", StringComparer.Ordinal),
            CompiledOn = models.CompiledOn,
        };
    }

    private static T Read<T>(string file, JsonTypeInfo<T> type)
    {
        var room = typeof(EmbeddedCatalogue);
        using var stream = room.Assembly.GetManifestResourceStream(room, file)!;
        return JsonSerializer.Deserialize(stream, type)!;
    }

    private static TierLimits[] Tiers(ProviderFact provider, ProvidersFile file) =>
    [
        .. from row in file.Tiers
           where row.Provider == provider.Id
           from pool in row.Pools
           select new TierLimits(row.Tier, pool, Limits(row), row.Sources, row.VerifiedOn),
    ];

    private static QuotaSettings Limits(TierRow row) => new()
    {
        RequestsPerMinute = row.Rpm,
        TokensPerMinute = row.Tpm,
        InputTokensPerMinute = row.Itpm,
        OutputTokensPerMinute = row.Otpm,
        RequestsPerDay = row.Rpd,
    };
}
