using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary><c>hailstone weather</c>, and the policies of a run.</summary>
public sealed class WeatherTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("en", "adaptive")]
    [InlineData("ko", "폭풍(storm)")]
    public async Task The_weather_is_told_twice_alike_and_leaves_nothing_behind(string language, string word)
    {
        string[] arguments = ["weather", "--scenario", "storm", "--trials", "30", "--seed", "4", "--lang", language];

        var first = await _cli.RunAsync(arguments);
        var second = await _cli.RunAsync(arguments);

        Assert.True(first.Code == 0, first.ToString());
        Assert.Contains(word, first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Output);
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, ".hailstone")));
    }

    [Fact]
    public async Task The_weather_as_JSON_has_every_policy_in_every_weather_and_adaptive_fails_nothing()
    {
        var run = await _cli.RunAsync("weather", "--trials", "20", "--json", "-");

        Assert.True(run.Code == 0, run.ToString());
        using var json = JsonDocument.Parse(run.Output);
        var measures = json.RootElement.GetProperty("measures").EnumerateArray().ToList();
        Assert.Equal(18, measures.Count);
        Assert.All(
            measures.Where(measure => measure.GetProperty("policy").GetString() == "adaptive"),
            measure => Assert.Equal(0, measure.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task A_weather_that_is_not_known_is_named_with_those_that_are()
    {
        var run = await _cli.RunAsync("weather", "--scenario", "hail");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("storm", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy: { fixed: { pause: 0s } }", null, "fixed")]
    [InlineData("policy: fixed", "none", "none")]
    [InlineData("", null, "adaptive")]
    public async Task A_run_is_paced_as_the_suite_says_or_the_command_line_and_its_report_says_how(
        string policy, string? option, string told)
    {
        _cli.Write("suite.yaml", $$"""
            name: sum
            targets: { all: [gpt-4.1-mini] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            {{policy}}
            """);
        string[] arguments = ["run", "suite.yaml", "--simulate", "--yes", "--lang", "en"];

        var run = await _cli.RunAsync(option is null ? arguments : [.. arguments, "--policy", option]);

        Assert.True(run.Code == 0, run.ToString());
        Assert.Contains($"Pacing: {told}", run.Output, StringComparison.Ordinal);
    }
}
