using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What is typed wrong is said in words that a person knows, before anything happens.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--limit", "run", "suite", "--limit", "many")]
    [InlineData("--repeats", "run", "suite", "--repeats", "0")]
    [InlineData("--budget", "run", "suite", "--budget", "much")]
    [InlineData("--target-budget", "run", "suite", "--target-budget", "much")]
    [InlineData("--target-budget", "run", "suite", "--target-budget", "0")]
    [InlineData("--target-budget", "retry", "--last", "--target-budget", "1,5")]
    [InlineData("--monthly-budget", "run", "suite", "--monthly-budget", "-1")]
    [InlineData("--monthly-budget", "run", "suite", "--monthly-budget", "0")]
    [InlineData("1000000", "run", "suite", "--monthly-budget", "1000001")]
    [InlineData("text, json", "run", "suite", "--log-format", "xml")]
    [InlineData("65535", "simulate", "--port", "99999")]
    [InlineData("--rpm", "simulate", "--rpm", "0")]
    [InlineData("window:8192", "simulate", "--rule", "gpt-x=window:none")]
    [InlineData("--ledger", "runs", "--ledger", "")]
    [InlineData("--json", "run", "suite", "--simulate", "--json", "")]
    [InlineData("SUITE", "run", "")]
    [InlineData("DIR", "init", "")]
    public async Task A_value_that_does_not_fit_is_named_with_what_would(string named, params string[] arguments)
    {
        _cli.WriteSum();

        var run = await _cli.RunAsync(arguments);

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("⏎", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, ".hailstone")), run.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("report")]
    [InlineData("simulate")]
    [InlineData("weather")]
    public async Task Help_is_wholly_Korean_where_that_is_asked_for(params string[] command)
    {
        var run = await _cli.RunAsync([.. command, "--help", "--lang", "ko"]);

        Assert.True(run.Code == 0, run.ToString());
        foreach (var word in new[] { "Description", "Usage", "Options", "[options]", "[command]", "[default", "Show" })
            Assert.DoesNotContain(word, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_a_name_like_any_other()
    {
        _cli.Write("words", "--version");

        var run = await _cli.RunAsync("check", "@words");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("'@words'", run.Error, StringComparison.Ordinal);
    }
}
