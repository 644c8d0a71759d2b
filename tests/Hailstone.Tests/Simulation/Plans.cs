using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Tests.Simulation;

/// <summary>Plans for tests, made by the planner from the catalogue that comes with the library.</summary>
internal static class Plans
{
    public static Plan Of(int items, params string[] models) => Of(items, null, null, models);

    /// <summary>A plan for a server of one's own, which settles what it charged by what it counted.</summary>
    public static Plan OfLab(int items, QuotaSettings? limits) => Of(items, null, limits, "lab/model");

    /// <summary>A plan of different questions to a model that is asked in one dialect.</summary>
    public static Plan OfDialect(int items, string dialect, bool stream)
    {
        var place = new Place("suite.yaml", 1, 1);
        var model = dialect == "messages" ? "claude-haiku-5-5" : "gpt-6-luna";
        var suite = new Suite
        {
            Name = "simulated",
            Path = "/suite.yaml",
            Hash = "00",
            Targets = [new Target
            {
                Id = model,
                Model = model,
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = 100, Stream = stream },
                Place = place,
            }],
            Providers = dialect == "messages"
                ? new Dictionary<string, ProviderSettings>()
                : new Dictionary<string, ProviderSettings>
                {
                    ["openai"] = new() { Dialect = dialect, Place = place },
                },
            Items = [.. Enumerable.Range(0, items).Select(index => new Item
            {
                Id = $"item-{index}",
                Prompt = $"How many are there in box {index}?",
                Place = place,
                Expectations = [new Expectation.Texts(["42"])],
            })],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
            Seed = 42,
        };
        return Made(suite);
    }

    public static Plan Of(int items, BudgetSettings? budget, QuotaSettings? limits, params string[] models)
    {
        var place = new Place("suite.yaml", 1, 1);
        var lab = new ProviderSettings
        {
            Dialect = "chat",
            BaseUrl = new Uri("http://127.0.0.1:8000/v1"),
            KeyVariable = "",
            Limits = limits,
            Place = place,
        };
        var suite = new Suite
        {
            Name = "simulated",
            Path = "/suite.yaml",
            Hash = "00",
            Targets = [.. models.Select(model => new Target
            {
                Id = model,
                Model = model,
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = 100 },
                Place = place,
            })],
            Providers = limits is null
                ? new Dictionary<string, ProviderSettings>()
                : new Dictionary<string, ProviderSettings>
                {
                    ["openai"] = new() { Limits = limits, Place = place },
                    ["lab"] = lab,
                },
            Items = [.. Enumerable.Range(0, items).Select(index => new Item
            {
                Id = $"item-{index}",
                Prompt = "How many?",
                Place = place,
                Expectations = [new Expectation.Texts(["42"])],
            })],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = place }],
            Budget = budget,
            Seed = 42,
        };
        return Made(suite);
    }

    /// <summary>A plan whose targets have what a suite may say of each.</summary>
    public static Plan Of(int items, BudgetSettings budget, params Target[] targets)
    {
        var like = Of(items, "gpt-6-luna").Suite;
        var lab = new ProviderSettings
        {
            Dialect = "chat",
            BaseUrl = new Uri("http://127.0.0.1:8000/v1"),
            KeyVariable = "",
            Place = like.Targets[0].Place,
        };
        return Made(like with
        {
            Targets = targets,
            Budget = budget,
            Providers = new Dictionary<string, ProviderSettings> { ["lab"] = lab },
        });
    }

    /// <summary>A target as a suite resolves it.</summary>
    public static Target Target(string model, decimal? budgetUsd = null, decimal? maxCallUsd = null, int? cap = 100) =>
        new()
        {
            Id = model,
            Model = model,
            Group = "all",
            Parameters = new Parameters { MaxOutputTokens = cap },
            BudgetUsd = budgetUsd,
            MaxCallUsd = maxCallUsd,
            Place = new Place("suite.yaml", 1, 1),
        };

    /// <summary>The plan of a suite, on the day of the tests.</summary>
    public static Plan Made(Suite suite)
    {
        var made = Planner.Make(
            suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 11, 22) });
        return Xunit.Assert.IsType<PlanResult.Valid>(made).Plan;
    }
}
