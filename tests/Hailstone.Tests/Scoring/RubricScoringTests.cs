using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;
using static Hailstone.Tests.Scoring.Marking;

namespace Hailstone.Tests.Scoring;

public sealed class RubricScoringTests
{
    private const string Right = """
        {"value": 195000, "unit": "원", "confidence": 0.8, "reasoning": "세대수 곱하기 단가", "models": ["bottom-up"]}
        """;

    private static readonly (ScorerSpec, Expectation) MarketSizing = Rubric(
        (new RubricCheck.Placed { Points = 20, Within = JsonPlace.Fence }, new Expectation.None()),
        (Has(20, "value"), new Expectation.None()),
        (Has(15, "confidence"), new Expectation.None()),
        (Has(15, "reasoning"), new Expectation.None()),
        (Any(10, "models", "decomposition"), new Expectation.None()),
        (Number(15, "value"), new Expectation.Range(190_000, 200_000)),
        (Number(5, "confidence"), new Expectation.AtLeast(0.6m)));

    [Fact]
    public void An_answer_that_holds_every_check_wins_every_point() =>
        Assert.Equal(
            new Scored(
                Outcome.Scored,
                1,
                "rubric 100 of 100: +20 JSON in the whole answer, +20 has value, +15 has confidence, "
                    + "+15 has reasoning, +10 has models, +15 value 195000, +5 confidence 0.8"),
            Of(Right, MarketSizing));

    [Fact]
    public void Every_check_that_falls_loses_its_points_and_says_why()
    {
        var scored = Of("""{"value": "20만원", "confidence": 0.4, "reasoning": " ", "models": []}""", MarketSizing);

        Assert.Equal(
            "rubric 70 of 100: +20 JSON in the whole answer, +20 has value, +15 has confidence, -15 without reasoning, "
                + "-10 none of models, decomposition, +15 value 200000, -5 confidence 0.4, expected 0.6 or more",
            scored.Explain);
        Assert.Equal(0.7, scored.Score);
    }

    [Theory]
    [InlineData("{\"value\": 1}", 3)]
    [InlineData("```json\n{\"value\": 1}\n```", 2)]
    [InlineData("The answer is {\"value\": 1}.", 1)]
    public void The_looser_the_place_the_fewer_checks_hold(string text, int held)
    {
        var places = Enum.GetValues<JsonPlace>().Select(place => ((RubricCheck)new RubricCheck.Placed
        {
            Points = 1,
            Within = place,
        }, (Expectation)new Expectation.None()));

        Assert.Equal(held / 3.0, Of(text, Rubric([.. places])).Score!.Value, 1e-15);
    }

    [Theory]
    [InlineData("I would say 195000.")]
    [InlineData("{\"value\": 195000")]
    public void An_answer_without_an_object_is_unparseable(string text) =>
        Assert.Equal(Outcome.Unparseable, Of(text, MarketSizing).Outcome);

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"\\n\"", false)]
    [InlineData("\"\\ud800\"", false)]
    [InlineData("[]", false)]
    [InlineData("{}", false)]
    [InlineData("0", true)]
    [InlineData("false", true)]
    [InlineData("[null]", true)]
    [InlineData("\"x\"", true)]
    public void A_field_that_holds_nothing_is_not_there(string value, bool held)
    {
        var text = $"{{\"a\": {{\"b\": {value}}}}}";

        Assert.Equal(held ? 1 : 0, Of(text, Rubric((Has(1, "a.b"), new Expectation.None()))).Score);
        Assert.Equal(held ? 1 : 0, Of(text, Rubric((Any(1, "c", "a.b"), new Expectation.None()))).Score);
    }

    [Theory]
    [InlineData("{\"n\": 5}", true)]
    [InlineData("{\"n\": 5.01}", false)]
    [InlineData("{\"n\": \"5 kg\"}", true)]
    [InlineData("{\"n\": 1e400}", false)]
    [InlineData("{\"n\": \"five\"}", false)]
    [InlineData("{}", false)]
    public void A_number_at_most_is_that_or_less(string text, bool held) =>
        Assert.Equal(held ? 1 : 0, Of(text, Rubric((Number(1, "n"), new Expectation.AtMost(5)))).Score);

    [Fact]
    public void Equal_numbers_may_be_off_by_a_share_or_in_magnitude()
    {
        var share = new RubricCheck.Number { Points = 1, Field = "n", Tolerance = 0.05m };
        var magnitude = new RubricCheck.Number { Points = 1, Field = "n", OrderOfMagnitude = true };

        Assert.Equal(1, Of("""{"n": 105}""", Rubric((share, new Expectation.Equal(100)))).Score);
        Assert.Equal(0, Of("""{"n": 106}""", Rubric((share, new Expectation.Equal(100)))).Score);
        Assert.Equal(1, Of("""{"n": 999}""", Rubric((magnitude, new Expectation.Equal(100)))).Score);
    }

    [Theory]
    [InlineData("{\"u\": \"krw\"}", true)]
    [InlineData("{\"u\": \" ＫＲＷ \"}", true)]
    [InlineData("{\"u\": \"만원\"}", false)]
    [InlineData("{\"u\": [\"KRW\"]}", false)]
    [InlineData("{}", false)]
    public void A_text_is_one_of_those_expected(string text, bool held) =>
        Assert.Equal(held ? 1 : 0, Of(text, Rubric((
            new RubricCheck.Wording { Points = 1, Field = "u", IgnoreCase = true },
            new Expectation.Texts(["원", "KRW"])))).Score);

    [Fact]
    public void A_rubric_counts_by_its_weight_beside_other_scorers() =>
        Assert.Equal(
            0.75, Of("""{"value": 2}""", Fields(3, "value"), Rubric((Has(5, "unit"), new Expectation.None()))).Score);

    [Fact]
    public void A_check_with_another_expectation_is_misuse() =>
        Assert.Throws<ArgumentException>(() => Of("{}", Rubric((
            new RubricCheck.Wording { Points = 1, Field = "u" }, new Expectation.None()))));

    private static RubricCheck.Has Has(decimal points, params string[] fields) =>
        new() { Points = points, Fields = fields };

    private static RubricCheck.AnyOf Any(decimal points, params string[] fields) =>
        new() { Points = points, Fields = fields };

    private static RubricCheck.Number Number(decimal points, string field) => new() { Points = points, Field = field };
}
