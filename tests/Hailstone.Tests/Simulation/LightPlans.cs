using System.Collections.Concurrent;
using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Tests.Simulation;

/// <summary>Plans for light servers: as many providers as one likes, each with one model.</summary>
internal static class LightPlans
{
    private static readonly ConcurrentDictionary<(int, string, decimal?), Plan> Plans = new();

    /// <summary>The same as <see cref="Of"/>, made once for each case.</summary>
    public static Plan Kept(int items, IReadOnlyList<QuotaSettings?> limits, decimal? budgetUsd = null) =>
        Plans.GetOrAdd((items, string.Join(';', limits), budgetUsd), _ => Of(items, limits, budgetUsd));

    /// <summary>A plan of questions to one model each of several providers.</summary>
    /// <param name="items">How many questions.</param>
    /// <param name="limits">What is known of each provider's limits.</param>
    /// <param name="budgetUsd">What may be spent; null for no limit. Asks a model that has a price.</param>
    public static Plan Of(int items, IReadOnlyList<QuotaSettings?> limits, decimal? budgetUsd = null)
    {
        var place = new Place("suite.yaml", 1, 1);
        var suite = new Suite
        {
            Name = "light",
            Path = "/suite.yaml",
            Hash = "00",
            Targets = [.. limits.Select((_, index) => new Target
            {
                Id = $"t{index}",
                Model = budgetUsd is null ? $"p{index}/model" : "gpt-6-luna",
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = 100 },
                Place = place,
            })],
            Providers = limits.Select((limit, index) => (limit, index)).ToDictionary(
                one => $"p{one.index}",
                one => new ProviderSettings
                {
                    Dialect = "chat",
                    BaseUrl = new Uri($"http://127.0.0.1:{8000 + one.index}/v1"),
                    KeyVariable = "",
                    Limits = one.limit,
                    Place = place,
                }),
            Items = [.. Enumerable.Range(0, items).Select(index => new Item
            {
                Id = $"item-{index}",
                Prompt = "How many?",
                Place = place,
                Expectations = [new Expectation.Texts(["42"])],
            })],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
            Budget = budgetUsd is { } usd ? new BudgetSettings(usd, []) : null,
            Seed = 42,
        };
        var made = Planner.Make(
            suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 11, 22) });
        return Xunit.Assert.IsType<PlanResult.Valid>(made).Plan;
    }
}
