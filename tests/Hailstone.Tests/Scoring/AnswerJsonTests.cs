using System.Text.Json;
using CsCheck;
using Hailstone.Scoring;
using Xunit;

namespace Hailstone.Tests.Scoring;

public sealed class AnswerJsonTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "\"", "```", "\n", ":", ",", "1", "\\", "\uD800", "a", "[", "]", "\\u", " ", "#### ",
        "만", "천", ".", "^",
        "-", "10", "×", "e", "$", "=", "\\boxed{", "Answer:", "**", "'",
    ];

    [Theory]
    [InlineData("""{"value": 1}""", "the whole answer")]
    [InlineData("\uFEFF{\"value\": 1}\n", "the whole answer")]
    [InlineData("```json\n{\"value\": 1}\n```", "a fence")]
    [InlineData("```\n{\"value\": 1}\n```", "a fence")]
    [InlineData("~~~JSON\n{\"value\": 1}\n~~~", "a fence")]
    [InlineData("Here:\r\n```json\r\n{\"value\": 1}\r\n```\r\nBye {x}.", "a fence")]
    [InlineData("```json\n{\"value\": 0}\n```\nCorrected:\n```json\n{\"value\": 1}\n```", "a fence")]
    [InlineData("```json\n{\"value\": 1}\n```\n```python\nx = {}\n```", "a fence")]
    [InlineData("```json\n{\"value\": 1}", "a fence")]
    [InlineData("```json\n{\"value\": 1} // sure\n```", "the text")]
    [InlineData("```json {\"value\": 1} ```", "the text")]
    [InlineData("The answer is {\"value\": 1}, I hope {this} helps {}.", "the text")]
    [InlineData("{\"value\": 1}\n\nExplanation: it is one.", "the text")]
    [InlineData("First {\"value\": 0}, no: {\"value\": 1}", "the text")]
    [InlineData("[{\"value\": 1}]", "the text")]
    [InlineData("{{\"value\": 1}}", "the text")]
    [InlineData("""{"note": "a } and a { and \" and ```", "value": 1}""", "the whole answer")]
    [InlineData("""Well: {"note": "a } and a {", "value": 1} done""", "the text")]
    [InlineData("""{"value": 0, "value": 1}""", "the whole answer")]
    [InlineData("""답은 {"값": {"x": 2}, "value": 1} 입니다.""", "the text")]
    public void The_object_is_found(string text, string where)
    {
        var json = AnswerJson.Find(text);

        Assert.Equal(where, json?.Where);
        Assert.Equal(1, json!.Field("value")!.Value.GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("[1, 2]")]
    [InlineData("\"value\"")]
    [InlineData("{value: 1}")]
    [InlineData("{'value': 1}")]
    [InlineData("""{"value": NaN}""")]
    [InlineData("""{"value": Infinity}""")]
    [InlineData("""{"value": 1""")]
    [InlineData("""{"value": 1,}""")]
    [InlineData("}{")]
    public void There_is_no_object_in(string text) => Assert.Null(AnswerJson.Find(text));

    [Fact]
    public void Dots_go_deeper()
    {
        var json = AnswerJson.Find("""{"a": {"b": {"c": 5}}, "d": 1}""")!;

        Assert.Equal(5, json.Field("a.b.c")!.Value.GetInt32());
        Assert.Null(json.Field("a.c"));
        Assert.Null(json.Field("d.e"));
        Assert.Null(json.Field(""));
    }

    [Fact]
    public void Depth_ends_at_sixty_four()
    {
        Assert.NotNull(AnswerJson.Find(Deep(64)));
        // What is too deep as a whole still holds an object that is not.
        Assert.Equal("the text", AnswerJson.Find(Deep(65))!.Where);
    }

    [Fact]
    public void Half_a_pair_in_a_key_or_a_text_does_no_harm()
    {
        var json = AnswerJson.Find("""{"\ud800": 1, "a": "\ud800"}""");

        Assert.NotNull(json);
        Assert.Null(AnswerJson.Text(json.Field("a")!.Value));
        Assert.Null(json.Field("b"));
    }

    /// <summary>A megabyte of each: work that grew with the square of the length would take hours.</summary>
    [Theory]
    [InlineData("{")]
    [InlineData("{\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":[1,1,1,1,1],")]
    [InlineData("{\"a\":\"\\\"")]
    [InlineData("```\n{\n")]
    public void A_hostile_answer_costs_bounded_work(string part) =>
        Assert.Null(AnswerJson.Find(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))));

    [Fact]
    public void Whatever_is_written_as_an_object_is_found_in_prose() =>
        Gen.Select(Gen.String, Gen.String).Array[1, 5].Sample(fields =>
        {
            var written = JsonSerializer.Serialize(fields.DistinctBy(field => field.Item1)
                .ToDictionary(field => field.Item1, field => field.Item2));
            return AnswerJson.Find($"Well, {written} is it.")?.Element.GetRawText() == written;
        });

    [Fact]
    public void No_text_throws() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40].Sample(pieces =>
        {
            var text = string.Concat(pieces);
            _ = AnswerJson.Find(text);
            _ = AnswerNumber.InText(text);
            _ = AnswerText.Bared(AnswerText.Plain(text));
        });

    private static string Deep(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
}
