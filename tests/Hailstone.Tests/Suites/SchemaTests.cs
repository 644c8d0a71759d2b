using System.Text.Json;
using System.Text.RegularExpressions;
using Hailstone.Suites;
using Hailstone.Suites.Parsing;
using Hailstone.Suites.Templates;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Suites;

/// <summary>The parser and docs/suite.schema.json say the same of the same files.</summary>
public sealed partial class SchemaTests
{
    private static readonly string Examples = Repository.Path("tests", "Hailstone.Tests", "Suites", "Examples");

    public static TheoryData<string> Good => Names("good");

    public static TheoryData<string> Bad => Names("bad");

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_good_suite_is_good_to_both(string name)
    {
        var file = Path.Combine(Examples, "good", name);

        var result = SuiteFile.Read(file, new SuiteOptions());

        Assert.Empty(result is SuiteResult.Invalid invalid ? invalid.Problems : []);
        Assert.Empty(await BySchema(file));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_suite_has_its_one_problem_in_its_place_and_is_bad_to_the_schema_too(string name)
    {
        var file = Path.Combine(Examples, "bad", name);
        var said = Verdict().Match(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        var problems = Assert.IsType<SuiteResult.Invalid>(SuiteFile.Read(file, new SuiteOptions())).Problems;

        var found = Assert.Single(problems);
        Assert.Equal(said.Groups[1].Value, found.Code);
        Assert.EndsWith(":" + said.Groups[2].Value, found.Place.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(found.Message);
        Assert.NotEmpty(found.Mend);
        if (!said.Groups[3].Success)
            Assert.NotEmpty(await BySchema(file));
    }

    [Fact]
    public async Task Every_key_that_the_parser_knows_stands_in_the_schema_and_the_other_way_round()
    {
        using var schema = JsonDocument.Parse(
            await File.ReadAllTextAsync(SchemaFile, TestContext.Current.CancellationToken));
        var root = schema.RootElement;
        var definitions = root.GetProperty("definitions");

        Assert.Equal(Sorted(SuiteKeys.Suite), Keys(root));
        Assert.Equal(Sorted(SuiteKeys.Defaults), Keys(root.GetProperty("properties").GetProperty("defaults")));
        Assert.Equal(Sorted(SuiteKeys.Budget), Keys(root.GetProperty("properties").GetProperty("budget")));
        var policy = root.GetProperty("properties").GetProperty("policy").GetProperty("anyOf");
        Assert.Equal(PolicySettings.Names, Words(policy[0]));
        Assert.Equal(Sorted(SuiteKeys.Policy), Keys(policy[1]));
        Assert.Equal(Sorted(SuiteKeys.Fixed), Keys(policy[1].GetProperty("properties").GetProperty("fixed")));
        Assert.Equal(
            Sorted(SuiteKeys.Gate), Keys(root.GetProperty("properties").GetProperty("gates").GetProperty("items")));
        Assert.Equal(Sorted(SuiteKeys.Format), Keys(definitions.GetProperty("format").GetProperty("anyOf")[1]));
        Assert.Equal(Sorted(SuiteKeys.Target), Keys(definitions.GetProperty("target")));
        Assert.Equal(Sorted(SuiteKeys.Provider), Keys(definitions.GetProperty("provider")));
        Assert.Equal(Sorted(SuiteKeys.Limits), Keys(definitions.GetProperty("limits")));
        Assert.Equal(Sorted(SuiteKeys.Item), Keys(definitions.GetProperty("item")));
        Assert.Equal(Sorted(SuiteKeys.Dataset), Keys(definitions.GetProperty("dataset")));
        foreach (var (type, keys) in SuiteKeys.Scorers)
            Assert.Equal(Sorted(keys), Keys(definitions.GetProperty(type)));
        foreach (var (kind, keys) in SuiteKeys.Checks)
            Assert.Equal(Sorted(keys), Keys(definitions.GetProperty("check_" + kind)));

        var scorers = root.GetProperty("properties").GetProperty("score").GetProperty("items").GetProperty("anyOf");
        Assert.Equal(
            SuiteKeys.Scorers.Keys.Select(type => "#/definitions/" + type),
            scorers.EnumerateArray().Select(scorer => scorer.GetProperty("$ref").GetString()));
    }

    [Fact]
    public async Task Every_fixed_word_stands_in_the_schema()
    {
        using var schema = JsonDocument.Parse(
            await File.ReadAllTextAsync(SchemaFile, TestContext.Current.CancellationToken));
        var definitions = schema.RootElement.GetProperty("definitions");

        Assert.Equal(SuiteKeys.Efforts, Words(definitions.GetProperty("effort")));
        Assert.Equal(SuiteKeys.Verbosities, Words(definitions.GetProperty("verbosity")));
        Assert.Equal(SuiteKeys.Unsupported, Words(definitions.GetProperty("on_unsupported")));
        Assert.Equal(
            SuiteKeys.JsonPlaces, Words(
                definitions.GetProperty("check_json").GetProperty("properties").GetProperty("json")));
        Assert.Equal(SuiteKeys.Formats, Words(definitions.GetProperty("format").GetProperty("anyOf")[0]));
        Assert.Equal(
            SuiteKeys.Dialects, Words(
                definitions.GetProperty("provider").GetProperty("properties").GetProperty("dialect")));
    }

    [Fact]
    public async Task Every_key_stands_in_the_reference()
    {
        var reference = await File.ReadAllTextAsync(
            Repository.Path("docs", "suite-format.md"), TestContext.Current.CancellationToken);

        string[][] keys =
        [
            SuiteKeys.Suite, SuiteKeys.Target, SuiteKeys.Format, SuiteKeys.Provider, SuiteKeys.Limits, SuiteKeys.Item,
            SuiteKeys.Dataset, SuiteKeys.Budget, SuiteKeys.Gate, [.. SuiteKeys.Scorers.Keys],
            [.. SuiteKeys.Scorers.Values.SelectMany(scorer => scorer)], [.. LiquidFilters.Known],
            [.. SuiteKeys.Checks.Values.SelectMany(check => check)], SuiteKeys.JsonPlaces,
        ];

        Assert.All(
            keys.SelectMany(key => key), key => Assert.Contains($"`{key}`", reference, StringComparison.Ordinal));
    }

    private static string SchemaFile => Repository.Path("docs", "suite.schema.json");

    private static TheoryData<string> Names(string folder) =>
        new(Directory.GetFiles(
            Path.Combine(Examples, folder), "*.yaml").Select(file => Path.GetFileName(file)!).Order());

    private static async Task<ICollection<NJsonSchema.Validation.ValidationError>> BySchema(string file)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var written = YamlText.Read(text, new ProblemLog(file));

        return schema.Validate(WrittenJson.Of(written!).GetRawText());
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> keys) => keys.Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(JsonElement schema) =>
        Sorted(schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));

    private static IEnumerable<string?> Words(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString());

    [GeneratedRegex(@"^# (suite\.[a-z0-9-]+) at ([0-9:]+)(, which a schema cannot say)?$", RegexOptions.Multiline)]
    private static partial Regex Verdict();
}
