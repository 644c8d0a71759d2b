using Hailstone.Catalogue;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Catalogue;

public sealed class NameResolutionTests
{
    private static readonly ModelCatalogue Shipped = ModelCatalogue.Embedded();
    private static readonly Dictionary<string, ProviderSettings> Nothing = [];
    private static readonly Place Anywhere = new("suite.yaml");
    private static readonly ProviderSettings Lab = new()
    {
        Dialect = "chat",
        BaseUrl = new("http://127.0.0.1:8000/v1"),
        KeyVariable = "LAB_API_KEY",
        Limits = new() { RequestsPerMinute = 300, TokensPerMinute = 90_000 },
        Place = Anywhere,
    };

    [Fact]
    public void An_id_is_sent_as_it_is()
    {
        var model = Found("gpt-6-luna");

        Assert.Equal("gpt-6-luna", model.WireId);
        Assert.Equal("openai", model.Provider.Id);
        Assert.Equal("chat", model.Dialect);
        Assert.Equal("gpt-6-luna", model.Pool);
        Assert.False(model.OldSpelling);
    }

    [Fact]
    public void A_snapshot_is_sent_as_it_is_written()
    {
        var model = Found("gpt-4o-2024-11-20");

        Assert.Equal("gpt-4o-2024-11-20", model.WireId);
        Assert.Equal("gpt-4o", model.Fact!.Id);
    }

    [Theory]
    [InlineData("claude-haiku-3.5", "claude-3-5-haiku-20241022")]
    [InlineData("claude-3.5-haiku", "claude-3-5-haiku-20241022")]
    [InlineData("Claude 3.5 Haiku", "claude-3-5-haiku-20241022")]
    [InlineData("claude-sonnet-3.5", "claude-3-5-sonnet-20241022")]
    [InlineData("claude-3.5-sonnet", "claude-3-5-sonnet-20241022")]
    [InlineData("claude-3-5-sonnet", "claude-3-5-sonnet-20241022")]
    [InlineData("claude-3.7-sonnet", "claude-3-7-sonnet-20250219")]
    [InlineData("claude_3.7_sonnet", "claude-3-7-sonnet-20250219")]
    [InlineData("sonnet-3.7", "claude-3-7-sonnet-20250219")]
    [InlineData("claude-opus-3", "claude-3-opus-20240229")]
    [InlineData("claude-sonnet-4", "claude-sonnet-4-20250514")]
    [InlineData("claude-opus-4", "claude-opus-4-20250514")]
    [InlineData("claude-opus-4.1", "claude-opus-4-1-20250805")]
    public void An_old_spelling_is_known_as_a_retired_model(string name, string id)
    {
        var model = Found(name);

        Assert.True(model.OldSpelling);
        Assert.Equal(id, model.WireId);
        Assert.Equal(Lifecycle.Retired, model.Fact!.Lifecycle);
    }

    [Theory]
    [InlineData("gpt-5-codex")]
    [InlineData("gpt-5.1-codex-max")]
    [InlineData("chatgpt-4o-latest")]
    [InlineData("gpt-4-turbo")]
    [InlineData("gpt-3.5-turbo-0125")]
    [InlineData("gpt-4o-2024-05-13")]
    [InlineData("gpt-4.1-nano")]
    [InlineData("o1")]
    [InlineData("o1-mini")]
    [InlineData("o1-preview")]
    [InlineData("o4-mini")]
    [InlineData("o3-deep-research")]
    [InlineData("claude-3-haiku-20240307")]
    [InlineData("claude-3-5-sonnet-latest")]
    [InlineData("claude-opus-4-1")]
    public void A_model_that_no_longer_answers_is_known_as_retired(string name) =>
        Assert.True(Found(name).Fact!.IsRetiredOn(new(2026, 11, 22)));

    [Theory]
    [InlineData("gpt-5-pro", 2026, 12, 11)]
    [InlineData("o3", 2026, 12, 11)]
    [InlineData("claude-sonnet-4-5", 2026, 11, 30)]
    [InlineData("gpt-4o-mini", 2027, 1, 14)]
    public void A_model_with_an_announced_end_answers_until_that_day(string name, int year, int month, int day)
    {
        var end = new DateOnly(year, month, day);

        Assert.False(Found(name).Fact!.IsRetiredOn(end.AddDays(-1)));
        Assert.True(Found(name).Fact!.IsRetiredOn(end));
    }

    [Fact]
    public void A_floor_is_no_end() =>
        Assert.False(Found("claude-haiku-4-5").Fact!.IsRetiredOn(new(2026, 11, 22)));

    [Theory]
    [InlineData("gpt-5-pro")]
    [InlineData("gpt-5.5-pro")]
    [InlineData("gpt-5.3-codex")]
    public void A_model_of_the_responses_api_alone_is_asked_there(string name) =>
        Assert.Equal("responses", Found(name).Dialect);

    [Fact]
    public void A_provider_before_the_id_takes_any_id()
    {
        var model = Found("openai/gpt-7-nova");

        Assert.Equal("gpt-7-nova", model.WireId);
        Assert.Null(model.Fact);
        Assert.Equal("openai.default", model.Profile.Name);
        Assert.Equal("gpt-7-nova", model.Pool);
    }

    [Fact]
    public void A_provider_before_a_known_id_keeps_what_is_known()
    {
        Assert.Equal("claude-haiku-4-5-20251001", Found("anthropic/claude-haiku-4-5").Fact!.Id);
        Assert.Null(Found("openai/claude-haiku-4-5").Fact);
        Assert.Null(Found("anthropic/claude-3.5-haiku").Fact);
    }

    [Theory]
    [InlineData("openai/ft:gpt-4o-mini-2024-07-18:acme::A1b2", "openai.sampling")]
    [InlineData("openai/gpt-5.5-2027-01-01", "openai.reasoning.optional-none")]
    [InlineData("azure/gpt-4.1-mini", "openai.sampling")]
    [InlineData("anthropic/claude-haiku-4-5-20991231", "anthropic.budget.schema")]
    public void The_shape_of_a_name_tells_what_it_behaves_like(string name, string profile)
    {
        var model = Found(name);

        Assert.Equal(profile, model.Profile.Name);
        Assert.Equal(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], model.WireId);
        Assert.True(model.Unverified);
        Assert.Empty(model.Fact!.Prices);
    }

    [Fact]
    public void A_fine_tuned_model_ends_with_the_model_beneath_and_a_deployment_elsewhere_does_not()
    {
        Assert.Equal(Found("gpt-4o-mini").Fact!.Retires, Found("openai/ft:gpt-4o-mini:acme::x").Fact!.Retires);
        Assert.Null(Found("azure/gpt-4o-mini").Fact!.Retires);
    }

    [Theory]
    [InlineData("openai/gpt-4o-minister")]
    [InlineData("openai/my-gpt-5")]
    [InlineData("openai/ft:nothing:acme::x")]
    [InlineData("azure/my-deployment")]
    public void A_name_that_only_looks_alike_behaves_like_nothing(string name)
    {
        Assert.Null(Found(name).Fact);
        Assert.True(Found(name).Unverified);
    }

    [Fact]
    public void What_the_catalogue_knows_is_verified() => Assert.False(Found("gpt-6-luna").Unverified);

    [Theory]
    [InlineData("gemini-3.5-flash", "gemini", "gemini-3.5-flash")]
    [InlineData("groq/openai/gpt-oss-20b", "groq", "openai/gpt-oss-20b")]
    [InlineData("openrouter/meta-llama/llama-4", "openrouter", "meta-llama/llama-4")]
    [InlineData("ollama/llama3:8b", "ollama", "llama3:8b")]
    public void Other_providers_are_asked_over_chat(string name, string provider, string wireId)
    {
        var model = Found(name);

        Assert.Equal((provider, wireId, "chat"), (model.Provider.Id, model.WireId, model.Dialect));
    }

    [Theory]
    [InlineData("ollama/x")]
    [InlineData("vllm/x")]
    [InlineData("llamacpp/x")]
    public void A_server_of_ones_own_has_no_quota_and_needs_no_key(string name)
    {
        Assert.True(Found(name).Limits!.Unlimited);
        Assert.Null(Found(name).Provider.KeyVariable);
    }

    [Fact]
    public void A_provider_of_the_suite_takes_any_id()
    {
        var model = Found("lab/meta/llama-4", new() { ["lab"] = Lab });

        Assert.Equal("meta/llama-4", model.WireId);
        Assert.Equal("chat", model.Dialect);
        Assert.Equal("compatible", model.Profile.Name);
        Assert.Equal("LAB_API_KEY", model.Provider.KeyVariable);
        Assert.Equal(300, model.Limits!.RequestsPerMinute);
        Assert.Equal(ChargeRule.Unknown, model.Provider.ChargeRule);
    }

    [Fact]
    public void A_provider_that_nobody_knows_is_named_with_those_that_are_known()
    {
        var resolution = Shipped.Resolve("lap/llama-4", new Dictionary<string, ProviderSettings> { ["lab"] = Lab });

        var unknown = Assert.IsType<Resolution.UnknownProvider>(resolution);
        Assert.Equal("lap", unknown.Provider);
        Assert.Equal([.. Shipped.Providers.Select(provider => provider.Id), "lab"], unknown.Known);
    }

    [Fact]
    public void A_provider_of_the_suite_without_an_address_is_not_known()
    {
        var settings = new Dictionary<string, ProviderSettings> { ["lab"] = Lab with { BaseUrl = null } };

        var unknown = Assert.IsType<Resolution.UnknownProvider>(Shipped.Resolve("lab/llama-4", settings));
        Assert.Equal(Shipped.Providers.Select(provider => provider.Id), unknown.Known);
    }

    [Theory]
    [InlineData("gpt-6-lunna", "gpt-6-luna")]
    [InlineData("gpt-6-lnua", "gpt-6-luna")]
    [InlineData("GPT-6-Luna", "gpt-6-luna")]
    [InlineData("claude-opus-4.5", "claude-opus-4-5")]
    [InlineData("claude-haiku-4.5", "claude-haiku-4-5")]
    [InlineData("claude-opus-5-5-20260922", "claude-opus-5-5")]
    public void A_name_that_nobody_knows_comes_with_the_nearest(string name, string nearest)
    {
        var near = Unknown(name);

        Assert.Equal(nearest, near[0]);
        Assert.InRange(near.Count, 1, 5);
    }

    [Fact]
    public void The_name_of_a_family_comes_with_its_models() =>
        Assert.Equal(
            ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-sol", "gpt-6-luna"], Unknown("gpt-6"));

    [Theory]
    [InlineData("llama-4-maverick")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("openai/")]
    public void A_name_that_is_near_nothing_comes_with_nothing(string name) => Assert.Empty(Unknown(name));

    [Fact]
    public void A_name_of_any_length_is_answered() => Assert.Empty(Unknown(new string('g', 1_000_000)));

    [Fact]
    public void The_suite_is_laid_over_what_is_known_of_a_provider()
    {
        var model = Found("gpt-6-luna", new()
        {
            ["openai"] = new() { BaseUrl = new("http://127.0.0.1:9000/v1"), KeyVariable = "", Place = Anywhere },
        });

        Assert.Equal(new Uri("http://127.0.0.1:9000/v1"), model.Provider.BaseUrl);
        Assert.Null(model.Provider.KeyVariable);
        Assert.Equal("OPENAI_BASE_URL", model.Provider.EndpointVariable);
        Assert.Equal("openai.reasoning.optional-none.gpt6", model.Profile.Name);
    }

    [Fact]
    public void What_the_suite_does_not_say_stays()
    {
        var model = Found("gpt-6-luna", Tier("openai", "1"));

        Assert.Equal(new Uri("https://api.openai.com/v1"), model.Provider.BaseUrl);
        Assert.Equal("OPENAI_API_KEY", model.Provider.KeyVariable);
    }

    [Theory]
    [InlineData("gpt-6-luna", "responses", "responses", "openai.reasoning.optional-none.gpt6")]
    [InlineData("gpt-5-pro", "chat", "responses", "openai.responses-only.unstreamed")]
    [InlineData("gpt-6-luna", "messages", "messages", "compatible")]
    public void A_dialect_of_the_suite_holds_where_the_model_can_be_asked_in_it(
        string name, string said, string dialect, string profile)
    {
        var model = Found(name, new() { ["openai"] = new() { Dialect = said, Place = Anywhere } });

        Assert.Equal(dialect, model.Dialect);
        Assert.Equal(profile, model.Profile.Name);
    }

    [Theory]
    [InlineData("gpt-6-astra", "1", 500, 500_000)]
    [InlineData("gpt-6-astra", "Build", 5_000, 1_000_000)]
    [InlineData("gpt-6.1-sol", "grow", 15_000, 40_000_000)]
    [InlineData("gpt-4o-2024-08-06", "3", 5_000, 800_000)]
    [InlineData("gpt-5.6-luna", "5", 30_000, 180_000_000)]
    public void A_tier_of_openai_gives_the_limits_of_the_pool(string name, string tier, long rpm, long tpm) =>
        Assert.Equal(
            new QuotaSettings { RequestsPerMinute = rpm, TokensPerMinute = tpm },
            Found(name, Tier("openai", tier)).Limits);

    [Theory]
    [InlineData("claude-opus-4-8", "start", 1_000, 2_000_000, 400_000)]
    [InlineData("claude-haiku-5-5", "scale", 10_000, 10_000_000, 2_000_000)]
    [InlineData("claude-fable-5", "build", 2_000, 1_500_000, 300_000)]
    [InlineData("claude-sonnet-4-6", "2", 1_000, 450_000, 90_000)]
    public void A_tier_of_anthropic_gives_the_limits_of_the_pool(
        string name, string tier, long rpm, long input, long output) =>
        Assert.Equal(
            new QuotaSettings { RequestsPerMinute = rpm, InputTokensPerMinute = input, OutputTokensPerMinute = output },
            Found(name, Tier("anthropic", tier)).Limits);

    [Fact]
    public void A_tier_counts_requests_of_a_day_where_the_provider_does() =>
        Assert.Equal(10_000, Found("gpt-4o-mini", Tier("openai", "1")).Limits!.RequestsPerDay);

    [Theory]
    [InlineData("gpt-6-luna", "1")]
    [InlineData("gpt-6-astra", "7")]
    public void What_no_table_holds_is_not_known(string name, string tier) =>
        Assert.Null(Found(name, Tier("openai", tier)).Limits);

    [Fact]
    public void Limits_of_the_suite_win_over_its_tier()
    {
        var limits = new QuotaSettings { RequestsPerMinute = 60 };
        var settings = new ProviderSettings { Tier = "1", Limits = limits, Place = Anywhere };

        Assert.Equal(limits, Found("gpt-6-astra", new() { ["openai"] = settings }).Limits);
    }

    [Theory]
    [InlineData("claude-opus-4-8", "claude-opus-4-5", true)]
    [InlineData("claude-sonnet-4-6", "claude-sonnet-4-5", true)]
    [InlineData("claude-fable-5", "claude-fable-5-1", true)]
    [InlineData("claude-opus-5", "claude-opus-5-5", false)]
    [InlineData("claude-haiku-4-5", "claude-haiku-5-5", false)]
    [InlineData("gpt-6-sol", "gpt-6.1-sol", false)]
    public void Some_models_share_a_pool(string one, string other, bool shared) =>
        Assert.Equal(shared, Found(one).Pool == Found(other).Pool);

    private static ResolvedModel Found(string name, Dictionary<string, ProviderSettings>? settings = null) =>
        Assert.IsType<Resolution.Found>(Shipped.Resolve(name, settings ?? Nothing)).Model;

    private static IReadOnlyList<string> Unknown(string name) =>
        Assert.IsType<Resolution.Unknown>(Shipped.Resolve(name, Nothing)).Nearest;

    private static Dictionary<string, ProviderSettings> Tier(string provider, string tier) =>
        new() { [provider] = new() { Tier = tier, Place = Anywhere } };
}
