using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>A key goes only where its owner means it to go.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly FakeProvider _provider = FakeProvider.Start();

    public void Dispose()
    {
        _provider.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_host_that_a_suite_names_gets_a_key_only_after_a_yes_that_is_remembered()
    {
        _cli.Variables["LAB_API_KEY"] = "lab-0123456789";
        WriteSuite($$"""providers: { lab: { dialect: chat, base_url: "{{_provider.Url}}", key: LAB_API_KEY } }""", "lab/any");

        var refused = await _cli.RunAsync("run", "suite");
        Assert.True(refused.Code == 2, refused.ToString());
        Assert.Contains("--allow-host 127.0.0.1", refused.Error, StringComparison.Ordinal);
        Assert.Empty(_provider.Prompts);

        var allowed = await _cli.RunAsync("run", "suite", "--allow-host", "127.0.0.1");
        Assert.True(allowed.Code == 0, allowed.ToString());
        var remembered = await _cli.RunAsync("run", "suite");
        Assert.True(remembered.Code == 0, remembered.ToString());
        Assert.Equal(2, _provider.Prompts.Count);
    }

    [Fact]
    public async Task A_host_without_a_key_needs_no_yes()
    {
        WriteSuite($$"""providers: { lab: { dialect: chat, base_url: "{{_provider.Url}}" } }""", "lab/any");

        var run = await _cli.RunAsync("run", "suite");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Single(_provider.Prompts);
    }

    [Fact]
    public async Task A_missing_key_is_named_before_anything_is_sent()
    {
        _cli.Variables["OPENAI_API_KEY"] = null;
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={_provider.Url}");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("OPENAI_API_KEY", run.Error, StringComparison.Ordinal);
        Assert.Empty(_provider.Prompts);
    }

    [Fact]
    public async Task An_env_file_supplies_a_key_and_no_address()
    {
        using var other = FakeProvider.Start();
        _cli.Variables["OPENAI_API_KEY"] = null;
        _cli.Variables["OPENAI_BASE_URL"] = _provider.Url;
        _cli.Write(".env", $"OPENAI_API_KEY=sk-from-the-file-0123456789\nOPENAI_BASE_URL={other.Url}\n");
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite");

        Assert.True(run.Code == 0, run.ToString());
        Assert.Single(_provider.Prompts);
        Assert.Empty(other.Prompts);
    }

    [Fact]
    public async Task A_key_does_not_travel_over_plain_http_to_another_machine()
    {
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite", "--base-url", "openai=http://example.invalid/v1");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("https", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_for_a_provider_that_nobody_knows_is_an_error()
    {
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite", "--base-url", $"opanai={_provider.Url}");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("opanai", run.Error, StringComparison.Ordinal);
        Assert.Empty(_provider.Prompts);
    }

    [Theory]
    [InlineData("OPENAI_API_KEY=sk-secret-0123456789\nOPENAI_API_KEY=\"sk-secret-unclosed\n", ".env:2")]
    [InlineData("sk-secret-0123456789\n", ".env:1")]
    [InlineData("OPENAI_API_KEY='sk-secret 0123456789'\n", "OPENAI_API_KEY")]
    [InlineData("OPENAI_API_KEY=sk-secret-0123456789é\n", "OPENAI_API_KEY")]
    public async Task A_file_of_keys_that_cannot_be_used_is_named_and_not_repeated(string file, string named)
    {
        _cli.Variables["OPENAI_API_KEY"] = null;
        _cli.Write(".env", file);
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite", "--base-url", $"openai={_provider.Url}");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_provider.Prompts);
    }

    [Theory]
    [InlineData("localhost:8080/v1")]
    [InlineData("nonsense")]
    [InlineData("https://me:secret@example.invalid/v1")]
    public async Task A_variable_that_holds_no_address_stops_the_run_and_sends_the_key_nowhere(string address)
    {
        _cli.Variables["OPENAI_BASE_URL"] = address;
        WriteSuite("", "gpt-4.1-mini");

        var run = await _cli.RunAsync("run", "suite");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("OPENAI_BASE_URL", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    private void WriteSuite(string providers, string model) => _cli.Write("suite/suite.yaml", $$"""
        name: keys
        {{providers}}
        targets: { all: [{{model}}] }
        items: [ { id: a, prompt: one, expect: 42 } ]
        score: [ { type: number } ]
        """);
}
