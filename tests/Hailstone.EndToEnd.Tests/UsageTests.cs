using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>Our books beside a vendor's that counted the same run by itself: the simulator's.</summary>
public sealed class UsageTests : IDisposable
{
    private const string AdminKey = "sk-admin-abcdefghijklmnop";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task After_a_run_with_failures_both_books_agree_to_the_call_the_token_and_the_cent()
    {
        // The catalogue's prices of the two models.
        using var simulator = _cli.Start(
            "simulate", "--port", "0", "--admin-key", AdminKey, "--price", "gpt-4.1-mini=0.4/1.6",
            "--price", "claude-haiku-5-5=0.1/0.5", "--fault", "500=0.1", "--first-token", "10ms",
            "--per-token", "1ms");
        try
        {
            var address = await AddressAsync(simulator);
            string[] urls = ["--base-url", $"openai={address}/v1", "--base-url", $"anthropic={address}"];
            _cli.Variables["ANTHROPIC_API_KEY"] = "sk-ant-test-0123456789abcdefghij";
            _cli.Variables["OPENAI_ADMIN_KEY"] = AdminKey;
            _cli.Variables["ANTHROPIC_ADMIN_KEY"] = AdminKey;
            WriteSuite();

            var run = await _cli.RunAsync(["run", "suite", .. urls]);
            var usage = await _cli.RunAsync(["usage", "--provider", "--json", "-", .. urls]);

            Assert.True(run.Code == 0, run.ToString());
            Assert.True(usage.Code == 0, usage.ToString());
            var books = JsonDocument.Parse(usage.Output).RootElement;
            var ours = books.GetProperty("by_provider").EnumerateArray().ToDictionary(
                line => line.GetProperty("name").GetString()!);
            var theirs = books.GetProperty("vendors").EnumerateArray().ToList();
            Assert.Equal(
                ["anthropic", "openai"], theirs.Select(line => line.GetProperty("provider").GetString()).Order());
            Assert.All(theirs, line => Assert.Equal(
                Counted(ours[line.GetProperty("provider").GetString()!]), Counted(line)));
            Assert.All(theirs, line => Assert.True(line.GetProperty("output_tokens").GetInt64() > 0));
            // Anthropic's report has no count of calls; OpenAI's counts those that it billed: one for each trial, and
            // the preflight's.
            Assert.Contains(theirs, line => line.GetProperty("calls").ToString() == "21");
        }
        finally
        {
            simulator.Kill(entireProcessTree: true);
        }
    }

    private static (long, long, string?) Counted(JsonElement line) => (
        line.GetProperty("input_tokens").GetInt64(), line.GetProperty("output_tokens").GetInt64(),
        line.GetProperty("usd").GetString());

    private static async Task<string> AddressAsync(Process simulator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await simulator.StandardOutput.ReadLineAsync(limit.Token) ?? "";
        return line[line.IndexOf("http", StringComparison.Ordinal)..];
    }

    private void WriteSuite()
    {
        var items = Enumerable.Range(1, 20)
            .Select(number => $"  - {{ id: n{number}, prompt: \"box {number}\", expect: 42 }}");
        _cli.Write("suite/suite.yaml", $$"""
            name: books
            targets: { all: [gpt-4.1-mini, claude-haiku-5-5] }
            items:
            {{string.Join('\n', items)}}
            score: [ { type: contains } ]
            """);
    }
}
