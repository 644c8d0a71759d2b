using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What a run says it will cost and take: before it starts, and after the first answers.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly Cli _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_run_says_beforehand_what_it_will_take_and_says_it_better_after_five_answers()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        Write();

        var run = await _cli.RunAsync("run", "suite", "--in-flight", "1", "--base-url", $"openai={provider.Url}");

        Assert.True(run.Code == 0, run.ToString());
        var trials = run.Error.IndexOf("12 items x 1 targets x 1 repeats = 12 trials.", StringComparison.Ordinal);
        var cost = run.Error.IndexOf("Cost: $0.", StringComparison.Ordinal);
        var time = run.Error.IndexOf("Time: ", StringComparison.Ordinal);
        var preflight = run.Error.IndexOf("Preflight: ", StringComparison.Ordinal);
        // 10 tokens in and 2 out for each answer, the preflight's too: 13 x (10 x 0.4 + 2 x 1.6) millionths.
        var pilot = run.Error.IndexOf("After 5 answers: about $0.000094 in all", StringComparison.Ordinal);
        int[] places = [-1, trials, cost, time, preflight, pilot];
        Assert.True(places.SequenceEqual(places.Distinct().Order()), run.ToString());
        Assert.Single(run.Error.Split('\n'), line => line.StartsWith("After ", StringComparison.Ordinal));
        Assert.Contains("After 5 answers: 0.000094 to 0.000094 USD in all", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_means_quiet_and_the_log_has_it_all_the_same()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        Write();

        var run = await _cli.RunAsync(
            "run", "suite", "--quiet", "--in-flight", "1", "--base-url", $"openai={provider.Url}");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal("", run.Error);
        Assert.Contains("After 5 answers: ", await LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_that_will_not_do_is_told_after_five_answers_in_the_persons_language()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        Write();

        var run = await _cli.RunAsync(
            "run", "suite", "--in-flight", "1", "--budget", "0.0001", "--lang", "ko",
            "--base-url", $"openai={provider.Url}");

        Assert.True(run.Code == 5, run.ToString());
        Assert.Contains("응답 5개를 보면: 전체 약 $0.000094", run.Error, StringComparison.Ordinal);
        Assert.Contains("예산 $0.000100은(는) 시행 12건 중 약 ", run.Error, StringComparison.Ordinal);
    }

    private void Write() => _cli.Write("suite/suite.yaml", $$"""
        name: numbers
        defaults: { max_output_tokens: 20 }
        targets: { all: [gpt-4.1-mini] }
        items:
        {{string.Join('\n', Enumerable.Range(1, 12).Select(n => $"  - {{ id: n{n}, prompt: \"n{n}\", expect: 42 }}"))}}
        score: [ { type: number } ]
        """);

    private Task<string> LogAsync() =>
        File.ReadAllTextAsync(Path.Combine(_cli.Folder, ".hailstone", "latest.log"), Cancellation);
}
