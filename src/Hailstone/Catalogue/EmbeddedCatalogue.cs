using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hailstone.Catalogue;

/// <summary>Reads the catalogue that comes with the library.</summary>
internal static class EmbeddedCatalogue
{
    public static ModelCatalogue Read()
    {
        var models = Entry("models.json");
        var providers = Entry("providers.json");
        using var profiles = Open("profiles.json");
        var tiers = providers.Objects("tiers", CatalogueReader.Tier)!;
        return new ModelCatalogue
        {
            Models = models.Objects("models", CatalogueReader.Model)!,
            Providers =
            [
                .. providers.Objects("providers", CatalogueReader.Provider)!
                    .Select(fact => fact with { Tiers = Tiers(fact, tiers) }),
            ],
            Profiles = ProfileFile.Read(JsonNode.Parse(profiles)!.AsObject()),
            Sources = models.Map("sources", Source)!,
            CompiledOn = models.RequiredDay("compiled_on"),
        };
    }

    private static Stream Open(string file)
    {
        var room = typeof(EmbeddedCatalogue);
        return room.Assembly.GetManifestResourceStream(room, file)!;
    }

    private static CatalogueEntry Entry(string file)
    {
        using var stream = Open(file);
        using var document = JsonDocument.Parse(stream);
        return new CatalogueEntry(document.RootElement.Clone());
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
