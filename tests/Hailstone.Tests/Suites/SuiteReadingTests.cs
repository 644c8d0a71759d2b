using Hailstone.Suites;
using Hailstone.Suites.Parsing;
using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class SuiteReadingTests
{
    private const string Full = """
        name: reading
        defaults: { max_output_tokens: 100, temperature: 0.50, format: json }
        system: "Item {{ id }} of {{ category }}."
        targets:
          small: [gpt-6-luna, { id: warm, model: gpt-6-luna, temperature: 1, format: text, on_unsupported: omit }]
          large: [{ model: lab/some/model, stream: false }]
        providers:
          lab: { dialect: chat, base_url: "http://127.0.0.1:8000/v1", key: "", limits: none }
          openai: { tier: 1, limits: { rpm: 3, tpm: 9 } }
        items:
          - { id: q, category: c, prompt: p, expect: { value: 12.50, words: [a, b] } }
          - { id: r, category: d, prompt: p, expect: { value: "1,234", words: [c] } }
        score:
          - { type: number, weight: 3, path: value, equals: "{{ expect.value }}", tolerance: 0.05 }
          - { type: number, range: ["{{ expect.value | minus: 1 }}", 2000] }
          - { type: contains, text: ["{{ expect.words | first }}", z], ignore_case: true }
          - { type: regex, pattern: "^{{ id }}+$" }
          - { type: json_fields, require: value }
        repeats: 2
        seed: 42
        budget: { usd: 5.00 }
        gates: [ { score: ">= 0.8", cost_usd: "<2" } ]
        """;

    [Fact]
    public void Targets_take_the_defaults_unless_they_say_otherwise()
    {
        using var file = new TemporarySuite(Full.Replace("minus: 1 }}", "size }}", StringComparison.Ordinal));

        var targets = file.Suite().Targets;

        Assert.Equal(["gpt-6-luna", "warm", "lab/some/model"], targets.Select(target => target.Id));
        Assert.Equal(["small", "small", "large"], targets.Select(target => target.Group));
        Assert.Equal([0.5m, 1m, 0.5m], targets.Select(target => target.Parameters.Temperature));
        Assert.Equal([100, 100, 100], targets.Select(target => target.Parameters.MaxOutputTokens));
        Assert.Equal([true, true, false], targets.Select(target => target.Parameters.Stream));
        Assert.IsType<AnswerFormat.AnyJson>(targets[0].Parameters.Format);
        Assert.IsType<AnswerFormat.PlainText>(targets[1].Parameters.Format);
        Assert.Equal(OnUnsupported.Omit, targets[1].Parameters.OnUnsupported);
        Assert.Null(targets[0].Parameters.TopP);
        Assert.Equal((5, 11), (targets[0].Place.Line, targets[0].Place.Column));
    }

    [Fact]
    public void Scorers_know_what_they_expect_of_each_item()
    {
        using var file = new TemporarySuite(Full.Replace("minus: 1 }}", "size }}", StringComparison.Ordinal));

        var suite = file.Suite();

        Assert.Equal(
            ["number", "number", "contains", "regex", "json_fields"], suite.Scorers.Select(scorer => scorer.Type));
        Assert.Equal([3, 1, 1, 1, 1], suite.Scorers.Select(scorer => scorer.Weight));
        var second = suite.Items[1].Expectations;
        Assert.Equal(new Expectation.Equal(12.5m), suite.Items[0].Expectations[0]);
        Assert.Equal(new Expectation.Equal(1234m), second[0]);
        Assert.Equal(new Expectation.Range(5, 2000), second[1]);
        Assert.Equal(["c", "z"], Assert.IsType<Expectation.Texts>(second[2]).Values);
        Assert.Equal(new Expectation.Pattern("^r+$"), second[3]);
        Assert.IsType<Expectation.None>(second[4]);
        Assert.Equal("Item r of d.", suite.Items[1].System);
    }

    [Fact]
    public void What_is_said_of_providers_runs_and_results_is_kept()
    {
        using var file = new TemporarySuite(Full.Replace("minus: 1 }}", "size }}", StringComparison.Ordinal));

        var suite = file.Suite();

        Assert.Equal("http://127.0.0.1:8000/v1", suite.Providers["lab"].BaseUrl?.AbsoluteUri);
        Assert.Equal(("chat", "", true), (
            suite.Providers["lab"].Dialect,
            suite.Providers["lab"].KeyVariable,
            suite.Providers["lab"].Limits?.Unlimited));
        Assert.Equal(("1", 3L, 9L), (
            suite.Providers["openai"].Tier,
            suite.Providers["openai"].Limits?.RequestsPerMinute,
            suite.Providers["openai"].Limits?.TokensPerMinute));
        Assert.Null(suite.Providers["openai"].KeyVariable);
        Assert.Equal((2, 42L, 5m), (suite.Repeats, suite.Seed, suite.Budget?.Usd));
        Assert.Equal([0.5m, 0.8m], suite.Budget?.WarnAt);
        Assert.Equal(
            [("score", ">=", 0.8m), ("cost_usd", "<", 2m)],
            suite.Gates.Select(gate => (gate.Measure, gate.Comparison, gate.Bound)));
    }

    [Fact]
    public void A_filter_that_fails_on_one_item_names_that_item_alone()
    {
        using var file = new TemporarySuite(Full.Replace("minus: 1", "minus: expect.words", StringComparison.Ordinal));

        Assert.All(file.Problems(), problem => Assert.Equal("suite.template-failed", problem.Code));
    }

    [Fact]
    public void The_command_line_chooses_targets_and_groups_and_overrides_numbers()
    {
        using var file = Small();

        var chosen = file.Suite(
            new SuiteOptions { Targets = ["b", "c"], Groups = ["one"], Repeats = 7, BudgetUsd = 2.5m });

        Assert.Equal(["b"], chosen.Targets.Select(target => target.Id));
        Assert.Equal((7, 2.5m), (chosen.Repeats, chosen.Budget?.Usd));
    }

    [Theory]
    [InlineData(null, null, 1.0, 2.0)]
    [InlineData(null, 0.25, 0.25, 0.25)]
    [InlineData(9.0, null, 1.0, 2.0)]
    public void A_target_may_spend_what_the_command_line_says_else_its_own_else_what_each_may(
        double? run, double? each, double plain, double own)
    {
        using var file = new TemporarySuite("""
            name: t
            defaults: { max_call_usd: 0.01 }
            targets: { one: [a, { id: b, model: b, budget_usd: 2, max_call_usd: 0.5 }] }
            items: [ { id: q, prompt: p, expect: e } ]
            score: [ { type: exact } ]
            budget: { per_target_usd: 1 }
            """);

        var suite = file.Suite(
            new SuiteOptions { BudgetUsd = (decimal?)run, TargetBudgetUsd = (decimal?)each });

        Assert.Equal([(decimal)plain, (decimal)own], suite.Targets.Select(target => target.BudgetUsd!.Value));
        Assert.Equal([0.01m, 0.5m], suite.Targets.Select(target => target.MaxCallUsd!.Value));
        Assert.Equal((decimal?)run, suite.Budget!.Usd);
        Assert.Equal([0.5m, 0.8m], suite.Budget.WarnAt);
    }

    [Theory]
    [InlineData("bb", null, "--target", "suite.unknown-name")]
    [InlineData(null, "on", "--group", "suite.unknown-name")]
    [InlineData("c", "one", "--target", "suite.nothing-left")]
    public void A_name_on_the_command_line_that_fits_nothing_is_a_problem(
        string? target, string? group, string place, string code)
    {
        using var file = Small();

        var problem = Assert.Single(file.Problems(new SuiteOptions
        {
            Targets = target is null ? [] : [target],
            Groups = group is null ? [] : [group],
        }));

        Assert.Equal((place, code), (problem.Place.ToString(), problem.Code));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(1001, null, null)]
    [InlineData(null, 0.0, null)]
    [InlineData(null, -1.0, null)]
    [InlineData(null, null, 0.0)]
    [InlineData(null, null, 1_000_001.0)]
    public void Numbers_on_the_command_line_have_the_same_bounds_as_in_the_file(
        int? repeats, double? usd, double? targetUsd)
    {
        using var file = Small();

        var problem = Assert.Single(file.Problems(new SuiteOptions
        {
            Repeats = repeats,
            BudgetUsd = (decimal?)usd,
            TargetBudgetUsd = (decimal?)targetUsd,
        }));

        Assert.Equal("suite.out-of-range", problem.Code);
    }

    [Theory]
    [InlineData("1,234", 1234)]
    [InlineData(" -1,234,567.5 ", -1234567.5)]
    [InlineData("+.5", 0.5)]
    [InlineData("1e3", 1000)]
    public void Numbers_are_read_as_people_write_them(string text, double number) =>
        Assert.Equal((decimal)number, NumberText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1,23")]
    [InlineData("12,345,6")]
    [InlineData("5 apples")]
    [InlineData("0x10")]
    [InlineData("١٢")]
    [InlineData("1e99999")]
    public void What_is_no_number_is_not_read_as_one(string text) => Assert.Null(NumberText.Parse(text));

    private static TemporarySuite Small() => new("""
        name: t
        targets: { one: [a, b], two: [c] }
        items: [ { id: q, prompt: p, expect: e } ]
        score: [ { type: exact } ]
        """);
}
