using System.Text.RegularExpressions;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

public sealed partial class OneKeyTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Who_has_one_vendors_key_alone_is_told_the_line_that_runs_what_can_run()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        _cli.Variables["ANTHROPIC_API_KEY"] = null;
        _cli.Write("suite/suite.yaml", """
            name: two vendors
            targets: { all: [gpt-4.1-mini, claude-haiku-5-5, gpt-6-luna] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var refused = await _cli.RunAsync("run", "suite", "--base-url", $"openai={provider.Url}");

        Assert.True(refused.Code == 2, refused.ToString());
        Assert.Empty(provider.Prompts);
        Assert.Contains("ANTHROPIC_API_KEY is not set", refused.Error, StringComparison.Ordinal);
        var line = Line().Match(refused.Error).Groups["words"].Value.Trim();
        Assert.EndsWith(" --target gpt-4.1-mini --target gpt-6-luna", line, StringComparison.Ordinal);

        var run = await _cli.RunAsync([.. line.Split(' '), "--base-url", $"openai={provider.Url}"]);

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(2, provider.Prompts.Count);
    }

    [GeneratedRegex("hailstone (?<words>run [^\n]*)")]
    private static partial Regex Line();
}
