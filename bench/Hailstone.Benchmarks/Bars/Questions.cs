using System.Globalization;
using Hailstone.Benchmarks.Quota;
using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;

namespace Hailstone.Benchmarks.Bars;

/// <summary>The questions of one runner.</summary>
/// <param name="Name">Who asks: no two runners ask the same.</param>
/// <param name="Count">How many.</param>
/// <param name="OutputCap">The output cap of each, in tokens.</param>
/// <param name="Seed">Seed of the order and of the jitter.</param>
internal sealed record Questions(string Name, int Count, int OutputCap, int Seed)
{
    // Any that the catalogue knows, asked over the chat dialect: its limits are unknown as long as no tier is named.
    private const string Model = "gpt-6-luna";
    private const string Provider = "openai";

    private static readonly Place Place = new("bars", 1, 1);

    /// <summary>The plan.</summary>
    /// <param name="limits">What the plan knows of the limits; null where only headers tell.</param>
    public Plan Plan(QuotaSettings? limits = null)
    {
        var suite = new Suite
        {
            Name = "bars",
            Path = "/bars.yaml",
            Hash = "00",
            Targets = [new Target
            {
                Id = Model,
                Model = Model,
                Group = "all",
                Parameters = new Parameters { MaxOutputTokens = OutputCap },
                Place = Place,
            }],
            Providers = new Dictionary<string, ProviderSettings>
            {
                [Provider] = new() { Dialect = "chat", Limits = limits, Place = Place },
            },
            Items = [.. Enumerable.Range(0, Count).Select(Question)],
            Scorers = [new ScorerSpec.Exact { Weight = 1, Place = Place }],
            Seed = Seed,
        };
        var made = Planner.Make(
            suite, ModelCatalogue.Embedded(), new PlanOptions { Today = new DateOnly(2026, 11, 22) });
        return made is PlanResult.Valid valid
            ? valid.Plan
            : throw new InvalidOperationException(((PlanResult.Invalid)made).Problems[0].Message);
    }

    private Item Question(int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"item-{index}"),
        Prompt = string.Create(CultureInfo.InvariantCulture, $"{Name}: how many are there in box {index}?"),
        Place = Place,
        Expectations = [new Expectation.Texts([ChatBodies.AnswerText])],
    };
}
