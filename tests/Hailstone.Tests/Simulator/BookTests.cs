using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class BookTests
{
    private static readonly Dictionary<string, string> NoSuite = [];

    private static readonly Dictionary<string, string> Suite = new() { ["What is the capital?"] = "capital" };

    public static AnswerBook Book(string yaml, IReadOnlyDictionary<string, string>? prompts = null) =>
        Assert.IsType<AnswerBookResult.Valid>(AnswerBook.Parse(yaml, "simulate.yaml", prompts ?? NoSuite)).Book;

    /// <summary>A book with these answers to whatever is asked.</summary>
    public static AnswerBook Always(string answers) =>
        Book($$"""items: { q: { match: "", answers: [ {{answers}} ] } }""");

    private static AnswerProblem Problem(string yaml, IReadOnlyDictionary<string, string>? prompts = null) =>
        Assert.Single(Assert.IsType<AnswerBookResult.Invalid>(
            AnswerBook.Parse(yaml, "simulate.yaml", prompts ?? NoSuite)).Problems);

    private static SimulatedReply Ask(AnswerBook book, string prompt, string model = "m", string more = "\"n\": 1") =>
        new SimulatorCore(Asking.Instant with { Answers = book })
            .Decide(Asking.Chat(prompt, model, more: more), default);

    [Fact]
    public void An_item_is_known_by_its_prompt_in_the_suite()
    {
        var book = Book("items: { capital: { answers: Canberra } }", Suite);

        Assert.Equal("Canberra", Ask(book, "What is the capital?").Content());
        Assert.NotEqual("Canberra", Ask(book, "What is the capital").Content());
    }

    [Fact]
    public void A_model_has_its_own_answers_and_all_others_those_of_the_star()
    {
        var book = Book("""
            items:
              capital:
                answers:
                  gpt-a: Sydney
                  "*": [Canberra]
            """, Suite);

        Assert.Equal("Sydney", Ask(book, "What is the capital?", "gpt-a").Content());
        Assert.Equal("Canberra", Ask(book, "What is the capital?", "gpt-b").Content());
    }

    [Fact]
    public void Answers_come_as_often_as_their_weights_say()
    {
        const int Asked = 10_000;
        var core = new SimulatorCore(Asking.Instant with
        {
            Answers = Always("{ text: right, weight: 9 }, { text: wrong }"),
        });
        var wrong = Enumerable.Range(0, Asked)
            .Count(_ => core.Decide(Asking.Chat("the capital"), default).Content() == "wrong");

        var fiveDeviations = 5 * Math.Sqrt(Asked * 0.1 * 0.9);
        Assert.InRange(wrong, Asked * 0.1 - fiveDeviations, Asked * 0.1 + fiveDeviations);
    }

    [Fact]
    public void A_refusal_a_filter_and_tokens_are_told_as_the_book_says()
    {
        var refusal = Ask(Always("{ refusal: I cannot. }"), "x").Json()
            .GetProperty("choices")[0];
        var filtered = Ask(Always("{ text: par, finish: content_filter, tokens: 9, reasoning_tokens: 3 }"), "x");

        Assert.Equal("I cannot.", refusal.GetProperty("message").GetProperty("refusal").GetString());
        Assert.Null(refusal.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", refusal.GetProperty("finish_reason").GetString());
        Assert.Contains("\"finish_reason\":\"content_filter\"", filtered.Text(), StringComparison.Ordinal);
        Assert.Equal(new SimulatedBill("m", 1, 12, 3), filtered.Bill);
    }

    [Fact]
    public void A_streamed_refusal_comes_as_a_refusal()
    {
        var reply = Ask(Always("{ refusal: No. }"), "x", more: "\"stream\": true");

        Assert.Contains("""{"refusal":"No."}""", reply.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_latency_factor_slows_the_answer_by_as_much()
    {
        static TimeSpan Time(string factor) => new SimulatorCore(new SimulatorOptions
        {
            Answers = Always($"{{ text: ok, latency: {factor} }}"),
        }).Decide(Asking.Chat("x"), default).HeadAfter;

        Assert.Equal(4, Time("4") / Time("1"), 6);
    }

    [Theory]
    [InlineData("items:\n  q:\n    mach: x\n    answers: y", 3, 5, "simulate.unknown-key", "match")]
    [InlineData("items:\n  q:\n    answers: [ { text: y, wieght: 2 } ]", 3, 27, "simulate.unknown-key", "weight")]
    [InlineData(
        "items:\n  q:\n    answers: [ { text: y, finish: lngth } ]", 3, 35, "simulate.unknown-finish", "length")]
    public void A_wrong_name_is_shown_with_its_place_and_the_nearest_right_one(
        string yaml, int line, int column, string code, string nearest)
    {
        var problem = Problem(yaml, new Dictionary<string, string> { ["?"] = "q" });

        Assert.Equal(("simulate.yaml", line, column, code), (problem.File, problem.Line, problem.Column, problem.Code));
        Assert.Contains($"'{nearest}'", problem.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_the_suite_does_not_have_is_shown_with_the_nearest()
    {
        var problem = Problem("items: { capitol: { answers: Canberra } }", Suite);

        Assert.Equal("simulate.unknown-item", problem.Code);
        Assert.Contains("'capital'", problem.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("items: { q: { answers: y } }", "simulate.never-asked")]
    [InlineData("", "simulate.no-mapping")]
    [InlineData("{}", "simulate.missing")]
    [InlineData("items: { q: { match: x } }", "simulate.missing")]
    [InlineData("items: { q: { match: x, answers: [] } }", "simulate.missing")]
    [InlineData("items: { q: { match: [x], answers: y } }", "simulate.no-text")]
    [InlineData("items: { q: { match: x, answers: [ { weight: 2 } ] } }", "simulate.text-or-refusal")]
    [InlineData("items: { q: { match: x, answers: [ { text: y, weight: 0 } ] } }", "simulate.out-of-range")]
    [InlineData("items: { q: { match: x, answers: [ { text: y, tokens: 1.5 } ] } }", "simulate.out-of-range")]
    [InlineData("items: { q: { match: x, answers: [ { text: y, tokens: NaN } ] } }", "simulate.out-of-range")]
    [InlineData("items: { q: { match: x, answers: [ { text: y, category: bio } ] } }", "simulate.no-refusal")]
    [InlineData("items: { q: { match: x, answers: [ { refusal: y, category: oi } ] } }", "simulate.unknown-category")]
    [InlineData("items: { q: { match: x, answers: [ { text: y, cached_tokens: -1 } ] } }", "simulate.out-of-range")]
    [InlineData("items: { q: { match: x, answers: y }, q: { match: x, answers: y } }", "simulate.not-yaml")]
    [InlineData("items: [", "simulate.not-yaml")]
    [InlineData("items: &a { q: { match: x, answers: y } }", "simulate.trap")]
    [InlineData("items: !!map { q: { match: x, answers: y } }", "simulate.trap")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[ ]]]]]]]]]]]]]]]]]]]]", "simulate.trap")]
    public void What_is_wrong_with_a_book_is_said(string yaml, string code)
    {
        // A match that is no text leaves the item without one: the first problem is the one that counts.
        var result = AnswerBook.Parse(yaml, "simulate.yaml", NoSuite);

        Assert.Equal(code, Assert.IsType<AnswerBookResult.Invalid>(result).Problems[0].Code);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        const string Yaml =
            "items:\n  a: { match: x, answers: [ { text: y, weight: -1 } ] }\n  b: { match: x, answer: y }";

        var invalid = Assert.IsType<AnswerBookResult.Invalid>(AnswerBook.Parse(Yaml, "s", NoSuite));

        Assert.Equal([2, 3, 3], invalid.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_and_not_an_exception()
    {
        var result = AnswerBook.Load(Path.Combine(AppContext.BaseDirectory, "no-such-simulate.yaml"), NoSuite);

        var problem = Assert.Single(Assert.IsType<AnswerBookResult.Invalid>(result).Problems);
        Assert.Equal(("simulate.unreadable", "no-such-simulate.yaml"), (problem.Code, problem.File));
    }

    [Fact]
    public void A_deep_nest_of_brackets_is_refused_and_overflows_nothing()
    {
        var problem = Problem(new string('[', 100_000));

        Assert.Equal("simulate.trap", problem.Code);
    }
}
