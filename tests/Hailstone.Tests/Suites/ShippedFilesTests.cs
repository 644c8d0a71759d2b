using System.Text.RegularExpressions;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Suites;

/// <summary>What a first user gets reads without problems.</summary>
public sealed class ShippedFilesTests
{
    [Fact]
    public void The_suite_to_begin_with_reads_without_problems()
    {
        using var suite = new TemporarySuite(InitFiles.Suite);

        Assert.NotEmpty(suite.Suite().Items);
    }

    [Fact]
    public void The_suite_to_begin_with_reads_without_problems_when_its_examples_are_taken_in()
    {
        var uncommented = Regex.Replace(InitFiles.Suite, @"^(\s*)# (?=\s*(- |\w+:))", "$1", RegexOptions.Multiline);
        using var suite = new TemporarySuite(uncommented)
            .With("questions.jsonl", """{ "question": "How many?", "answer": 3 }""");

        var read = suite.Suite();

        Assert.Equal(3, read.Items.Count);
        Assert.Equal(4, read.Targets.Count);
        Assert.Equal(2, read.Gates.Count);
        Assert.True(read.Providers["lab"].Limits?.Unlimited);
    }

    [Fact]
    public void The_example_of_keys_holds_names_and_no_keys()
    {
        var lines = InitFiles.EnvExample.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("OPENAI_API_KEY=", lines);
        Assert.All(lines.Where(line => line[0] != '#'), line => Assert.Matches("^[A-Z_]+=$", line));
    }

    [Fact]
    public void The_sample_reads_without_problems()
    {
        var read = SuiteFile.Read(Repository.Path("samples", "hello"), new SuiteOptions());

        var suite = Assert.IsType<SuiteResult.Valid>(read).Suite;
        Assert.Equal(["capital", "arithmetic", "extraction"], suite.Items.Select(item => item.Id));
        Assert.Equal(["small", "small", "large"], suite.Targets.Select(target => target.Group));
    }

    [Fact]
    public void The_sample_of_market_sizes_gives_a_hundred_points_and_160_trials_or_more()
    {
        var read = SuiteFile.Read(Repository.Path("samples", "market-sizing"), new SuiteOptions());

        var suite = Assert.IsType<SuiteResult.Valid>(read).Suite;
        var rubric = Assert.IsType<ScorerSpec.Rubric>(Assert.Single(suite.Scorers));
        Assert.Equal(100, rubric.Checks.Sum(check => check.Points));
        Assert.Equal(8, suite.Items.Count);
        Assert.InRange(suite.Items.Count * suite.Targets.Count * suite.Repeats, 160, int.MaxValue);
        Assert.Equal(
            ["openai_mini", "openai_standard", "openai_thinking", "claude_haiku", "claude_sonnet", "claude_opus"],
            suite.Targets.Select(target => target.Group).Distinct());
    }
}
