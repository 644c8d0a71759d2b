using System.Runtime.CompilerServices;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Planning;

/// <summary>
/// 200 questions of GSM8K with the tokens that two other implementations count for them (npm gpt-tokenizer 4.0.0 and
/// js-tiktoken 1.0.21, which agree on each).
/// </summary>
public sealed class TokenCounterTests
{
    private static readonly IReadOnlyList<(int Tokens, string Text)> Questions = [.. File.ReadLines(DataFile())
        .Select(line => JsonElement.Parse(line))
        .Select(line => (line.GetProperty("tokens").GetInt32(), line.GetProperty("text").GetString()!))];

    [Fact]
    public void The_whole_of_200_questions_is_within_2_percent_for_a_model_of_OpenAIs() =>
        Assert.InRange(Off("gpt-4o-mini", Questions), -0.02, 0.02);

    [Fact]
    public void Each_single_question_is_counted_exactly() => Assert.All(Questions, question =>
        Assert.Equal(question.Tokens, TokenCounter.Count(question.Text, Model("gpt-4o-mini"))));

    [Fact]
    public void From_characters_the_whole_is_within_5_percent_of_the_same_tokenizer() =>
        Assert.InRange(Off("claude-haiku-4-5", Questions), -0.05, 0.05);

    [Fact]
    public void From_characters_19_of_20_single_questions_are_within_the_error_that_is_stated()
    {
        var model = Model("claude-haiku-4-5");
        var within = Questions.Count(question => Math.Abs(Off("claude-haiku-4-5", [question])) <= 0.25);

        Assert.InRange(within, Questions.Count * 19 / 20, Questions.Count);
        Assert.InRange(TokenCounter.ErrorOf(model), 0.25, 0.5);
        Assert.Equal(0, TokenCounter.ErrorOf(Model("gpt-4o-mini")));
    }

    /// <summary>Counts of the same two implementations.</summary>
    [Theory]
    [InlineData("한국의 수도는 서울이고, 인구는 약 천만 명이다.", 16)]
    [InlineData("日本の首都は東京で、人口は約千四百万人です。", 17)]
    public void Other_scripts_are_not_taken_for_four_letters_a_token(string text, int tokens) =>
        Assert.InRange(CharacterEstimate.Of(text), tokens * 0.65, tokens * 1.35);

    [Fact]
    public void A_model_that_is_known_to_count_more_counts_more() => Assert.Equal(
        1.3, TokenCounter.Count("some words", Model("claude-opus-4-8"))
            / TokenCounter.Count("some words", Model("claude-haiku-4-5")), 6);

    private static double Off(string model, IReadOnlyList<(int Tokens, string Text)> questions) =>
        (questions.Sum(question => TokenCounter.Count(question.Text, Model(model)))
            / questions.Sum(question => question.Tokens)) - 1;

    private static ResolvedModel Model(string name) => Assert.IsType<Resolution.Found>(
        ModelCatalogue.Embedded().Resolve(name, new Dictionary<string, ProviderSettings>())).Model;

    private static string DataFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Data", "gsm8k-o200k.jsonl");
}
