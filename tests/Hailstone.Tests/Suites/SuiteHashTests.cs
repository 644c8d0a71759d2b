using Xunit;

namespace Hailstone.Tests.Suites;

public sealed class SuiteHashTests
{
    private const string Suite = """
        name: t
        description: d
        defaults: { temperature: 0.5 }
        targets: { g: [m] }
        items: [ { id: q, prompt: p, category: c, tags: [x], cluster: k, expect: e } ]
        score: [ { type: exact, weight: 1, ignore_case: true } ]
        budget: { usd: 1 }
        gates: [ { score: "> 0" } ]
        """;

    private const string Rubric = """
        name: t
        targets: { g: [m] }
        items: [ { id: q, prompt: p, expect: e } ]
        score:
          - type: rubric
            checks: [ { json: whole }, { has: value }, { number: n, at_least: 1 }, { text: u, equals: 원 } ]
        """;

    [Theory]
    [InlineData("temperature: 0.5", "temperature: 0.6")]
    [InlineData("temperature: 0.5", "top_p: 0.5")]
    [InlineData("[m]", "[n]")]
    [InlineData("{ g:", "{ h:")]
    [InlineData("id: q", "id: r")]
    [InlineData("prompt: p", "prompt: pp")]
    [InlineData("category: c", "category: d")]
    [InlineData("tags: [x]", "tags: [x, x]")]
    [InlineData("cluster: k", "cluster: l")]
    [InlineData("expect: e", "expect: [e]")]
    [InlineData("weight: 1", "weight: 2")]
    [InlineData("ignore_case: true", "ignore_case: false")]
    [InlineData("type: exact", "type: contains")]
    [InlineData("budget:", "seed: 1\nbudget:")]
    [InlineData("budget:", "repeats: 2\nbudget:")]
    [InlineData("budget:", "system: s\nbudget:")]
    [InlineData("budget:", "providers: { p: { base_url: 'http://h' } }\nbudget:")]
    public void What_can_change_a_result_changes_the_hash(string old, string changed) =>
        Assert.NotEqual(Hash(Suite), Hash(Suite.Replace(old, changed, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{ json: whole }", "{ json: fence }")]
    [InlineData("{ json: whole }", "{ json: whole, points: 2 }")]
    [InlineData("has: value", "any_of: value")]
    [InlineData("has: value", "has: [value, unit]")]
    [InlineData("at_least: 1", "at_most: 1")]
    [InlineData("at_least: 1", "at_least: 2")]
    [InlineData("at_least: 1", "equals: 1")]
    [InlineData("number: n", "number: m")]
    [InlineData("equals: 원", "equals: 원, ignore_case: true")]
    [InlineData("equals: 원", "equals: [원, KRW]")]
    public void What_a_rubric_asks_changes_the_hash(string old, string changed) =>
        Assert.NotEqual(Hash(Rubric), Hash(Rubric.Replace(old, changed, StringComparison.Ordinal)));

    [Theory]
    [InlineData("name: t", "name: u")]
    [InlineData("description: d", "description: other")]
    [InlineData("temperature: 0.5", "temperature: 0.500")]
    [InlineData("usd: 1", "usd: 2")]
    [InlineData("usd: 1", "usd: 1, per_target_usd: 1")]
    [InlineData("[m]", "[ { model: m, budget_usd: 1, max_call_usd: 0.01 } ]")]
    [InlineData("temperature: 0.5", "temperature: 0.5, max_call_usd: 0.01")]
    [InlineData("> 0", "> 0.5")]
    [InlineData("name: t", "# a comment\nname: 't'")]
    public void What_cannot_change_a_result_keeps_the_hash(string old, string changed) =>
        Assert.Equal(Hash(Suite), Hash(Suite.Replace(old, changed, StringComparison.Ordinal)));

    [Fact]
    public void The_hash_has_the_form_of_a_SHA_256() => Assert.Matches("^[0-9a-f]{64}$", Hash(Suite));

    private static string Hash(string text)
    {
        using var suite = new TemporarySuite(text);
        return suite.Suite().Hash;
    }
}
