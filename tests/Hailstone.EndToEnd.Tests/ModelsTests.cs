using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>The catalogue, one's own files over it, and lists of prices that others keep.</summary>
public sealed class ModelsTests : IDisposable
{
    private const string List = """
        { "openai": { "id": "openai", "models": {
          "gpt-4o": { "id": "gpt-4o", "cost": { "input": 2.5, "output": 12 } },
          "gpt-9": { "id": "gpt-9", "cost": { "input": 1, "output": 2 }, "limit": { "context": 8000 } } } } }
        """;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_list_is_shown_and_written_after_a_yes_alone()
    {
        _cli.Write("api.json", List);

        var shown = await _cli.RunAsync("models", "import", "api.json");

        Assert.True(shown.Code == 0, shown.ToString());
        Assert.Contains("openai/gpt-4o output: $10 here, $12 in models.dev", shown.Output, StringComparison.Ordinal);
        Assert.Contains("+ openai/gpt-9", shown.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", shown.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(UserFile), shown.ToString());

        var written = await _cli.RunAsync("models", "import", "api.json", "--yes");
        var model = await _cli.RunAsync("models", "gpt-9");
        var other = await _cli.RunAsync("models", "gpt-4o");

        Assert.True(written.Code == 0, written.ToString());
        Assert.Contains("1 in, - cached, 2 out", model.Output, StringComparison.Ordinal);
        Assert.Contains("models.dev, api.json", model.Output, StringComparison.Ordinal);
        Assert.Contains("2.5 in, 1.25 cached, 10 out", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_projects_file_is_found_in_the_working_folder_and_its_fault_is_one_line_with_its_place()
    {
        _cli.Write("hailstone.models.json", "{ \"models\": [\n  { \"id\": \"team-a\", \"provider\": \"azur\" } ] }");

        var run = await _cli.RunAsync("models");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("hailstone.models.json:2:", run.Error, StringComparison.Ordinal);
        Assert.Contains("azure", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_life_tokens_cost_time_and_what_the_suite_can_show()
    {
        _cli.Write("suite.yaml", """
            name: outlook
            defaults: { max_output_tokens: 100 }
            targets: { all: [gpt-6-luna, openai/ft:gpt-6-luna:acme::x, o1] }
            providers: { openai: { limits: { rpm: 10 } } }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var run = await _cli.RunAsync("check", "suite.yaml");

        Assert.True(run.Code == 4, run.ToString());
        foreach (var part in new[]
        {
            "o1: switched off on 2026-10-23, successor gpt-5.6-sol", "8 tokens in", "$0.000003 to $0.000051",
            "unverified", "openai/", "100.0 points",
        })
        {
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_without_an_address_is_told_the_line_to_write()
    {
        _cli.Variables["AZURE_OPENAI_API_KEY"] = "key";
        _cli.Write("suite.yaml", """
            name: azure
            targets: { all: [azure/team-a] }
            items: [ { id: a, prompt: one, expect: 42 } ]
            score: [ { type: number } ]
            """);

        var run = await _cli.RunAsync("run", "suite.yaml");

        Assert.True(run.Code == 2, run.ToString());
        Assert.Contains("run.no-address", run.Error, StringComparison.Ordinal);
        Assert.Contains("providers: { azure: { base_url: URL } }", run.Error, StringComparison.Ordinal);
    }

    private string UserFile => Path.Combine(_cli.Folder, ".config", "hailstone", "models.json");
}
