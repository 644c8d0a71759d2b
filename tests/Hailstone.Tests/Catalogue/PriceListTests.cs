using System.Text;
using Hailstone.Catalogue;
using Hailstone.Catalogue.PriceLists;
using Xunit;

namespace Hailstone.Tests.Catalogue;

/// <summary>Pieces of the lists as their keepers publish them: the same model in three formats.</summary>
public sealed class PriceListTests : IDisposable
{
    private const string ModelsDev = """
        {
          "openai": {
            "id": "openai", "env": ["OPENAI_API_KEY"], "npm": "@ai-sdk/openai", "name": "OpenAI",
            "models": {
              "gpt-5.5": {
                "id": "gpt-5.5", "name": "GPT-5.5", "reasoning": true, "temperature": false,
                "reasoning_options": [{ "type": "effort", "values": ["none", "low", "medium", "high", "xhigh"] }],
                "limit": { "context": 1050000, "output": 128000 },
                "cost": {
                  "input": 5, "output": 30, "cache_read": 0.5,
                  "tiers": [{ "tier": { "size": 272000 }, "input": 10, "output": 45, "cache_read": 1 }]
                }
              },
              "text-embedding-3-small": { "id": "text-embedding-3-small", "limit": { "context": 8191, "output": 0 } }
            }
          },
          "google": {
            "id": "google", "models": {
              "gemini-2.5-flash": { "id": "gemini-2.5-flash", "cost": { "input": 0.3, "output": 2.5 } }
            }
          },
          "elsewhere": { "id": "elsewhere", "models": { "m": { "id": "m", "cost": { "input": 1, "output": 1 } } } }
        }
        """;

    private const string GenaiPrices = """
        [
          {
            "id": "openai", "name": "OpenAI", "api_pattern": "https://api\\.openai\\.com",
            "models": [
              {
                "id": "gpt-5.5", "match": { "or": [{ "equals": "gpt-5.5" }] }, "context_window": 1050000,
                "prices_checked": "2026-04-24",
                "prices": {
                  "input_mtok": { "base": 5, "tiers": [{ "start": 272000, "price": 10 }] },
                  "cache_read_mtok": { "base": 0.5, "tiers": [{ "start": 272000, "price": 1 }] },
                  "output_mtok": { "base": 30, "tiers": [{ "start": 272000, "price": 45 }] }
                }
              },
              { "id": "whisper-1", "match": { "equals": "whisper-1" }, "prices": { "input_audio_hours": 0.36 } }
            ]
          },
          {
            "id": "google", "api_pattern": "https://(.*\\.)?googleapis\\.com",
            "models": [
              {
                "id": "gemini-2.5-flash", "match": { "equals": "gemini-2.5-flash" },
                "prices": [
                  { "prices": { "input_mtok": 0.3, "output_mtok": 2.5 } },
                  { "constraint": { "type": "start_date", "start_date": "2027-01-01" }, "prices": { "input_mtok": 0.6, "output_mtok": 5 } }
                ]
              }
            ]
          },
          {
            "id": "deepseek", "api_pattern": "https://api\\.deepseek\\.com",
            "models": [
              {
                "id": "deepseek-chat", "match": { "equals": "deepseek-chat" },
                "prices": [
                  { "prices": { "input_mtok": 0.135, "output_mtok": 0.55 } },
                  { "constraint": { "type": "time_of_date", "start_time": "00:30:00Z", "end_time": "16:30:00Z" }, "prices": { "input_mtok": 0.27, "output_mtok": 1.1 } }
                ]
              }
            ]
          }
        ]
        """;

    private const string LiteLlm = """
        {
          "sample_spec": { "litellm_provider": "one of https://docs.litellm.ai/docs/providers", "mode": "one of: chat" },
          "gpt-5.5": {
            "input_cost_per_token": 5e-06, "cache_read_input_token_cost": 5e-07, "output_cost_per_token": 3e-05,
            "input_cost_per_token_above_272k_tokens": 1e-05, "output_cost_per_token_above_272k_tokens": 4.5e-05,
            "cache_read_input_token_cost_above_272k_tokens": 1e-06,
            "input_cost_per_token_batches": 2.5e-06, "input_cost_per_token_flex": 2.5e-06,
            "input_cost_per_token_priority": 1e-05, "litellm_provider": "openai", "max_input_tokens": 1050000,
            "max_output_tokens": 128000, "mode": "chat", "supported_endpoints": ["/v1/chat/completions"]
          },
          "gemini/gemini-2.5-flash": {
            "input_cost_per_token": 3e-07, "output_cost_per_token": 2.5e-06, "litellm_provider": "gemini", "mode": "chat"
          },
          "text-embedding-3-small": {
            "input_cost_per_token": 2e-08, "output_cost_per_token": 0.0, "litellm_provider": "openai", "mode": "embedding"
          }
        }
        """;

    private static readonly DateOnly Today = new(2026, 11, 22);
    private readonly string _folder = Directory.CreateTempSubdirectory("hailstone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("models.dev", ModelsDev)]
    [InlineData("genai-prices", GenaiPrices)]
    [InlineData("LiteLLM", LiteLlm)]
    public void Three_formats_say_the_same_of_the_same_model(string name, string text)
    {
        var list = Valid(text);

        Assert.Equal(name, list.Name);
        Assert.Equal(
            ["openai/gpt-5.5", "gemini/gemini-2.5-flash"], list.Prices.Select(price => $"{price.Provider}/{price.Id}"));
        var price = list.Prices[0].Price;
        Assert.Equal((5m, 30m, 0.5m), (price.Input, price.Output, price.CacheRead!.Value));
        Assert.Equal((272_000L, 10m, 45m, 1m), (
            price.LongInput!.Above, price.LongInput.Input, price.LongInput.Output, price.LongInput.CacheRead!.Value));
        Assert.Equal(1_050_000, list.Prices[0].ContextTokens);
        Assert.Equal((0.3m, 2.5m), (list.Prices[1].Price.Input, list.Prices[1].Price.Output));
    }

    [Fact]
    public void Prices_of_tiers_become_factors()
    {
        var price = Valid(LiteLlm).Prices[0].Price;

        Assert.Equal((0.5m, 0.5m, 2m), (price.BatchFactor!.Value, price.FlexFactor!.Value, price.FastFactor!.Value));
    }

    [Fact]
    public void An_announced_price_ends_the_one_before_it_and_is_not_taken() =>
        Assert.Equal(new DateOnly(2026, 12, 31), Valid(GenaiPrices).Prices[1].Price.To);

    [Fact]
    public void A_list_that_agrees_brings_nothing()
    {
        var difference = PriceDifference.Of(Valid(ModelsDev).Prices, ModelCatalogue.Embedded(), Today);

        Assert.Empty(difference.New);
        Assert.Empty(difference.Disagreements);
        Assert.Equal(2, difference.Agreed);
    }

    [Theory]
    [InlineData("30.3", false)]
    [InlineData("30.4", true)]
    [InlineData("29.6", true)]
    public void A_price_that_differs_by_more_than_a_hundredth_is_told_and_not_chosen(string output, bool told)
    {
        var list = Valid(ModelsDev.Replace("\"output\": 30,", $"\"output\": {output},", StringComparison.Ordinal));

        var difference = PriceDifference.Of(list.Prices, ModelCatalogue.Embedded(), Today);

        Assert.Equal(told ? ["output"] : [], difference.Disagreements.Select(one => one.Field));
        Assert.Empty(difference.New);
    }

    [Fact]
    public void What_is_new_is_written_behind_what_stands_there_and_read_back_as_it_was()
    {
        const string before = """{ "models": [ { "id": "own", "provider": "openai", "note": "stays" } ] }""";
        var list = Valid(LiteLlm.Replace("\"gpt-5.5\"", "\"gpt-9\"", StringComparison.Ordinal));
        var difference = PriceDifference.Of(list.Prices, ModelCatalogue.Embedded(), Today);

        var text = OwnModelsText.With(Encoding.UTF8.GetBytes(before), difference.New, "LiteLLM, prices.json", Today);

        var file = new OwnModelsFile(Path.Combine(_folder, "models.json"), "models.json");
        File.WriteAllText(file.Path, text);
        var catalogue = Assert.IsType<OwnModelsResult.Valid>(
            OwnModels.Over(ModelCatalogue.Embedded(), [file], Today)).Catalogue;
        Assert.Equal("stays", catalogue.Models.Single(model => model.Id == "own").Note);
        var read = catalogue.Models.Single(model => model.Id == "gpt-9");
        Assert.Equal(list.Prices[0].Price, read.PriceOn(Today));
        Assert.Equal(["models.json", "LiteLLM, prices.json"], read.Sources);
        Assert.Empty(PriceDifference.Of(list.Prices, catalogue, Today).New);
    }

    [Theory]
    [InlineData("\"output\": 30,", "\"output\": -1,")]
    [InlineData("\"output\": 30,", "\"output\": 1e300,")]
    [InlineData("\"output\": 30,", "\"output\": 1e7,")]
    [InlineData("\"output\": 30,", "\"output\": \"thirty\",")]
    public void A_number_that_is_no_price_is_one_problem_and_nothing_is_taken(string right, string wrong)
    {
        var problem = Invalid(ModelsDev.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal("import.number", problem.Code);
        Assert.Contains("gpt-5.5", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "import.shape")]
    [InlineData("[]", "import.shape")]
    [InlineData("3", "import.shape")]
    [InlineData("{ \"data\": [ { \"id\": \"x\", \"pricing\": {} } ] }", "import.shape")]
    [InlineData("<html>", "import.json")]
    [InlineData("{ \"openai\": { \"models\": { \"\\ud800\": { \"cost\": {} } } } }", "import.json")]
    [InlineData("", "import.json")]
    public void Another_file_is_one_problem(string text, string code) => Assert.Equal(code, Invalid(text).Code);

    [Fact]
    public void A_file_without_a_bottom_is_one_problem() =>
        Assert.Equal("import.json", Invalid(new string('[', 100_000)).Code);

    [Fact]
    public void An_id_that_no_suite_can_name_is_left_out() => Assert.Single(
        Valid(ModelsDev.Replace("\"gpt-5.5\": {", "\"gpt\\u001b[31m\": {", StringComparison.Ordinal)).Prices);

    private static PriceListResult.Valid Valid(string text) => Assert.IsType<PriceListResult.Valid>(Read(text));

    private static Hailstone.Suites.Problem Invalid(string text) =>
        Assert.IsType<PriceListResult.Invalid>(Read(text)).Problem;

    private static PriceListResult Read(string text) =>
        PriceList.Read(Encoding.UTF8.GetBytes(text), "prices.json", ModelCatalogue.Embedded());
}
