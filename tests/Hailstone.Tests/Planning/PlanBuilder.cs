using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Planning;

/// <summary>Plans of one question and any models, on a fixed day.</summary>
internal static class PlanBuilder
{
    public static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly Place Anywhere = new("suite.yaml", 1, 1);

    public static Plan Of(
        int items, Parameters parameters, IReadOnlyDictionary<string, ProviderSettings> providers,
        params string[] models)
    {
        var suite = new Suite
        {
            Name = "planned",
            Path = "suite.yaml",
            Hash = "00",
            Targets = [.. models.Select(model => new Target
            {
                Id = model, Model = model, Group = "all", Parameters = parameters, Place = Anywhere,
            })],
            Providers = providers,
            Items = [.. Enumerable.Range(0, items).Select(index => new Item
            {
                Id = $"item-{index}", Prompt = "How many boxes are there?", Place = Anywhere,
                Expectations = [new Expectation.Texts(["42"])],
            })],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = Anywhere }],
            Seed = 1,
        };
        var options = new PlanOptions { Today = Day };
        return Assert.IsType<PlanResult.Valid>(Planner.Make(suite, ModelCatalogue.Embedded(), options)).Plan;
    }

    public static Plan Of(params string[] models) =>
        Of(1, new Parameters(), new Dictionary<string, ProviderSettings>(), models);

    public static Dictionary<string, ProviderSettings> Limited(string provider, QuotaSettings limits) =>
        new() { [provider] = new() { Limits = limits, Place = Anywhere } };
}
