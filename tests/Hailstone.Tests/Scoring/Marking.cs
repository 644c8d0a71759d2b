using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Suites;

namespace Hailstone.Tests.Scoring;

/// <summary>Short words for suites of one item.</summary>
internal static class Marking
{
    private static readonly Place Here = new("suite.yaml", 1);

    public static (ScorerSpec, Expectation) Exact(bool ignoreCase, params string[] texts) =>
        (new ScorerSpec.Exact { Weight = 1, Place = Here, IgnoreCase = ignoreCase }, new Expectation.Texts(texts));

    public static (ScorerSpec, Expectation) Contains(bool ignoreCase, params string[] texts) =>
        (new ScorerSpec.Contains { Weight = 1, Place = Here, IgnoreCase = ignoreCase }, new Expectation.Texts(texts));

    public static (ScorerSpec, Expectation) Regex(string pattern, bool ignoreCase = false) =>
        (new ScorerSpec.Regex { Weight = 1, Place = Here, IgnoreCase = ignoreCase }, new Expectation.Pattern(pattern));

    public static (ScorerSpec, Expectation) Number(
        decimal expected, string? path = null, decimal tolerance = 0, bool magnitude = false, decimal weight = 1) =>
        (new ScorerSpec.Number
        {
            Weight = weight,
            Place = Here,
            Path = path,
            Tolerance = tolerance,
            OrderOfMagnitude = magnitude,
        }, new Expectation.Equal(expected));

    public static (ScorerSpec, Expectation) Between(decimal low, decimal high) =>
        (new ScorerSpec.Number { Weight = 1, Place = Here }, new Expectation.Range(low, high));

    public static (ScorerSpec, Expectation) Fields(decimal weight, params string[] require) =>
        (new ScorerSpec.JsonFields { Weight = weight, Place = Here, Require = require }, new Expectation.None());

    public static (ScorerSpec, Expectation) Rubric(params (RubricCheck Check, Expectation Expected)[] checks) =>
        (new ScorerSpec.Rubric { Weight = 1, Place = Here, Checks = [.. checks.Select(check => check.Check)] },
            new Expectation.Parts([.. checks.Select(check => check.Expected)]));

    public static Scored Of(string text, params (ScorerSpec Spec, Expectation Expected)[] scorers) =>
        Of(new Response { Text = text, Stop = StopReason.Stop }, scorers);

    public static Scored Of(Response response, params (ScorerSpec Spec, Expectation Expected)[] scorers) =>
        Scorer.Score([.. scorers.Select(scorer => scorer.Spec)], new Item
        {
            Id = "item",
            Prompt = "How many?",
            Place = Here,
            Expectations = [.. scorers.Select(scorer => scorer.Expected)],
        }, response);
}
