using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NJsonSchema;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

public sealed class RunTests : IDisposable
{
    private readonly Cli _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_sample_runs_on_the_simulator_and_tells_the_models_apart()
    {
        Copy(Path.Combine(Root(), "samples", "hello"), Path.Combine(_cli.Folder, "hello"));

        var run = await _cli.RunAsync("run", "hello", "--simulate", "--repeats", "5", "--json", "report.json");

        Assert.True(run.Code == 0, run.ToString());
        Assert.True(File.Exists(Path.Combine(_cli.Folder, ".hailstone", "ledger.db")));
        Assert.True(File.Exists(Path.Combine(_cli.Folder, ".hailstone", "latest.log")));
        Assert.Equal("*", (await ReadAsync(".hailstone/.gitignore")).Trim());
        var report = await ReportAsync();
        Assert.True(report.GetProperty("simulated").GetBoolean());
        var means = report.GetProperty("targets").EnumerateArray()
            .Select(target => target.GetProperty("of_all").GetDouble())
            .ToList();
        Assert.Equal(3, means.Count);
        Assert.True(means.Distinct().Count() > 1, run.ToString());
    }

    [Fact]
    public async Task A_run_against_a_simulator_in_another_process_ends_every_trial()
    {
        using var simulator = _cli.Start(
            "simulate", "--first-token", "5ms", "--per-token", "1ms", "--fault", "500=0.1");
        try
        {
            var line = await simulator.StandardOutput.ReadLineAsync(Cancellation);
            Assert.NotNull(line);
            var url = line[line.IndexOf("http", StringComparison.Ordinal)..] + "/v1";
            var rows = Enumerable.Range(1, 150).Select(row => JsonSerializer.Serialize(
                new { question = $"What is {row} + {row}?", answer = $"sum\n#### {row * 2:N0}" }));
            _cli.Write("suite/data.jsonl", string.Join('\n', rows));
            _cli.Write("suite/suite.yaml", """
                name: sums
                targets:
                  all: [gpt-6-luna, gpt-4.1-mini]
                dataset:
                  file: data.jsonl
                  prompt: "{{ question }}"
                  expect: "{{ answer | split: '#### ' | last | remove: ',' }}"
                score:
                  - { type: number }
                """);

            var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={url}", "--json", "report.json");

            Assert.True(run.Code == 0, run.ToString());
            var report = await ReportAsync();
            var totals = report.GetProperty("totals");
            Assert.Equal(300, totals.GetProperty("trials").GetInt32());
            Assert.Equal(0, totals.GetProperty("failed").GetInt32());
            Assert.Equal(0, totals.GetProperty("not_run").GetInt32());
            Assert.True(totals.GetProperty("retried").GetInt32() > 0, run.ToString());
        }
        finally
        {
            simulator.Kill();
        }
    }

    [Fact]
    public async Task A_provider_that_speaks_the_responses_dialect_is_asked_in_it()
    {
        var paths = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var provider = FakeProvider.Start((_, context, _) =>
        {
            paths.Enqueue(context.Request.Url!.AbsolutePath);
            return FakeProvider.AnswerResponsesAsync(context, "42");
        });
        _cli.Write("suite/suite.yaml", $$"""
            name: responses
            providers: { lab: { dialect: responses, base_url: "{{provider.Url}}" } }
            targets: { all: [lab/any] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var run = await _cli.RunAsync("run", "suite", "--json", "report.json");

        Assert.True(run.Code == 0, run.ToString());
        Assert.All(paths, path => Assert.Equal("/v1/responses", path));
        var totals = (await ReportAsync()).GetProperty("totals");
        Assert.Equal((1, 1), (totals.GetProperty("trials").GetInt32(), totals.GetProperty("scored").GetInt32()));
    }

    [Fact]
    public async Task A_model_of_anthropics_is_asked_over_the_messages_api_with_its_key()
    {
        const string Key = "sk-ant-test-0123456789abcdef";
        var calls = new System.Collections.Concurrent.ConcurrentQueue<(string Path, string? Key, string? Version)>();
        using var provider = FakeProvider.Start((_, context, _) =>
        {
            var headers = context.Request.Headers;
            calls.Enqueue((context.Request.Url!.AbsolutePath, headers["x-api-key"], headers["anthropic-version"]));
            return FakeProvider.AnswerMessagesAsync(context, "42");
        });
        _cli.Variables["ANTHROPIC_API_KEY"] = Key;
        _cli.Variables["ANTHROPIC_BASE_URL"] = new Uri(provider.Url).GetLeftPart(UriPartial.Authority);
        _cli.Write("suite/suite.yaml", """
            name: messages
            targets: { all: [claude-haiku-5-5] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var run = await _cli.RunAsync("run", "suite", "--json", "report.json");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal([("/v1/messages", Key, "2023-06-01")], calls);
        var totals = (await ReportAsync()).GetProperty("totals");
        Assert.Equal((1, 1), (totals.GetProperty("trials").GetInt32(), totals.GetProperty("scored").GetInt32()));
        Assert.DoesNotContain(Key, run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_killed_goes_on_and_sends_no_settled_trial_again()
    {
        Process? running = null;
        using var dying = FakeProvider.Start(async (call, context, _) =>
        {
            if (call == 40)
                running!.Kill();
            await FakeProvider.AnswerAsync(context, "42");
        });
        _cli.WriteNumbers(100);
        running = _cli.Start("run", "suite", "--base-url", $"openai={dying.Url}", "--in-flight", "4");
        var killed = await Cli.FinishAsync(running);
        Assert.NotEqual(0, killed.Code);
        var before = await ReportOfAsync("report", "--last", "--format", "json");
        var settled = before.GetProperty("trials").EnumerateArray()
            .Where(trial => trial.GetProperty("outcome").GetString() != "not_run")
            .Select(trial => trial.GetProperty("item").GetString())
            .ToHashSet();
        Assert.InRange(settled.Count, 30, 40);

        using var alive = FakeProvider.Start();
        var resumed = await _cli.RunAsync("resume", "--base-url", $"openai={alive.Url}", "--json", "report.json");

        Assert.True(resumed.Code == 0, resumed.ToString());
        Assert.DoesNotContain(alive.Prompts, prompt => settled.Contains(prompt));
        Assert.Equal(100 - settled.Count, alive.Prompts.Count);
        var report = await ReportAsync();
        Assert.Equal(100, report.GetProperty("totals").GetProperty("scored").GetInt32());
        Assert.Equal("complete", report.GetProperty("ended_because").GetString());
        running.Dispose();
    }

    [Fact]
    public async Task An_interrupt_ends_cleanly_and_resume_goes_on()
    {
        Process? running = null;
        using var provider = FakeProvider.Start(async (call, context, _) =>
        {
            if (call == 20)
                Assert.Equal(0, Kill(running!.Id, 2));
            await FakeProvider.AnswerAsync(context, "42");
        });
        _cli.WriteNumbers(300);
        running = _cli.Start("run", "suite", "--base-url", $"openai={provider.Url}", "--in-flight", "2");

        var stopped = await Cli.FinishAsync(running);

        Assert.True(stopped.Code == 130, stopped.ToString());
        Assert.Contains("hailstone resume", stopped.Error, StringComparison.Ordinal);
        var resumed = await _cli.RunAsync("resume", "--base-url", $"openai={provider.Url}", "--json", "report.json");
        Assert.True(resumed.Code == 0, resumed.ToString());
        Assert.Equal(300, provider.Prompts.Count);
        Assert.Equal(300, (await ReportAsync()).GetProperty("totals").GetProperty("attempts").GetInt32());
        running.Dispose();
    }

    [Fact]
    public async Task A_key_that_an_API_echoes_is_found_in_no_output_and_no_file()
    {
        var key = _cli.Variables["OPENAI_API_KEY"]!;
        using var provider = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context,
            401,
            JsonSerializer.Serialize(new
            {
                error = new { message = $"Incorrect API key provided: {key}", type = "invalid_request_error", code = "invalid_api_key" },
            })));
        _cli.WriteNumbers(10);

        // One at a time: on a slow machine a second question leaves before the first is refused.
        var run = await _cli.RunAsync(
            "run", "suite", "--base-url", $"openai={provider.Url}", "--json", "report.json", "--in-flight", "1");

        Assert.True(run.Code == 4, run.ToString());
        Assert.Equal(2, provider.Prompts.Count);
        Assert.DoesNotContain(key, run.ToString(), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_cli.Folder, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, Encoding.Latin1, Cancellation);
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_processes_on_one_run_are_told_apart()
    {
        using var release = new SemaphoreSlim(0);
        using var arrived = new SemaphoreSlim(0);
        using var provider = FakeProvider.Start(async (_, context, _) =>
        {
            arrived.Release();
            await release.WaitAsync();
            release.Release();
            await FakeProvider.AnswerAsync(context, "42");
        });
        _cli.WriteNumbers(3);
        using var first = _cli.Start("run", "suite", "--base-url", $"openai={provider.Url}");
        await arrived.WaitAsync(Cancellation);

        var second = await _cli.RunAsync("resume", "--base-url", $"openai={provider.Url}");
        release.Release();
        var done = await Cli.FinishAsync(first);

        Assert.True(second.Code == 2, second.ToString());
        Assert.True(done.Code == 0, done.ToString());
        Assert.Equal(3, provider.Prompts.Count);
    }

    private async Task<JsonElement> ReportAsync()
    {
        var text = await ReadAsync("report.json");
        await ValidateAsync(text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task<JsonElement> ReportOfAsync(params string[] arguments)
    {
        var run = await _cli.RunAsync(arguments);
        Assert.True(run.Code == 0, run.ToString());
        await ValidateAsync(run.Output);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_cli.Folder, name), Cancellation);

    private static async Task ValidateAsync(string report)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Root(), "docs", "report.schema.json"), Cancellation);
        Assert.Empty(schema.Validate(report));
    }

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Hailstone.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No checkout around the tests.");
        return folder;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
