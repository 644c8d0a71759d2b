using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>What a person is told of a budget, and by whom.</summary>
public sealed class BudgetTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_budget_that_runs_low_is_told_once_each_and_its_end_is_exit_5()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that is told is a shell script.");
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        using var webhook = new FakeWebhook(204);
        var script = _cli.Write(
            "tell.sh", "#!/bin/sh\nset -eu\ncat >> \"$1\"\nenv | grep -c KEY >> \"$1.keys\" || true\n");
        UnixModes.Set(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var told = Path.Combine(_cli.Folder, "told.jsonl");
        _cli.Write(".config/hailstone/budget.json", JsonSerializer.Serialize(new
        {
            command = new[] { script, told },
            webhook = webhook.Url,
        }));
        _cli.WriteNumbers(100, "defaults: { max_output_tokens: 20 }");
        string[] where = ["--base-url", $"openai={provider.Url}", "--allow-programs", "--in-flight", "1"];

        var first = await _cli.RunAsync(["run", "suite", "--budget", "0.0005", .. where]);
        var again = await _cli.RunAsync(["resume", .. where]);

        Assert.True(first.Code == 5, first.ToString());
        Assert.True(again.Code == 5, again.ToString());
        Assert.Contains("50 % of the budget of $0.0005 is spent", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("% of the budget", again.Error, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, ".hailstone", "latest.log"), Cancellation);
        Assert.DoesNotContain("failed", log, StringComparison.Ordinal);
        Assert.Single(Occurrences(log, "50 % of the budget is reached"));
        Assert.Single(Occurrences(log, "80 % of the budget is reached"));
        var lines = await File.ReadAllLinesAsync(told, Cancellation);
        Assert.Equal(
            ["budget_warning 0.5", "budget_warning 0.8", "budget_spent ", "budget_spent "],
            lines.Select(Event));
        Assert.Equal(lines, webhook.Bodies);
        Assert.All(await File.ReadAllLinesAsync(told + ".keys", Cancellation), line => Assert.Equal("0", line));
    }

    [Fact]
    public async Task A_command_is_not_run_without_leave_and_a_webhook_that_fails_is_only_logged()
    {
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.AnswerAsync(context, "42"));
        using var webhook = new FakeWebhook(500);
        _cli.Write(".config/hailstone/budget.json", JsonSerializer.Serialize(new
        {
            command = (List<string>)["/bin/false"],
            webhook = webhook.Url,
        }));
        _cli.WriteNumbers(100, "defaults: { max_output_tokens: 20 }");

        var run = await _cli.RunAsync("run", "suite", "--budget", "0.0005", "--base-url", $"openai={provider.Url}");

        Assert.True(run.Code == 5, run.ToString());
        Assert.Contains("--allow-programs", run.Error, StringComparison.Ordinal);
        var log = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, ".hailstone", "latest.log"), Cancellation);
        Assert.Contains("The budget's webhook failed: status 500", log, StringComparison.Ordinal);
        Assert.DoesNotContain("command failed", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"comand":["/bin/true"]}""")]
    [InlineData("""{"command":["true"]}""")]
    [InlineData("""{"command":[]}""")]
    [InlineData("""{"webhook":"http://example.org/x"}""")]
    [InlineData("""{"webhook":"file:///etc/passwd"}""")]
    public async Task A_file_that_does_not_say_whom_to_tell_is_an_error_before_anything_is_sent(string json)
    {
        using var provider = FakeProvider.Start();
        var file = _cli.Write(".config/hailstone/budget.json", json);
        _cli.WriteNumbers(100, "defaults: { max_output_tokens: 20 }");

        var run = await _cli.RunAsync("run", "suite", "--budget", "1", "--base-url", $"openai={provider.Url}");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Contains("run.budget-file", run.Error, StringComparison.Ordinal);
        Assert.Empty(provider.Prompts);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string[] Occurrences(string text, string part) =>
        [.. text.Split(part).Skip(1)];

    private static string Event(string line)
    {
        var news = JsonDocument.Parse(line).RootElement;
        var share = news.TryGetProperty("share", out var value) ? value.GetRawText() : "";
        return $"{news.GetProperty("event").GetString()} {share}";
    }
}
