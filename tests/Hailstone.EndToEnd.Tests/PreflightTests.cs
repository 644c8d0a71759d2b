using System.Net;
using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>
/// What cost a person 316 of 325 failed calls is known before the first trial: the refusals are those that were
/// recorded, in the vendors' words.
/// </summary>
public sealed class PreflightTests : IDisposable
{
    private const int Items = 50;
    private const int MostCalls = 24;

    /// <summary>Targets that cannot be asked, and a word of the one mend that each of them gets.</summary>
    private static readonly Dictionary<string, string> Hopeless = new()
    {
        ["openai/ghost-model"] = "hailstone models",
        ["openai/gpt-4.1-minii"] = "gpt-4.1-mini",
        ["hot"] = "Remove `temperature` from the target 'hot'",
        ["openai/no-chat"] = "dialect",
        ["schema"] = "additionalProperties",
        ["claude-haiku-5-5"] = ".env",
        ["anthropic/any-other"] = ".env",
    };

    private readonly Cli _cli = new();
    private readonly FakeProvider _provider;

    public PreflightTests()
    {
        FakeProvider? provider = null;
        _provider = provider = FakeProvider.Start(
            (_, context, _) => AnswerAsync(provider!.Bodies[context], context), seesPreflight: true);
        _cli.Variables["ANTHROPIC_API_KEY"] = "sk-ant-wrong-0123456789-0123456789";
        var items = Enumerable.Range(1, Items)
            .Select(number => $"  - {{ id: n{number}, prompt: \"How many is {number}?\", expect: 42 }}");
        _cli.Write("suite/shape.json", """{"type":"object","properties":{"a":{"type":"number"}}}""");
        _cli.Write("suite/suite.yaml", $$"""
            name: comparison
            providers: { lab: { dialect: chat, base_url: "{{_provider.Url}}" } }
            targets:
              all:
                - gpt-4.1-mini
                - gpt-6-luna
                - openai/ghost-model
                - openai/gpt-4.1-minii
                - openai/only-responses
                - { id: hot, model: openai/only-default, temperature: 0.2 }
                - { id: cooled, model: openai/only-default, temperature: 0.2, on_unsupported: omit }
                - openai/no-chat
                - { id: schema, model: lab/strict, format: { json_schema: shape.json } }
                - { id: renamed, model: lab/new-cap, max_output_tokens: 100 }
                - claude-haiku-5-5
                - anthropic/any-other
            items:
            {{string.Join('\n', items)}}
            score: [ { type: number } ]
            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _provider.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task Twelve_targets_of_fifty_items_are_judged_by_at_most_two_calls_each_and_no_trial()
    {
        var run = await RunAsync();

        Assert.True(run.Code == 4, run.ToString());
        Assert.InRange(_provider.Prompts.Count, 12, MostCalls);
        Assert.All(_provider.Prompts, prompt => Assert.DoesNotContain("How many", prompt, StringComparison.Ordinal));
        var report = await ReportAsync();
        Assert.Equal("preflight", report.GetProperty("ended_because").GetString());
        var totals = report.GetProperty("totals");
        Assert.Equal(0, totals.GetProperty("attempts").GetInt32());
        Assert.Equal(_provider.Prompts.Count, totals.GetProperty("preflight_calls").GetInt32());
        var lines = run.Error.Split('\n');
        foreach (var (target, mend) in Hopeless)
        {
            var at = Array.FindIndex(lines, line => line.Contains($"refused: '{target}'", StringComparison.Ordinal));
            Assert.True(at >= 0, $"{target}\n{run}");
            Assert.True(lines[at + 1].StartsWith("    ", StringComparison.Ordinal), run.ToString());
            Assert.True(lines[at + 1].Contains(mend, StringComparison.Ordinal), $"{target}: {mend}\n{run}");
        }

        Assert.Equal(Hopeless.Count, lines.Count(line => line.Contains(": refused: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_wrong_key_costs_two_calls_whatever_its_targets()
    {
        _cli.Write("suite/suite.yaml", """
            name: keys
            targets: { all: [claude-haiku-5-5, anthropic/a, anthropic/b, anthropic/c] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var run = await RunAsync("--yes");

        Assert.True(run.Code == 4, run.ToString());
        Assert.Equal(2, _provider.Prompts.Count);
        Assert.Contains(
            "ANTHROPIC_API_KEY from the environment: sk-ant…6789", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Variables["ANTHROPIC_API_KEY"]!, run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_yes_the_healthy_targets_finish_and_what_was_changed_is_said()
    {
        var run = await RunAsync("--yes");

        Assert.True(run.Code == 4, run.ToString());
        var report = await ReportAsync();
        var totals = report.GetProperty("totals");
        Assert.Equal(0, totals.GetProperty("failed").GetInt32());
        Assert.Equal(5 * Items, totals.GetProperty("scored").GetInt32());
        Assert.Equal(5 * Items, totals.GetProperty("attempts").GetInt32());
        Assert.Equal(7 * Items, totals.GetProperty("not_run").GetInt32());
        Assert.InRange(totals.GetProperty("preflight_calls").GetInt32(), 12, MostCalls);
        var targets = report.GetProperty("targets").EnumerateArray()
            .ToDictionary(target => target.GetProperty("target").GetString()!);
        Assert.Equal("responses", targets["openai/only-responses"].GetProperty("dialect").GetString());
        Assert.Contains(
            "only supported in v1/responses", targets["openai/only-responses"].GetProperty("amended").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("temperature", targets["cooled"].GetProperty("omitted")[0].GetString());
        Assert.Contains("v1/responses", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_the_preflight_ended_goes_on_with_the_rest_and_asks_nobody_twice()
    {
        await RunAsync();
        var calls = _provider.Prompts.Count;

        var resumed = await _cli.RunAsync(["resume", "--json", "report.json", .. Urls]);

        Assert.True(resumed.Code == 4, resumed.ToString());
        Assert.Equal(calls + 5 * Items, _provider.Prompts.Count);
        Assert.Equal(5 * Items, (await ReportAsync()).GetProperty("totals").GetProperty("scored").GetInt32());
    }

    [Fact]
    public async Task Check_online_makes_the_same_calls_and_keeps_nothing()
    {
        var check = await _cli.RunAsync(["check", "suite", "--online", .. Urls]);

        Assert.True(check.Code == 4, check.ToString());
        Assert.InRange(_provider.Prompts.Count, 12, MostCalls);
        Assert.Contains("gpt-4.1-mini: answers", check.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, ".hailstone")));
    }

    [Theory]
    [InlineData(429, """{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}""")]
    [InlineData(503, """{"error":{"message":"Overloaded","type":"service_unavailable_error","code":null}}""")]
    public async Task Weather_is_no_verdict(int status, string body)
    {
        using var provider = FakeProvider.Start(
            (call, context, _) => call == 1
                ? FakeProvider.RefuseAsync(context, status, body)
                : FakeProvider.AnswerInDialectAsync(context, "42"),
            seesPreflight: true);
        _cli.WriteSum();

        var run = await _cli.RunAsync(
            "run", "suite", "--base-url", $"openai={provider.Url}", "--json", "report.json");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(1, (await ReportAsync()).GetProperty("totals").GetProperty("scored").GetInt32());
    }

    private string[] Urls =>
    [
        "--base-url", $"openai={_provider.Url}", "--base-url", $"anthropic={_provider.Url[..^3]}",
    ];

    private Task<Finished> RunAsync(params string[] more) =>
        _cli.RunAsync(["run", "suite", "--json", "report.json", .. Urls, .. more]);

    private async Task<JsonElement> ReportAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "report.json"), Cancellation);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Task AnswerAsync(JsonElement body, HttpListenerContext context)
    {
        var isChat = context.Request.Url!.AbsolutePath.EndsWith("/chat/completions", StringComparison.Ordinal);
        if (context.Request.Url.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal))
            return FakeProvider.RefuseAsync(context, 401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""");
        return body.GetProperty("model").GetString() switch
        {
            "ghost-model" or "gpt-4.1-minii" => FakeProvider.RefuseAsync(context, 404, """{"error":{"message":"The model `x` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}"""),
            "only-responses" when isChat => FakeProvider.RefuseAsync(context, 404, """{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.","type":"invalid_request_error","param":"model","code":null}}"""),
            "only-default" when body.TryGetProperty("temperature", out _) => FakeProvider.RefuseAsync(context, 400, """{"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"""),
            "no-chat" => FakeProvider.RefuseAsync(context, 404, """{"error":{"message":"This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?","type":"invalid_request_error","param":"model","code":null}}"""),
            "strict" => FakeProvider.RefuseAsync(context, 400, """{"error":{"message":"Invalid schema for response_format 'shape': In context=(), 'additionalProperties' is required to be supplied and to be false.","type":"invalid_request_error","param":"response_format","code":null}}"""),
            "new-cap" when body.TryGetProperty("max_tokens", out _) => FakeProvider.RefuseAsync(context, 400, """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"""),
            _ => FakeProvider.AnswerInDialectAsync(context, "42"),
        };
    }
}
