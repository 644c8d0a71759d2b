using System.Globalization;
using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Cli.Weather;

/// <summary>What is asked in every weather: different short questions to one model of which nothing is known.</summary>
internal static class Questions
{
    private const string Provider = "weather";
    private static readonly Place Place = new("weather", 1, 1);

    /// <summary>A plan of so many trials.</summary>
    public static Plan Of(int trials, int seed)
    {
        var suite = new Suite
        {
            Name = Provider,
            Path = "",
            Hash = "",
            Targets = [new Target
            {
                Id = "model",
                Model = Provider + "/model",
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = 100 },
                Place = Place,
            }],
            Providers = new Dictionary<string, ProviderSettings>
            {
                [Provider] = new()
                {
                    Dialect = "chat",
                    BaseUrl = new Uri("http://127.0.0.1/v1"),
                    KeyVariable = "",
                    Place = Place,
                },
            },
            Items = [.. Enumerable.Range(0, trials).Select(Item)],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = Place }],
            Seed = seed,
        };
        var made = Planner.Make(
            suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 1, 1), Simulated = true });
        return made is PlanResult.Valid valid
            ? valid.Plan
            : throw new InvalidOperationException("The questions of the weather make no plan.");
    }

    private static Item Item(int index) => new()
    {
        Id = index.ToString(CultureInfo.InvariantCulture),
        Prompt = string.Create(CultureInfo.InvariantCulture, $"How many hailstones lie in bucket {index}?"),
        Place = Place,
        Expectations = [new Expectation.Texts(["42"])],
    };
}
