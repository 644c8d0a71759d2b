using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hailstone.Catalogue;

/// <summary>Reads the catalogue that comes with the library.</summary>
internal static class EmbeddedCatalogue
{
    public static ModelCatalogue Read()
    {
        using var modelsFile = JsonDocument.Parse(Open("models.json"));
        using var providersFile = JsonDocument.Parse(Open("providers.json"));
        using var profilesFile = Open("profiles.json");
        var models = new CatalogueEntry(modelsFile.RootElement);
        var providers = new CatalogueEntry(providersFile.RootElement);
        var tiers = providers.Objects("tiers", CatalogueReader.Tier)!;
        return new ModelCatalogue
        {
            Models = models.Objects("models", CatalogueReader.Model)!,
            Providers =
            [
                .. providers.Objects("providers", CatalogueReader.Provider)!
                    .Select(fact => fact with { Tiers = Tiers(fact, tiers) }),
            ],
            Profiles = ProfileFile.Read(JsonNode.Parse(profilesFile)!.AsObject()),
            Sources = models.Map("sources", Source)!,
            CompiledOn = models.RequiredDay("compiled_on"),
        };
    }

    private static Stream Open(string file)
    {
        var room = typeof(EmbeddedCatalogue);
        return room.Assembly.GetManifestResourceStream(room, file)!;
    }

    private static string Source(JsonElement source)
    {
        var of = new CatalogueEntry(source);
        return $"{of.Required("what")}, {of.Required("date")}";
    }

    private static TierLimits[] Tiers(ProviderFact provider, IReadOnlyList<TierRow> tiers) =>
    [
        .. from row in tiers
           where row.Provider == provider.Id
           from pool in row.Pools
           select new TierLimits(row.Tier, pool, row.Limits, row.Sources, row.VerifiedOn),
    ];
}
