using Hailstone.Catalogue;
using Hailstone.Suites;
using Hailstone.Tests.Tidy;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Catalogue;

public sealed class OwnModelsTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly string _folder = Directory.CreateTempSubdirectory("hailstone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_file_leaves_the_catalogue_as_it_is() => Assert.Same(
        ModelCatalogue.Embedded(), Valid(new OwnModelsFile(Path.Combine(_folder, "none.json"), "none.json")));

    [Fact]
    public void A_deployment_behaves_like_the_model_that_its_owner_names()
    {
        var catalogue = Valid(Written("""
            { "models": [ { "id": "team-a", "provider": "azure", "behaves_like": "o3", "prices": [ { "input": 2.2, "output": 8.8 } ] } ] }
            """));

        var model = Found(catalogue, "azure/team-a");

        Assert.Equal("openai.reasoning.oseries", model.Profile.Name);
        Assert.Equal("medium", model.Fact!.DefaultEffort);
        Assert.Equal(2.2m, model.Fact.PriceOn(Today)!.Input);
        Assert.Null(model.Fact.Retires);
        Assert.False(model.Unverified);
        Assert.Equal("team-a", Found(catalogue, "team-a").WireId);
    }

    [Fact]
    public void What_a_file_says_of_a_known_model_wins_and_the_rest_stays()
    {
        var catalogue = Valid(Written("""
            { "models": [ { "id": "gpt-6-luna", "prices": [ { "input": 7, "output": 9 } ], "verified_on": "2026-11-01" } ] }
            """));

        var fact = Found(catalogue, "gpt-6-luna").Fact!;

        Assert.Equal((7m, 9m), (fact.PriceOn(Today)!.Input, fact.PriceOn(Today)!.Output));
        Assert.Equal("medium", fact.DefaultEffort);
        Assert.Equal(new DateOnly(2026, 11, 1), fact.VerifiedOn);
        Assert.Equal("models.json", Assert.Single(fact.Sources));
        Assert.Equal(ModelCatalogue.Embedded().Models.Count, catalogue.Models.Count);
    }

    [Fact]
    public void The_projects_file_wins_over_the_users()
    {
        var user = Written("""{ "models": [ { "id": "o3", "note": "user", "pool": "mine" } ] }""", "user.json");
        var project = Written("""{ "models": [ { "id": "o3", "note": "project" } ] }""", "project.json");

        var fact = Found(Valid(user, project), "o3").Fact!;

        Assert.Equal(("project", "mine"), (fact.Note, fact.Pool));
    }

    [Theory]
    [InlineData("{ \"models\": [ { \"id\": \"x\" } ] }", "suite.missing-key", 1)]
    [InlineData("{\n \"models\": [ { \"id\": \"x\", \"provider\": \"opnai\" } ] }", "suite.wrong-word", 2)]
    [InlineData("{\n\n \"models\": [ { \"id\": \"o3\", \"price\": 1 } ] }", "suite.unknown-key", 3)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"profile\": \"none\" } ] }", "suite.wrong-word", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"behaves_like\": \"o33\" } ] }", "models.unknown", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"retires\": \"2026-13-01\" } ] }", "models.day", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"context_tokens\": 0 } ] }", "suite.out-of-range", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"prices\": [ { \"input\": -1, \"output\": 1 } ] } ] }", "suite.out-of-range", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"prices\": [ { \"input\": 1 } ] } ] }", "suite.missing-key", 1)]
    [InlineData("{ \"models\": [ { \"id\": \"o3\", \"id\": \"o1\" } ] }", "file.duplicate-key", 1)]
    [InlineData("{ \"models\": [ \"o3\" ] }", "models.kind", 1)]
    [InlineData("[]", "models.kind", 1)]
    [InlineData("{ \"models\": [\n { \"id\": \"o3\", } ] }", "file.json", 2)]
    [InlineData("{ \"models\": [\n { \"id\": \"\\ud800\" } ] }", "file.json", 2)]
    [InlineData("", "file.json", 1)]
    public void What_is_wrong_is_one_problem_with_its_line_and_its_mend(string text, string code, int line)
    {
        var wrong = Assert.IsType<OwnModelsResult.Invalid>(
            OwnModels.Over(ModelCatalogue.Embedded(), [Written(text)], Today));

        var problem = Assert.Single(wrong.Problems);
        Assert.Equal((code, "models.json", line), (problem.Code, problem.Place.File, problem.Place.Line));
        Assert.NotEmpty(problem.Mend);
    }

    [Fact]
    public void A_file_without_a_bottom_is_a_problem_and_no_fall()
    {
        var wrong = Assert.IsType<OwnModelsResult.Invalid>(
            OwnModels.Over(ModelCatalogue.Embedded(), [Written(new string('[', 100_000))], Today));

        Assert.Equal("file.json", Assert.Single(wrong.Problems).Code);
    }

    [Fact]
    public void All_that_is_wrong_in_all_files_is_told_at_once()
    {
        var user = Written("""{ "models": [ { "id": "o3", "a": 1, "b": 2 } ] }""", "user.json");
        var project = Written("""{ "models": [ { "id": "o3", "c": 3 } ] }""", "project.json");

        var wrong = Assert.IsType<OwnModelsResult.Invalid>(
            OwnModels.Over(ModelCatalogue.Embedded(), [user, project], Today));

        Assert.Equal(["user.json", "user.json", "project.json"], wrong.Problems.Select(problem => problem.Place.File));
    }

    [Fact]
    public async Task Every_key_that_is_read_stands_in_the_schema_for_editors_and_the_other_way_round()
    {
        var schema = await JsonSchema.FromFileAsync(
            RepositoryRoot.Of("docs", "models.schema.json"), TestContext.Current.CancellationToken);

        Assert.Equal(OwnModelReader.Keys.Order(), schema.Definitions["model"].Properties.Keys.Order());
        Assert.Equal(OwnPriceReader.Keys.Order(), schema.Definitions["price"].Properties.Keys.Order());
        Assert.Empty(schema.Validate("""{ "models": [{ "id": "o3", "prices": [{ "input": 1, "output": 2 }] }] }"""));
        Assert.NotEmpty(schema.Validate("""{ "models": [ { "id": "o3", "price": 1 } ] }"""));
    }

    private OwnModelsFile Written(string text, string name = "models.json")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return new OwnModelsFile(path, name);
    }

    private static ModelCatalogue Valid(params OwnModelsFile[] files) => Assert.IsType<OwnModelsResult.Valid>(
        OwnModels.Over(ModelCatalogue.Embedded(), files, Today)).Catalogue;

    private static ResolvedModel Found(ModelCatalogue catalogue, string name) => Assert.IsType<Resolution.Found>(
        catalogue.Resolve(name, new Dictionary<string, ProviderSettings>())).Model;
}
