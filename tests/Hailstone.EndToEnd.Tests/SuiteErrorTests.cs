using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>Bad input: one clear error a mistake, with its place, all at once, exit code 2, and nothing sent.</summary>
public sealed class SuiteErrorTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly FakeProvider _provider = FakeProvider.Start();

    public void Dispose()
    {
        _provider.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task Five_mistakes_give_five_errors_with_their_lines()
    {
        var run = await RunAsync("""
            name: five
            target:
              all: [gpt-4.1-mini]
            targets:
              all:
                - { model: gpt-4.1-mini, temperature: 7 }
            items:
              - { id: a, prompt: "one" }
              - { id: a, prompt: "two" }
            score:
              - { type: exat }
              - { type: regex, equals: "(" }
            repeats: 0
            """);

        foreach (var line in new[] { 2, 6, 9, 11, 13 })
            Assert.Contains($"suite.yaml:{line}:", run.Error, StringComparison.Ordinal);
        Assert.Contains("targets", run.Error, StringComparison.Ordinal);
        Assert.Contains("exact", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file: missing.jsonl", "missing.jsonl")]
    [InlineData("file: ../outside.jsonl", "--allow-outside")]
    [InlineData("file: data.jsonl, prompt: \"{% for i in (1..1000000000) %}x{% endfor %}\"", "suite.yaml:")]
    public async Task A_data_file_that_cannot_be_used_is_named(string dataset, string named)
    {
        _cli.Write("suite/data.jsonl", "{\"question\":\"one\"}");
        _cli.Write("outside.jsonl", "{\"question\":\"one\"}");
        var prompt = dataset.Contains("prompt", StringComparison.Ordinal) ? "" : ", prompt: \"{{ question }}\"";

        var run = await RunAsync($$"""
            name: data
            targets:
              all: [gpt-4.1-mini]
            dataset: { {{dataset}}{{prompt}}, expect: "1" }
            score: [ { type: exact } ]
            """);

        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_nobody_knows_is_named_with_the_nearest()
    {
        var run = await RunAsync("""
            name: unknown
            targets:
              all: [gpt-6-lunar]
            items: [ { id: a, prompt: one, expect: two } ]
            score: [ { type: exact } ]
            """);

        Assert.Contains("gpt-6-luna", run.Error, StringComparison.Ordinal);
        Assert.Contains("suite.yaml:3:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_a_model_refuses_stops_it_before_the_run()
    {
        _cli.Write("suite/suite.yaml", """
            name: refused
            targets:
              all:
                - { model: gpt-6.1-sol, temperature: 0.2 }
                - gpt-4.1-mini
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var stopped = await _cli.RunAsync("run", "suite", "--base-url", $"openai={_provider.Url}");
        Assert.True(stopped.Code == 4, stopped.ToString());
        Assert.Empty(_provider.Prompts);
        Assert.Contains("temperature", stopped.Error, StringComparison.Ordinal);

        var rest = await _cli.RunAsync("run", "suite", "--yes", "--base-url", $"openai={_provider.Url}");
        Assert.True(rest.Code == 4, rest.ToString());
        Assert.Single(_provider.Prompts);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "suite", "--limit", "0")]
    [InlineData("run", "suite", "--base-url", "nonsense")]
    [InlineData("run", "nowhere")]
    [InlineData("resume")]
    [InlineData("frobnicate")]
    public async Task Words_that_do_not_fit_exit_with_2(params string[] arguments)
    {
        var run = await _cli.RunAsync(arguments);

        Assert.True(run.Code == 2, run.ToString());
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Korean_is_spoken_where_it_is_asked_for()
    {
        var run = await _cli.RunAsync("run", "nowhere", "--lang", "ko");

        Assert.Contains("오류", run.Error, StringComparison.Ordinal);
    }

    private async Task<Finished> RunAsync(string suite)
    {
        _cli.Write("suite/suite.yaml", suite);
        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={_provider.Url}");
        Assert.True(run.Code == 2, run.ToString());
        Assert.Empty(_provider.Prompts);
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, ".hailstone")));
        return run;
    }
}
