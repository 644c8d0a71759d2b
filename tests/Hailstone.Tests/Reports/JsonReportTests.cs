using System.Text.Json.Nodes;
using CsCheck;
using Hailstone.Ledger;
using Hailstone.Reports;
using Hailstone.Scoring;
using NJsonSchema;
using Xunit;

namespace Hailstone.Tests.Reports;

public sealed class JsonReportTests
{
    private static readonly Lazy<JsonSchema> Schema = new(() =>
        JsonSchema.FromJsonAsync(Texts.Repository("docs", "report.schema.json")).GetAwaiter().GetResult());

    [Fact]
    public void Any_part_of_any_run_gives_what_the_schema_says() =>
        Tales.Runs.Sample(facts => Assert.Empty(Schema.Value.Validate(Texts.Json(Report.Fold(facts)))), iter: 300);

    [Fact]
    public void A_run_of_many_trials_gives_what_the_schema_says()
    {
        var story = Story.Of(items: 300, targets: 1);
        for (var trial = 0; trial < 300; trial++)
            story.Scores(trial, trial % 2, seconds: trial / 100.0);
        var json = Texts.Json(story.Report());

        Assert.Empty(Schema.Value.Validate(json));
        Assert.NotNull(JsonNode.Parse(json)!["targets"]![0]!["latency_ms"]!["whole"]!["p99"]);
    }

    [Theory]
    [InlineData("$", "simulated", "simulation")]
    [InlineData("totals", "rate_limited", "rateLimited")]
    [InlineData("cost", "usd", "dollars")]
    [InlineData("targets.0", "of_all", "ofAll")]
    [InlineData("targets.0.outcomes", "judge_failed", "judgeFailed")]
    [InlineData("targets.0.by_category.0", "category", "heading")]
    [InlineData("targets.0.latency_ms", "first_token", "firstToken")]
    [InlineData("targets.0.score", "mean", "average")]
    [InlineData("trials.0", "outcome", "result")]
    [InlineData("gates.0", "held", "passed")]
    [InlineData("failures.0", "attempts", "tries")]
    [InlineData("groups.0", "best", "winner")]
    [InlineData("groups.0.ranking.0", "reaches_best", "tied")]
    [InlineData("categories.0", "cheapest", "lowest")]
    [InlineData("categories.0.ranking.0", "rank", "place")]
    [InlineData("targets.0.lost", "mostly", "chiefly")]
    [InlineData("targets.0.by_category.0", "cost_per_trial_usd", "price")]
    public void A_renamed_field_is_caught(string path, string name, string other)
    {
        var report = Sound();
        var parent = At(report, path).AsObject();
        var value = parent[name]?.DeepClone();
        Assert.True(parent.Remove(name));
        Assert.NotEmpty(Schema.Value.Validate(report.ToJsonString()));

        parent[name] = value?.DeepClone();
        parent[other] = value;
        Assert.NotEmpty(Schema.Value.Validate(report.ToJsonString()));
    }

    [Theory]
    [InlineData("targets.1.score", "mean", "0")]
    [InlineData("targets.1.score", "se", "0")]
    [InlineData("targets.1.latency_ms.whole", "p50", "0")]
    [InlineData("targets.0.latency_ms.whole", "p99", "0")]
    [InlineData("targets.0.score", "mean", "null")]
    [InlineData("targets.0.score", "mean", "\"NaN\"")]
    [InlineData("targets.0", "efficiency", "\"NaN\"")]
    [InlineData("targets.0", "cost_usd", "0.002")]
    [InlineData("targets.0", "cost_usd", "\"2E-3\"")]
    [InlineData("targets.0", "bounds", "[0.5]")]
    [InlineData("trials.1", "score", "0")]
    [InlineData("trials.0", "score", "null")]
    [InlineData("totals", "attempts", "null")]
    [InlineData("totals", "elapsed_seconds", "\"1\"")]
    [InlineData("$", "ended_because", "\"tired\"")]
    public void A_wrong_value_is_caught(string path, string name, string value)
    {
        var report = Sound();
        At(report, path)[name] = JsonNode.Parse(value);

        Assert.NotEmpty(Schema.Value.Validate(report.ToJsonString()));
    }

    [Fact]
    public void Fields_stand_in_the_order_of_the_contract()
    {
        Assert.Equal(
            [
                "schema", "run", "suite", "simulated", "simulated_answers", "started", "ended", "ended_because",
                "totals", "cost", "targets", "groups", "categories", "failures", "gates", "trials",
            ],
            Names(Sound()));
        Assert.Equal(
            [
                "target", "model", "group", "provider", "refused_because", "mend", "out_of_money",
                "omitted", "dialect", "amended", "trials", "score", "completed", "of_all", "of_completed", "bounds", "outcomes", "lost", "by_category", "latency_ms",
                "tokens", "cost_usd", "attempts_of_unknown_cost", "cost_per_correct_usd", "efficiency",
            ],
            Names(At(Sound(), "targets.0")));
        Assert.Equal(
            ["item", "target", "repeat", "outcome", "score", "attempts", "answer", "explain"],
            Names(At(Sound(), "trials.0")));
    }

    [Fact]
    public void Words_are_those_of_the_facts()
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var story = Story.Of(items: 1, targets: 1).Ends(0, outcome, outcome == Outcome.Scored ? 1 : null);
            var fact = JsonNode.Parse(FactJson.Write(story.Facts[^1]))!;
            Assert.Equal((string?)fact["outcome"], (string?)Json(story)["trials"]![0]!["outcome"]);
        }

        foreach (var because in Enum.GetValues<EndReason>())
        {
            var story = Story.Of(items: 1, targets: 1).Finishes(because);
            var fact = JsonNode.Parse(FactJson.Write(story.Facts[^1]))!;
            Assert.Equal((string?)fact["because"], (string?)Json(story)["ended_because"]);
        }
    }

    [Theory]
    [InlineData("0", "0.000000")]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("1234567.5", "1234567.500000")]
    [InlineData("0.000000000000000000000001", "0.000000000000000000000001")]
    public void Money_has_six_digits_and_no_exponent(string usd, string text)
    {
        var json = Json(Story.Of(items: 1, targets: 1).Answers(
            0, decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(text, (string?)json["cost"]!["usd"]);
        Assert.Equal(text, (string?)json["targets"]![0]!["cost_usd"]);
    }

    [Fact]
    public void Korean_stays_readable_and_what_turns_text_is_escaped()
    {
        var json = Texts.Json(Story.Of(items: 1, targets: 1)
            .Answers(0).Ends(0, Outcome.Unparseable, explain: "한국어\u202E\u001b[2J\u2066\ud800").Report());

        Assert.Contains("한국어", json, StringComparison.Ordinal);
        Assert.DoesNotContain(json, letter => letter is '\u202E' or '\u2066' or '\u001b');
        Assert.StartsWith(
            "한국어\u202E\u001b[2J\u2066",
            (string?)JsonNode.Parse(json)!["trials"]![0]!["explain"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_stays_open_and_gets_the_same()
    {
        var report = Story.Of(items: 1, targets: 1).Scores(0, 1).Report();
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);

        Assert.True(stream.CanWrite);
        Assert.Equal(Texts.Json(report), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    // Target A is scored once and fails once; B is never asked.
    private static JsonNode Sound()
    {
        var report = Json(Story.Of(items: 2, targets: 2, change: started => started with
        {
            Items = [.. started.Items.Select(item => item with { Category = "easy" })],
            Gates = [new GateFact("score", ">=", 0.5m)],
        }).Scores(0, 1).Fails(2).Ends(2, Outcome.Failed).Finishes(EndReason.Budget));
        Assert.Empty(Schema.Value.Validate(report.ToJsonString()));
        return report;
    }

    private static JsonNode Json(Story story) => JsonNode.Parse(Texts.Json(story.Report()))!;

    private static JsonNode At(JsonNode node, string path) => path == "$"
        ? node
        : path.Split('.').Aggregate(node, (at, step) => (int.TryParse(step, out var index) ? at[index] : at[step])!);

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(pair => pair.Key);
}
