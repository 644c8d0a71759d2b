using System.Runtime.CompilerServices;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Planning;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Planning;

/// <summary>
/// 200 questions of GSM8K with the tokens that two other implementations count for them (npm gpt-tokenizer 4.0.0 and
/// js-tiktoken 1.0.21, which agree on each), and those of the last tokenizer that Anthropic published, Claude 2's (npm
/// @anthropic-ai/tokenizer 0.0.4).
/// </summary>
public sealed class TokenCounterTests
{
    private static readonly List<(int Tokens, string Text)> Questions = Read("tokens");

    private static readonly List<(int Tokens, string Text)> OfClaude = Read("claude2");

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
        var within = Questions.Count(question => Math.Abs(Off("claude-haiku-4-5", [question])) <= 0.25);

        Assert.InRange(within, Questions.Count * 19 / 20, Questions.Count);
        var items = new ItemTokens([.. Questions.Select((question, index) => new Item
        {
            Id = $"q{index}",
            Prompt = question.Text,
            Expectations = [],
            Place = new Place("suite.yaml", 1, 1),
        })]);
        Assert.InRange(items.ErrorFor(Model("claude-haiku-4-5")), 0.25, 0.5);
        Assert.Equal(0, items.ErrorFor(Model("gpt-4o-mini")));
    }

    [Fact]
    public void From_characters_English_is_within_the_error_that_is_stated_of_the_last_tokenizer_known_of_Claude()
    {
        Assert.InRange(Off("claude-haiku-4-5", OfClaude), -0.02, 0.02);
        var within = OfClaude.Count(question => Math.Abs(Off("claude-haiku-4-5", [question])) <= 0.2);
        Assert.InRange(within, OfClaude.Count * 19 / 20, OfClaude.Count);
    }

    /// <summary>Counts of Claude 2's tokenizer.</summary>
    [Theory]
    [InlineData(
        "한국의 수도는 서울이고, 인구는 약 천만 명이다."
        + "국내 커피 전문점 시장의 연간 규모를 추정하고, 근거가 된 가정을 차례로 설명하시오."
        + "이 회사의 지난해 매출은 얼마이며, 올해는 얼마나 늘 것으로 보이는가?",
        128)]
    [InlineData(
        "日本の首都は東京で、人口は約千四百万人です。"
        + "国内のコーヒー専門店の市場規模を推定し、その根拠となる仮定を順に説明してください。",
        70)]
    public void For_East_Asian_scripts_the_error_that_is_stated_reaches_to_the_last_tokenizer_known_of_Claude(
        string text, int tokens)
    {
        var (estimate, error) = (CharacterEstimate.Of(text), CharacterEstimate.ErrorOf(text));

        Assert.InRange(tokens, estimate * (1 - error), estimate * (1 + error));
        Assert.InRange(error, 0.7, 0.95);
    }

    /// <summary>Counts of the first two implementations.</summary>
    [Theory]
    [InlineData("한국의 수도는 서울이고, 인구는 약 천만 명이다.", 16)]
    [InlineData("日本の首都は東京で、人口は約千四百万人です。", 17)]
    public void Other_scripts_are_not_taken_for_four_letters_a_token(string text, int tokens) =>
        Assert.InRange(CharacterEstimate.Of(text), tokens * 0.65, tokens * 1.35);

    [Fact]
    public void A_model_that_is_known_to_count_more_counts_more() => Assert.Equal(
        1.3, TokenCounter.Count("some words", Model("claude-opus-4-8"))
            / TokenCounter.Count("some words", Model("claude-haiku-4-5")), 6);

    private static double Off(string model, List<(int Tokens, string Text)> questions) =>
        (questions.Sum(question => TokenCounter.Count(question.Text, Model(model)))
            / questions.Sum(question => question.Tokens)) - 1;

    private static ResolvedModel Model(string name) => Assert.IsType<Resolution.Found>(
        ModelCatalogue.Embedded().Resolve(name, new Dictionary<string, ProviderSettings>())).Model;

    private static List<(int Tokens, string Text)> Read(string tokens) =>
    [
        .. File.ReadLines(DataFile())
            .Select(line => JsonElement.Parse(line))
            .Select(line => (line.GetProperty(tokens).GetInt32(), line.GetProperty("text").GetString()!)),
    ];

    private static string DataFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Data", "gsm8k-tokens.jsonl");
}
