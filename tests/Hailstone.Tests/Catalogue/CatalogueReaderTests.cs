using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hailstone.Catalogue;
using Hailstone.Tests.Tidy;
using Xunit;

namespace Hailstone.Tests.Catalogue;

/// <summary>The catalogue's files are read by hand; the serializer reads them as their types say.</summary>
public sealed class CatalogueReaderTests
{
    private static readonly JsonSerializerOptions Serializer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly ModelCatalogue Shipped = ModelCatalogue.Embedded();

    [Fact]
    public void Every_model_is_read_with_all_that_its_file_says() => Assert.All(
        File("models")["models"]!.AsArray().Zip(Shipped.Models),
        pair => AssertSame<ModelFact>(pair.First!, pair.Second));

    [Fact]
    public void Every_provider_is_read_with_all_that_its_file_says() => Assert.All(
        File("providers")["providers"]!.AsArray().Zip(Shipped.Providers),
        pair => AssertSame<ProviderFact>(pair.First!, pair.Second with { Tiers = [] }));

    [Fact]
    public void Every_profile_is_read_with_all_that_its_file_says() => Assert.All(
        File("profiles")["profiles"]!.AsObject(),
        written =>
        {
            // Those that are like another are patched first: the golden requests hold what comes of them.
            if (written.Value!["like"] is not null)
                return;
            var profile = written.Value.DeepClone().AsObject();
            profile["name"] = written.Key;
            AssertSame<RequestProfile>(profile, Shipped.Profiles[written.Key]);
        });

    [Fact]
    public void Every_limit_of_a_tier_is_read()
    {
        var rows = File("providers")["tiers"]!.AsArray().SelectMany(row =>
            row!["pools"]!.AsArray().Select(pool => (
                (string?)row["provider"],
                (string?)row["tier"],
                (string?)pool,
                (long?)row["rpm"],
                (long?)row["tpm"],
                (long?)row["itpm"],
                (long?)row["otpm"],
                (long?)row["rpd"])));

        var read = Shipped.Providers.SelectMany(provider => provider.Tiers.Select(row => (
            (string?)provider.Id,
            (string?)row.Tier,
            (string?)row.Pool,
            row.Limits.RequestsPerMinute,
            row.Limits.TokensPerMinute,
            row.Limits.InputTokensPerMinute,
            row.Limits.OutputTokensPerMinute,
            row.Limits.RequestsPerDay)));

        Assert.Equal(rows.Order(), read.Order());
    }

    private static void AssertSame<T>(JsonNode written, T read) => Assert.Equal(
        JsonSerializer.Serialize(written.Deserialize<T>(Serializer), Serializer),
        JsonSerializer.Serialize(read, Serializer));

    private static JsonObject File(string name) =>
        JsonNode.Parse(System.IO.File.ReadAllText(RepositoryRoot.Of("src", "Hailstone", "Catalogue", $"{name}.json")))!
            .AsObject();
}
