using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Suites;
using Xunit;
using static Hailstone.Tests.Scoring.Marking;

namespace Hailstone.Tests.Scoring;

public sealed class ScorerTests
{
    [Theory]
    [InlineData(StopReason.Refusal, Outcome.Refused)]
    [InlineData(StopReason.ContentFilter, Outcome.Filtered)]
    [InlineData(StopReason.MaxTokens, Outcome.Truncated)]
    [InlineData(StopReason.ContextLimit, Outcome.Truncated)]
    [InlineData(StopReason.Error, Outcome.Failed)]
    [InlineData(StopReason.Cancelled, Outcome.Failed)]
    [InlineData(StopReason.Paused, Outcome.Failed)]
    [InlineData(StopReason.Stop, Outcome.Scored)]
    [InlineData(StopReason.StopSequence, Outcome.Scored)]
    [InlineData(StopReason.ToolCall, Outcome.Scored)]
    [InlineData(StopReason.Unknown, Outcome.Scored)]
    public void How_an_answer_ended_comes_before_what_it_says(StopReason stop, Outcome expected)
    {
        var scored = Of(new Response { Text = "42", Stop = stop }, Number(42));

        Assert.Equal(expected, scored.Outcome);
        Assert.Equal(expected == Outcome.Scored ? 1.0 : null, scored.Score);
    }

    [Fact]
    public void An_output_cap_eaten_by_reasoning_is_truncated_and_not_wrong()
    {
        var scored = Of(new Response { Text = "", Stop = StopReason.MaxTokens, StopRaw = "length" }, Number(42));

        Assert.Equal(Outcome.Truncated, scored.Outcome);
        Assert.Null(scored.Score);
        Assert.Equal("cut at the output cap (\"length\"), before the first character", scored.Explain);
    }

    [Fact]
    public void Words_of_refusal_refuse_whatever_the_stop_reason_says() =>
        Assert.Equal(new Scored(Outcome.Refused, null, "refused: \"I can't help with that.\""),
            Of(new Response { Text = "", Refusal = "I can't help with that.", Stop = StopReason.Stop }, Number(42)));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF\u200B")]
    [InlineData("\u3000")]
    public void An_empty_answer_is_unparseable(string text) =>
        Assert.Equal(new Scored(Outcome.Unparseable, null, "empty answer"), Of(text, Exact(false, "x")));

    [Fact]
    public void Weights_add_up_to_what_a_hundred_percent_is()
    {
        var scorers = new[] { Fields(20, "value", "confidence"), Number(200_000, "value", 0.05m, weight: 80) };

        Assert.Equal(1.0, Of("""{"value": 195000, "confidence": 0.8}""", scorers).Score);
        Assert.Equal(0.2, Of("""{"value": 100000, "confidence": 0.8}""", scorers).Score);
        Assert.Equal(0.8, Of("""{"value": "20만원"}""", scorers).Score);
        Assert.Equal(0.0, Of("""{"answer": 200000}""", scorers).Score);
    }

    [Fact]
    public void A_third_is_the_nearest_number_to_a_third() =>
        Assert.Equal(1.0 / 3, Of("a", Exact(false, "a"), Exact(false, "b"), Exact(false, "c")).Score);

    [Fact]
    public void An_answer_without_json_is_unparseable_though_another_scorer_could_read_it()
    {
        var scored = Of("It is 200000.", Contains(false, "200000"), Fields(20, "value"), Number(1, "value"));

        Assert.Equal(Outcome.Unparseable, scored.Outcome);
        Assert.Null(scored.Score);
        Assert.Equal("json_fields: no JSON object in \"It is 200000.\"; "
            + "number: no JSON object in \"It is 200000.\", expected 1", scored.Explain);
    }

    [Fact]
    public void An_answer_without_a_number_is_unparseable() =>
        Assert.Equal(
            new Scored(Outcome.Unparseable, null, "number: no number in \"I do not know.\", expected 42"),
            Of("I do not know.", Number(42)));

    [Theory]
    [InlineData("""{"value": null}""", "no number in field \"value\": \"null\"")]
    [InlineData("""{"value": "unknown"}""", "no number in field \"value\": \"\"unknown\"\"")]
    [InlineData("""{"value": [1]}""", "no number in field \"value\": \"[1]\"")]
    [InlineData("""{"other": 1}""", "no field \"value\" in the whole answer")]
    [InlineData("""{"value": 1e400}""", "took a number beyond all bounds from \"1e400\"")]
    [InlineData("""{"value": "\ud800 1"}""", "no number in field \"value\"")]
    public void A_field_without_the_number_is_a_wrong_answer(string text, string why)
    {
        var scored = Of(text, Number(1, "value"));

        Assert.Equal(Outcome.Scored, scored.Outcome);
        Assert.Equal(0, scored.Score);
        Assert.Contains(why, scored.Explain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_field_that_is_null_is_missing()
    {
        Assert.Equal(0, Of("""{"a": {"b": null}}""", Fields(1, "a.b")).Score);
        Assert.Equal(1, Of("""{"a": {"b": false}}""", Fields(1, "a.b")).Score);
        Assert.Equal("json_fields: 1 of 2 in the whole answer, not \"c\"",
            Of("""{"a": {"b": false}}""", Fields(1, "a.b", "c")).Explain);
    }

    [Fact]
    public void An_explanation_is_one_short_line_of_inert_characters()
    {
        var hostile = "\u001b[31m\u202Eevil\n|\uD800\u2066 \U000F0000 " + new string('x', 10_000);

        var scored = Of(
            hostile,
            [Exact(false, "a\u0007"), Contains(false, "\u001b]"), .. Enumerable.Repeat(Regex("^\u001b$"), 5)]);

        Assert.InRange(scored.Explain.Length, 100, 400);
        Assert.All(scored.Explain.EnumerateRunes(),
            rune => Assert.False(System.Text.Rune.IsControl(rune) || rune.Value is 0x202E or 0x2066 or 0xF0000));
        Assert.EndsWith("…", scored.Explain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_never_splits_a_pair()
    {
        var explain = Of(string.Concat(Enumerable.Repeat("😀", 500)), Exact(false, "x")).Explain;

        Assert.Contains("😀…\"", explain, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', explain);
    }

    [Fact]
    public void A_suite_that_was_not_resolved_is_misuse()
    {
        var (spec, _) = Number(1);

        Assert.Throws<ArgumentException>(() => Of("1"));
        Assert.Throws<ArgumentException>(() => Of("1", (spec, new Expectation.None())));
    }
}
