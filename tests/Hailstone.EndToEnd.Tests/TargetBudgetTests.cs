using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>A target that has spent its own budget, as a person meets it.</summary>
public sealed class TargetBudgetTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_target_that_has_spent_its_own_stops_the_others_run_on_and_more_money_brings_the_rest()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        using var webhook = new FakeWebhook(204);
        _cli.Write(".config/hailstone/budget.json", JsonSerializer.Serialize(new { webhook = webhook.Url }));
        // A worst case of gpt-4.1-mini is 0.000035 dollars here, and an answer costs a fifth of it.
        Write("""
            targets: { all: [gpt-4.1, { id: mini, model: gpt-4.1-mini, budget_usd: 0.0002 }] }
            """);
        string[] where = ["--base-url", $"openai={provider.Url}", "--json", "report.json"];

        var first = await _cli.RunAsync(["run", "suite", .. where]);
        var stopped = Targets();
        var again = await _cli.RunAsync(["resume", .. where]);
        var more = await _cli.RunAsync(["resume", "--target-budget", "1", .. where]);

        Assert.True(first.Code == 5, first.ToString());
        Assert.Contains("Targets whose own budget is spent", first.Output, StringComparison.Ordinal);
        Assert.Contains("$0.0002", first.Output, StringComparison.Ordinal);
        Assert.Contains("80 % of the budget of mini ($0.0002) is spent", first.Error, StringComparison.Ordinal);
        Assert.Equal((false, 40, 0), Told(stopped["gpt-4.1"]));
        var (outOfMoney, scored, notRun) = Told(stopped["mini"]);
        Assert.True(outOfMoney && scored is > 0 and < 40 && scored + notRun == 40, first.ToString());
        Assert.True(again.Code == 5, again.ToString());
        Assert.True(more.Code == 0, more.ToString());
        Assert.Equal((false, 40, 0), Told(Targets()["mini"]));
        Assert.Equal(80, provider.Prompts.Count);
        var news = webhook.Bodies.Select(body => JsonDocument.Parse(body).RootElement).ToList();
        Assert.Equal(
            [
                "budget_warning mini", "budget_warning mini", "target_budget_spent mini", "budget_spent ",
                "target_budget_spent mini", "budget_spent ",
            ],
            news.Select(told => $"{told.GetProperty("event").GetString()} "
                + (told.TryGetProperty("target", out var target) ? target.GetString() : "")));
    }

    [Fact]
    public async Task A_budget_that_a_run_was_given_when_it_went_on_holds_for_who_goes_on_after()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        Write("targets: { all: [gpt-4.1-mini] }");
        string[] where = ["--base-url", $"openai={provider.Url}", "--in-flight", "1"];

        var first = await _cli.RunAsync(["run", "suite", "--budget", "0.0001", .. where]);
        var asked = provider.Prompts.Count;
        var more = await _cli.RunAsync(["resume", "--budget", "0.0002", .. where]);
        var askedThen = provider.Prompts.Count;
        var kept = await _cli.RunAsync(["resume", .. where]);
        var all = await _cli.RunAsync(["retry", "--last", "--budget", "1", .. where]);

        Assert.Equal((5, 5, 5, 0), (first.Code, more.Code, kept.Code, all.Code));
        Assert.InRange(askedThen, asked + 1, 39);
        Assert.Equal(40, provider.Prompts.Count);
    }

    [Fact]
    public async Task A_model_without_a_price_runs_under_a_budget_where_the_suite_caps_its_calls_and_not_else()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        string[] where = ["--base-url", $"openai={provider.Url}", "--json", "report.json"];
        string[] run = ["run", "suite", "--budget", "0.5", .. where];
        Write("targets: { all: [openai/gpt-of-tomorrow] }");
        var refused = await _cli.RunAsync(run);
        var sent = provider.Prompts.Count;

        Write("targets: { all: [{ model: openai/gpt-of-tomorrow, max_call_usd: 0.05 }] }");
        var capped = await _cli.RunAsync(run);

        Assert.True(refused.Code == 2, refused.ToString());
        Assert.Contains("max_call_usd: 0.05", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, sent);
        Assert.True(capped.Code == 5, capped.ToString());
        // Ten calls: the preflight's, and nine trials'.
        Assert.Equal(9, provider.Prompts.Count);
        var cost = Report().GetProperty("cost");
        Assert.Equal(
            ("0.000000", 10),
            (cost.GetProperty("usd").GetString(), cost.GetProperty("attempts_of_unknown_cost").GetInt32()));
    }

    private static (bool OutOfMoney, int Scored, int NotRun) Told(JsonElement target) => (
        target.GetProperty("out_of_money").GetBoolean(),
        target.GetProperty("outcomes").GetProperty("scored").GetInt32(),
        target.GetProperty("outcomes").GetProperty("not_run").GetInt32());

    private JsonElement Report() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli.Folder, "report.json"))).RootElement;

    private Dictionary<string, JsonElement> Targets() => Report().GetProperty("targets").EnumerateArray()
        .ToDictionary(target => target.GetProperty("target").GetString()!);

    private void Write(string targets)
    {
        var items = Enumerable.Range(1, 40)
            .Select(number => $"  - {{ id: n{number}, prompt: \"n{number}\", expect: 42 }}");
        _cli.Write("suite/suite.yaml", $$"""
            name: numbers
            defaults: { max_output_tokens: 5 }
            {{targets}}
            items:
            {{string.Join('\n', items)}}
            score: [ { type: number } ]
            """);
    }
}
