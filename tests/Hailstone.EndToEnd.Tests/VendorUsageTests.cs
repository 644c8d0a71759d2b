using System.Text;
using System.Text.Json;
using Xunit;

namespace Hailstone.EndToEnd.Tests;

/// <summary>The vendors' side of the books, in the words of their own documentation.</summary>
public sealed class VendorUsageTests : IDisposable
{
    // The shapes of OpenAI's specification of August 2026 and of Anthropic's Usage and Cost API.
    private const string OpenAiUsage = """
        {"object":"page","data":[{"object":"bucket","start_time":1764288000,"end_time":1764374400,"results":[
         {"object":"organization.usage.completions.result","input_tokens":21,"input_cached_tokens":5,"output_tokens":4,
          "num_model_requests":3,"project_id":null,"user_id":null,"api_key_id":null,"model":null,"batch":null}]}],
         "has_more":MORE,"next_page":NEXT}
        """;

    private const string OpenAiCosts = """
        {"object":"page","data":[{"object":"bucket","start_time":1764288000,"end_time":1764374400,"results":[
         {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":null,
          "project_id":null}]}],"has_more":false,"next_page":null}
        """;

    private const string AnthropicUsage = """
        {"data":[{"starting_at":"2026-11-01T00:00:00Z","ending_at":"2026-11-02T00:00:00Z","results":[
         {"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},
          "cache_read_input_tokens":200,"output_tokens":500,"server_tool_use":{"web_search_requests":10},
          "api_key_id":null,"workspace_id":null,"model":null,"service_tier":null,"context_window":null}]}],
         "has_more":false,"next_page":null}
        """;

    private const string AnthropicCosts = """
        {"data":[{"starting_at":"2026-11-01T00:00:00Z","ending_at":"2026-11-02T00:00:00Z","results":[
         {"currency":"USD","amount":"123.78912","workspace_id":null,"description":null}]}],
         "has_more":false,"next_page":null}
        """;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Both_vendors_counts_stand_beside_ours()
    {
        using var vendor = FakeProvider.Start((_, context, _) => AnswerAsync(context));
        _cli.WriteSum();
        await _cli.RunAsync("run", "suite", "--base-url", $"openai={vendor.Url}");
        _cli.Variables["OPENAI_ADMIN_KEY"] = "sk-admin-abcdefghijklmnop";
        _cli.Variables["ANTHROPIC_ADMIN_KEY"] = "sk-ant-admin01-abcdefghijklmnop";
        string[] urls = ["--base-url", $"openai={vendor.Url}", "--base-url", $"anthropic={vendor.Url[..^3]}"];

        var table = await _cli.RunAsync(["usage", "--provider", .. urls]);
        var json = await _cli.RunAsync(["usage", "--provider", "--json", "-", .. urls]);

        Assert.True(table.Code == 0, table.ToString());
        // The preflight and the trial read 10 tokens each, and the vendor told of 42.
        Assert.Contains("-22", table.Output, StringComparison.Ordinal);
        var vendors = JsonDocument.Parse(json.Output).RootElement.GetProperty("vendors");
        // Two pages of OpenAI's add up; Anthropic's input is what was read, written and new; its money is in cents.
        Assert.Equal(
            [("openai", "6", 42, 8, "0.060000"), ("anthropic", "", 3200, 500, "1.237891")],
            vendors.EnumerateArray().Select(told => (
                told.GetProperty("provider").GetString(), told.GetProperty("calls").ToString(),
                told.GetProperty("input_tokens").GetInt32(), told.GetProperty("output_tokens").GetInt32(),
                told.GetProperty("usd").GetString())));
    }

    [Fact]
    public async Task A_key_that_is_refused_is_not_repeated_and_without_one_it_is_said_which_to_set()
    {
        using var vendor = FakeProvider.Start((_, context, _) => FakeProvider.RefuseAsync(
            context, 401, """{"error":{"message":"Incorrect API key provided: sk-admin-abcdefghijklmnop"}}"""));
        _cli.WriteSum();
        await _cli.RunAsync("run", "suite", "--simulate");

        var without = await _cli.RunAsync("usage", "--provider");
        _cli.Variables["OPENAI_ADMIN_KEY"] = "sk-admin-abcdefghijklmnop";
        var refused = await _cli.RunAsync("usage", "--provider", "--base-url", $"openai={vendor.Url}");

        Assert.True(without.Code == 2, without.ToString());
        Assert.Contains("OPENAI_ADMIN_KEY", without.Error, StringComparison.Ordinal);
        Assert.True(refused.Code == 2, refused.ToString());
        Assert.Contains("401", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnop", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_whose_budget_is_spent_starts_no_run_and_one_with_little_left_gives_that_little()
    {
        using var provider = FakeProvider.Start();
        _cli.WriteSum();
        string[] run = ["run", "suite", "--base-url", $"openai={provider.Url}", "--monthly-budget"];

        var first = await _cli.RunAsync([.. run, "1"]);
        var second = await _cli.RunAsync([.. run, "0.000001"]);

        Assert.True(first.Code == 0, first.ToString());
        Assert.Contains("$0.00 of $1.00 are spent: this run may spend $1.00.", first.Error, StringComparison.Ordinal);
        Assert.True(second.Code == 5, second.ToString());
        Assert.Contains("of $0.000001 are spent.", second.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", second.Error, StringComparison.Ordinal);
        Assert.Single(provider.Prompts);
    }

    private static async Task AnswerAsync(System.Net.HttpListenerContext context)
    {
        var url = context.Request.Url!;
        var isFirst = !url.Query.Contains("page=", StringComparison.Ordinal);
        var body = url.AbsolutePath switch
        {
            "/v1/organization/usage/completions" => OpenAiUsage
                .Replace("MORE", isFirst ? "true" : "false", StringComparison.Ordinal)
                .Replace("NEXT", isFirst ? "\"page_2\"" : "null", StringComparison.Ordinal),
            "/v1/organization/costs" => OpenAiCosts,
            "/v1/organizations/usage_report/messages" => AnthropicUsage,
            "/v1/organizations/cost_report" => AnthropicCosts,
            _ => null,
        };
        if (body is null)
        {
            await FakeProvider.AnswerAsync(context, "42");
            return;
        }

        context.Response.ContentType = "application/json";
        await using var output = context.Response.OutputStream;
        await output.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}
