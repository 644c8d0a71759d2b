using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What is done with runs after they were made: retry, rescore, import, usage, gc.</summary>
public sealed class LedgerCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Compare_tells_what_differs_and_reports_come_in_other_forms()
    {
        _cli.Write("results.jsonl", string.Join('\n', Enumerable.Range(1, 20).SelectMany(item => new[]
        {
            $$"""{"item":"q{{item}}","target":"A","score":1}""",
            $$"""{"item":"q{{item}}","target":"B","score":{{(item <= 5 ? 1 : 0)}}}""",
        })));
        var imported = await _cli.RunAsync("import", "results.jsonl");
        Assert.True(imported.Code == 0, imported.ToString());

        var text = await _cli.RunAsync("compare", "--json", "compare.json");
        var json = await _cli.RunAsync("compare", "--last", "--format", "json");
        var unknown = await _cli.RunAsync("compare", "--target", "A", "--target", "C");
        var alone = await _cli.RunAsync("compare", "--target", "A");
        var nowhere = await _cli.RunAsync("compare", "nowhere");

        var markdown = await _cli.RunAsync("report", "--format", "markdown");
        var csv = await _cli.RunAsync("report", "--format", "csv", "-o", "trials.csv");

        Assert.StartsWith("# results, run ", markdown.Output, StringComparison.Ordinal);
        Assert.True(csv is { Code: 0, Output: "" }, csv.ToString());
        Assert.Equal(41, (await File.ReadAllLinesAsync(
            Path.Combine(_cli.Folder, "trials.csv"), TestContext.Current.CancellationToken)).Length);
        Assert.True(text.Code == 0, text.ToString());
        Assert.Contains("+75.0", text.Output, StringComparison.Ordinal);
        Assert.Contains("≠ <0.001", text.Output, StringComparison.Ordinal);
        Assert.Equal(json.Output, await File.ReadAllTextAsync(
            Path.Combine(_cli.Folder, "compare.json"), TestContext.Current.CancellationToken));
        var pair = JsonNode.Parse(json.Output)!["pairs"]![0]!;
        Assert.Equal(("A", "B", "mcnemar-exact"), ((string)pair["a"]!, (string)pair["b"]!, (string)pair["test"]!));
        Assert.Equal(Math.Pow(2, -14), (double)pair["p"]!, 1e-12);
        foreach (var (refused, because) in new[] { (unknown, "'C'"), (alone, "takes two"), (nowhere, "nowhere") })
        {
            Assert.True(refused.Code == 2, refused.ToString());
            Assert.Contains(because, refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_retry_asks_again_what_failed_and_nothing_else_and_keeps_the_old_attempts()
    {
        using var broken = FakeProvider.Start((_, context, prompt) => prompt.Contains("n2", StringComparison.Ordinal)
            ? FakeProvider.RefuseAsync(context, 400, """{"error":{"message":"no","type":"invalid_request_error","code":"bad"}}""")
            : FakeProvider.AnswerAsync(context, "42"));
        Write("[{ id: n1, prompt: n1, expect: 42 }, { id: n2, prompt: n2, expect: 42 }]", "number");
        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={broken.Url}");
        var before = await TotalsAsync();

        using var sound = FakeProvider.Start();
        var retried = await _cli.RunAsync("retry", "--last", "--base-url", $"openai={sound.Url}");
        var after = await TotalsAsync();
        var nothing = await _cli.RunAsync("retry", "--last", "--base-url", $"openai={sound.Url}");

        Assert.True(run.Code == 3, run.ToString());
        Assert.True(retried.Code == 0, retried.ToString());
        Assert.Equal(["n2"], sound.Prompts);
        Assert.Equal((1, 1), (before.GetProperty("scored").GetInt32(), before.GetProperty("failed").GetInt32()));
        Assert.Equal((2, 0), (after.GetProperty("scored").GetInt32(), after.GetProperty("failed").GetInt32()));
        Assert.Equal(before.GetProperty("attempts").GetInt32() + 1, after.GetProperty("attempts").GetInt32());
        Assert.True(nothing.Code == 0, nothing.ToString());
        Assert.Contains("nothing to retry", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_was_stopped_by_its_key_is_asked_again_by_a_retry()
    {
        using var closed = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 401, """{"error":{"message":"no","type":"invalid_request_error","code":"invalid_api_key"}}"""));
        Write("[{ id: n1, prompt: n1, expect: 42 }, { id: n2, prompt: n2, expect: 42 }]", "number");
        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={closed.Url}");

        using var open = FakeProvider.Start();
        var retried = await _cli.RunAsync("retry", "--last", "--base-url", $"openai={open.Url}");

        Assert.True(run.Code == 4, run.ToString());
        Assert.True(retried.Code == 0, retried.ToString());
        Assert.Equal(2, open.Prompts.Count);
    }

    [Fact]
    public async Task Changed_scorers_are_noticed_applied_to_kept_answers_without_a_call_and_then_the_run_goes_on()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "It is 42."));
        Write("[{ id: n1, prompt: n1, expect: 42 }]", "exact");
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}");
        var strict = await MeanAsync();

        Write("[{ id: n1, prompt: n1, expect: 42 }]", "number");
        var rescored = await _cli.RunAsync("rescore", "--last");
        var lenient = await MeanAsync();

        Assert.Equal(0, strict);
        Assert.True(rescored.Code == 0, rescored.ToString());
        Assert.Equal(1, lenient);
        Assert.Single(provider.Prompts);
    }

    [Fact]
    public async Task A_suite_that_asks_otherwise_is_explained_and_the_run_stays_as_it_was()
    {
        using var provider = FakeProvider.Start();
        Write("[{ id: n1, prompt: n1, expect: 42 }, { id: n2, prompt: n2, expect: 42 }]", "number");
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}");

        Write("[{ id: n1, prompt: n1, expect: 42 }, { id: n2, prompt: other, expect: 42 }]", "number");
        var rescored = await _cli.RunAsync("rescore", "--last");

        Assert.True(rescored.Code == 2, rescored.ToString());
        Assert.Contains("1 (n2)", rescored.Error, StringComparison.Ordinal);
        Assert.Contains("1 results still count and 1 trials must run", rescored.Error, StringComparison.Ordinal);
        Assert.Equal(2, provider.Prompts.Count);
    }

    [Fact]
    public async Task Answers_that_were_not_kept_are_not_scored_by_two_suites()
    {
        using var provider = FakeProvider.Start();
        Write("[{ id: n1, prompt: n1, expect: 42 }]", "exact");
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}", "--no-answers");

        Write("[{ id: n1, prompt: n1, expect: 42 }]", "number");
        var rescored = await _cli.RunAsync("rescore", "--last");

        Assert.True(rescored.Code == 2, rescored.ToString());
        Assert.Contains("--no-answers", rescored.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_in_lines_become_a_run_that_is_reported()
    {
        _cli.Write("results.jsonl", """
            {"item":"q1","target":"A","score":1,"cost_usd":0.5,"latency_ms":820,"cluster":"p","category":"c"}
            {"item":"q1","target":"B","score":0.25,"cluster":"p","category":"c"}
            {"item":"q2","target":"A","outcome":"failed"}
            """);

        var imported = await _cli.RunAsync("import", "results.jsonl");
        var report = await ReportAsync();
        var retried = await _cli.RunAsync("retry", "--last");

        Assert.True(imported.Code == 0, imported.ToString());
        Assert.Equal(
            [("q1", "A", "scored"), ("q1", "B", "scored"), ("q2", "A", "failed"), ("q2", "B", "not_run")],
            report.GetProperty("trials").EnumerateArray().Select(trial => (
                trial.GetProperty("item").GetString(), trial.GetProperty("target").GetString(),
                trial.GetProperty("outcome").GetString())));
        Assert.Equal("0.500000", report.GetProperty("cost").GetProperty("usd_estimated").GetString());
        Assert.Equal(2, retried.Code);
    }

    [Fact]
    public async Task The_result_file_of_a_script_is_taken_with_null_for_what_it_does_not_say()
    {
        _cli.Write("results.json", """
            {
              "metadata": { "started": "2026-11-01" },
              "results": [
                { "provider": "openai", "model": "gpt-x", "scenario_id": "s1", "response": "42",
                  "quality_score": { "total_score": 75 }, "tokens": 120, "cost": 0.0021, "elapsed_seconds": 1.5,
                  "success": true, "error": null },
                { "provider": "openai", "model": "gpt-x", "scenario_id": "s2", "response": null,
                  "quality_score": null, "tokens": 0, "cost": 0, "elapsed_seconds": 30, "success": false,
                  "error": "timed out\nafter 30 s" }
              ]
            }
            """);

        var imported = await _cli.RunAsync("import", "results.json");
        var trials = (await ReportAsync()).GetProperty("trials").EnumerateArray().ToList();

        Assert.True(imported.Code == 0, imported.ToString());
        Assert.Equal("openai/gpt-x", trials[0].GetProperty("target").GetString());
        Assert.Equal(0.75, trials[0].GetProperty("score").GetDouble());
        Assert.Equal("42", trials[0].GetProperty("answer").GetString());
        Assert.Equal("failed", trials[1].GetProperty("outcome").GetString());
        Assert.Equal("timed out after 30 s", trials[1].GetProperty("explain").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_with_results_is_said_at_once_with_its_line_and_nothing_is_kept()
    {
        _cli.Write("results.jsonl", """
            {"item":"q1","target":"A","score":1}
            {"item":"q1","target":"A","score":1}
            {"item":"q2","target":"A"}
            {"item":"q3","target":"A","score":7}
            {"item":"q4","target":"A","outcome":"fine"}
            {"item":"q5","target":"A","outcome":"failed","score":1}
            {"target":"A","score":1}
            no json
            """);

        var imported = await _cli.RunAsync("import", "results.jsonl");

        Assert.True(imported.Code == 2, imported.ToString());
        foreach (var line in new[] { 3, 4, 5, 6, 7, 8 })
            Assert.Contains($"results.jsonl:{line}: ", imported.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_cli.Folder, ".hailstone", "ledger.db")));
    }

    [Fact]
    public async Task Usage_sums_up_what_was_paid_and_leaves_out_what_was_simulated()
    {
        using var provider = FakeProvider.Start();
        Write("[{ id: n1, prompt: n1, expect: 42 }, { id: n2, prompt: n2, expect: 42 }]", "number");
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}");
        await _cli.RunAsync("run", "suite", "--simulate");

        var usage = await _cli.RunAsync("usage", "--json", "-");
        var table = await _cli.RunAsync("usage", "--by", "provider");
        var tomorrow = await _cli.RunAsync("usage", "--since", "2999-01-01", "--json", "-");

        // The provider counted 10 tokens in and 2 out for each answer, the preflight's too: 3 x (10 x 0.4 + 2 x 1.6)
        // dollars a million.
        var model = Assert.Single(Json(usage).GetProperty("by_model").EnumerateArray());
        Assert.Equal("openai/gpt-4.1-mini", model.GetProperty("name").GetString());
        Assert.Equal((3, 30, 6), (
            model.GetProperty("calls").GetInt32(), model.GetProperty("input_tokens").GetInt32(),
            model.GetProperty("output_tokens").GetInt32()));
        Assert.Equal("0.000022", model.GetProperty("usd").GetString());
        Assert.Equal(1, Json(usage).GetProperty("runs_left_out").GetInt32());
        Assert.Contains("openai", table.Output, StringComparison.Ordinal);
        Assert.Equal(0, Json(tomorrow).GetProperty("total").GetProperty("calls").GetInt32());
    }

    [Fact]
    public async Task Old_runs_are_removed_only_once_that_was_agreed_to_and_with_their_files()
    {
        _cli.WriteSum();
        for (var run = 0; run < 3; run++)
            await _cli.RunAsync("run", "suite", "--simulate", "--quiet");
        var folders = Path.Combine(_cli.Folder, ".hailstone", "runs");

        var asked = await _cli.RunAsync("gc", "--keep", "1");
        var left = Directory.GetDirectories(folders).Length;
        var removed = await _cli.RunAsync("gc", "--keep", "1", "--yes");
        var again = await _cli.RunAsync("gc", "--keep", "1", "--yes");
        var runs = await _cli.RunAsync("runs");

        Assert.True(asked.Code == 2, asked.ToString());
        Assert.Equal(3, left);
        Assert.True(removed.Code == 0, removed.ToString());
        Assert.Single(Directory.GetDirectories(folders));
        Assert.Contains("No run is old enough", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, runs.Output.Trim().Split('\n').Length);
    }

    private static JsonElement Json(Finished run) => JsonDocument.Parse(run.Output).RootElement.Clone();

    private void Write(string items, string scorer) => _cli.Write("suite/suite.yaml", $$"""
        name: numbers
        targets: { all: [gpt-4.1-mini] }
        items: {{items}}
        score: [ { type: {{scorer}} } ]
        """);

    private async Task<JsonElement> ReportAsync() =>
        Json(await _cli.RunAsync("report", "--last", "--format", "json"));

    private async Task<JsonElement> TotalsAsync() => (await ReportAsync()).GetProperty("totals");

    private async Task<double> MeanAsync() =>
        (await ReportAsync()).GetProperty("targets")[0].GetProperty("score").GetProperty("mean").GetDouble();
}
