using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hailstone.Catalogue;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Catalogue;

public sealed class CatalogueFileTests
{
    private static readonly ModelCatalogue Shipped = ModelCatalogue.Embedded();

    [Theory]
    [InlineData("models")]
    [InlineData("providers")]
    [InlineData("profiles")]
    public async Task A_file_keeps_to_its_schema(string file) =>
        Assert.Empty((await Schema(file)).Validate(await Text($"{file}.json")));

    [Theory]
    [InlineData("models", "\"provider\": \"openai\"", "\"supplier\": \"openai\"")]
    [InlineData("models", "\"lifecycle\": \"active\"", "\"lifecycle\": \"alive\"")]
    [InlineData("models", "\"input\": 10,", "\"input\": \"10\",")]
    [InlineData("models", "\"date\": \"2026-09-24\"", "\"date\": \"lately\"")]
    [InlineData("providers", "\"rpm\": 500,", "\"rpm\": 0,")]
    [InlineData("providers", "https://api.anthropic.com", "http://api.anthropic.com")]
    [InlineData("profiles", "\"take\": \"forbid\"", "\"take\": \"perhaps\"")]
    [InlineData("profiles", "\"seed\": { \"in\"", "\"seeds\": { \"in\"")]
    public async Task A_slip_in_a_file_is_seen_by_its_schema(string file, string right, string wrong)
    {
        var text = await Text($"{file}.json");

        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.NotEmpty((await Schema(file)).Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_model_says_where_its_facts_come_from_and_when_they_were_looked_at() =>
        Assert.All(Shipped.Models, model => AssertSourced(model.Sources, model.VerifiedOn));

    [Fact]
    public void Every_profile_says_where_its_rules_come_from_and_when_they_were_looked_at() =>
        Assert.All(Shipped.Profiles.Values, profile => AssertSourced(profile.Sources, profile.VerifiedOn));

    [Fact]
    public void Every_limit_of_a_tier_says_where_it_comes_from_and_when_it_was_looked_at() =>
        Assert.All(
            Shipped.Providers.SelectMany(provider => provider.Tiers),
            row => AssertSourced(row.Sources, row.VerifiedOn));

    [Fact]
    public void Every_provider_says_where_its_facts_come_from_and_when_they_were_looked_at() =>
        Assert.All(Shipped.Providers, provider => AssertSourced(provider.Sources, provider.VerifiedOn));

    [Fact]
    public void Every_source_has_a_date() =>
        Assert.All(Shipped.Sources.Values, source => Assert.Matches(@", 20\d\d-\d\d(-\d\d)?$", source));

    [Fact]
    public void No_source_stands_idle()
    {
        var named = Shipped.Models.SelectMany(model => model.Sources)
            .Concat(Shipped.Profiles.Values.SelectMany(profile => profile.Sources))
            .Concat(Shipped.Providers.SelectMany(provider => provider.Sources))
            .Concat(Shipped.Providers.SelectMany(provider => provider.Tiers).SelectMany(row => row.Sources));

        Assert.Empty(Shipped.Sources.Keys.Except(named));
    }

    [Fact]
    public void A_name_means_one_model_alone()
    {
        var names = Shipped.Models.SelectMany(model => model.Aliases.Concat(model.OldSpellings).Prepend(model.Id));

        Assert.All(
            names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase), same => Assert.Single(same.AsEnumerable()));
    }

    [Fact]
    public void What_a_model_points_to_is_there()
    {
        Assert.All(Shipped.Models, model =>
        {
            Assert.Contains(model.Profile, Shipped.Profiles.Keys);
            Assert.Contains(Shipped.Providers, provider => provider.Id == model.Provider);
            if (model.Replacement is { } successor)
                Assert.Contains(Shipped.Models, other => other.Id == successor && other.Lifecycle != Lifecycle.Retired);
        });
        Assert.All(Shipped.Providers, provider => Assert.Contains(provider.DefaultProfile, Shipped.Profiles.Keys));
    }

    [Fact]
    public void A_pattern_names_a_provider_of_the_catalogue_and_a_group_for_the_id() =>
        Assert.All(Shipped.Providers.SelectMany(provider => provider.Patterns), pattern =>
        {
            Assert.Contains(Shipped.Providers, provider => provider.Id == pattern.Of);
            Assert.Contains("id", new Regex(pattern.Match, RegexOptions.NonBacktracking).GetGroupNames());
        });

    [Fact]
    public void A_tiers_pools_are_pools_of_models() =>
        Assert.All(Shipped.Providers, provider => Assert.Empty(
            provider.Tiers.Select(row => row.Pool)
                .Except(Shipped.Models.Where(model => model.Provider == provider.Id).Select(model => model.Pool))));

    [Fact]
    public void No_pool_has_two_limits_in_one_tier() =>
        Assert.All(Shipped.Providers, provider => Assert.Equal(
            provider.Tiers.Count, provider.Tiers.Select(row => (row.Tier, row.Pool)).Distinct().Count()));

    [Fact]
    public void A_model_can_be_asked_in_a_dialect_that_its_provider_speaks() =>
        Assert.All(Shipped.Models, model => Assert.NotEmpty(
            Shipped.Profiles[model.Profile].Dialects
                .Intersect(Shipped.Providers.Single(provider => provider.Id == model.Provider).Dialects)));

    [Fact]
    public void A_default_effort_is_one_that_the_model_takes() =>
        Assert.All(Shipped.Models.Where(model => model.DefaultEffort is not null), model => Assert.Contains(
            model.DefaultEffort!,
            model.Efforts ?? Shipped.Profiles[model.Profile].Rules["effort"].Values ?? [model.DefaultEffort!]));

    [Fact]
    public void A_price_ends_before_the_next_begins() =>
        Assert.All(Shipped.Models.SelectMany(model => model.Prices.Zip(model.Prices.Skip(1))), pair =>
            Assert.Equal(pair.First.To!.Value.AddDays(1), pair.Second.From));

    [Fact]
    public void Old_spellings_are_known_of_retired_models_alone() =>
        Assert.All(
            Shipped.Models.Where(model => model.OldSpellings.Count > 0),
            model => Assert.Equal(Lifecycle.Retired, model.Lifecycle));

    [Fact]
    public void The_code_of_the_room_names_no_model()
    {
        var files = Directory.GetFiles(
            Path.Combine(RoomFolder(), "../../../src/Hailstone/Catalogue"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(
            new Regex(@"gpt-|claude-|""o\d|sonnet|opus|haiku", RegexOptions.IgnoreCase), File.ReadAllText(file)));
    }

    [Fact]
    public void Every_message_is_there_in_both_languages_with_the_same_places()
    {
        var english = Messages("en");
        var korean = Messages("ko");

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), korean.Keys.Order());
        Assert.All(english, message =>
        {
            Assert.Equal(Places(message.Value), Places(korean[message.Key]));
            Assert.NotEqual(message.Value, korean[message.Key]);
        });
    }

    private static void AssertSourced(IReadOnlyList<string> sources, DateOnly verifiedOn)
    {
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.Contains(source, Shipped.Sources.Keys));
        Assert.InRange(verifiedOn, new DateOnly(2026, 1, 1), Shipped.CompiledOn);
    }

    private static Dictionary<string, string> Messages(string language) =>
        CatalogueMessages.ResourceManager
            .GetResourceSet(CultureInfo.GetCultureInfo(language), true, tryParents: language == "en")!
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) =>
        Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Distinct().Order();

    private static async Task<JsonSchema> Schema(string file) =>
        await JsonSchema.FromJsonAsync(await Text($"{file}.schema.json"), TestContext.Current.CancellationToken);

    private static async Task<string> Text(string file)
    {
        var room = typeof(ModelCatalogue);
        await using var stream = room.Assembly.GetManifestResourceStream(room, file)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static string RoomFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
