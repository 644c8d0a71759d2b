using System.Globalization;
using System.Text.Json.Nodes;
using Hailstone.Catalogue;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Catalogue;

public sealed class RequestProfileTests
{
    private static readonly ModelCatalogue Shipped = ModelCatalogue.Embedded();

    [Fact]
    public void What_was_not_asked_for_is_not_sent()
    {
        var result = Apply("gpt-6-luna", new());

        Assert.Empty(result.Settings.Fields);
        Assert.Empty(result.Refused);
        Assert.Empty(result.Settings.Omitted);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", null, 32_000)]
    [InlineData("claude-haiku-5-5", "max", 64_000)]
    [InlineData("claude-opus-4-1", null, 32_000)]
    [InlineData("claude-3-opus-20240229", null, 4_096)]
    public void A_cap_that_the_dialect_demands_is_filled_in(string model, string? effort, long cap)
    {
        var settings = Apply(model, new() { Effort = effort }).Settings;

        Assert.Equal(cap, settings.Fields.Single(field => field.Key == "max_tokens").Value.GetInt64());
        Assert.Equal(cap, settings.OutputCapTokens);
    }

    [Theory]
    [InlineData("gpt-6-luna", 500, 500L)]
    [InlineData("gpt-6-luna", null, 128_000L)]
    [InlineData("gpt-5-pro", null, null)]
    public void The_cap_is_the_one_sent_else_the_models_own(string model, int? asked, long? cap) =>
        Assert.Equal(cap, Apply(model, new() { MaxOutputTokens = asked }).Settings.OutputCapTokens);

    [Fact]
    public void A_cap_over_the_models_own_is_refused()
    {
        var result = Apply("gpt-4o", new() { MaxOutputTokens = 16_385 });

        Assert.Equal("max_output_tokens", Assert.Single(result.Refused).Parameter);
        Assert.Equal(16_384, result.Settings.OutputCapTokens);
        Assert.Empty(Apply("gpt-4o", new() { MaxOutputTokens = 16_384 }).Refused);
    }

    [Fact]
    public void The_responses_api_takes_no_cap_under_16()
    {
        Assert.Single(Apply("gpt-6-luna", new() { MaxOutputTokens = 15 }, "responses").Refused);
        Assert.Empty(Apply("gpt-6-luna", new() { MaxOutputTokens = 16 }, "responses").Refused);
        Assert.Empty(Apply("gpt-6-luna", new() { MaxOutputTokens = 15 }, "chat").Refused);
    }

    [Theory]
    [InlineData("gpt-5")]
    [InlineData("o3")]
    [InlineData("claude-sonnet-5")]
    public void The_default_of_a_parameter_is_taken_where_no_other_value_is(string model)
    {
        Assert.Empty(Apply(model, new() { Temperature = 1.0m }).Refused);
        Assert.Single(Apply(model, new() { Temperature = 0 }).Refused);
    }

    [Fact]
    public void Top_p_alone_is_taken_where_both_are_not() =>
        Assert.Empty(Apply("claude-haiku-4-5", new() { TopP = 0.9m }).Refused);

    [Fact]
    public void Anthropic_takes_temperatures_up_to_1_and_openai_up_to_2()
    {
        Assert.Single(Apply("claude-haiku-4-5", new() { Temperature = 1.1m }).Refused);
        Assert.Empty(Apply("gpt-4o", new() { Temperature = 1.1m }).Refused);
        Assert.Single(Apply("gpt-4o", new() { Temperature = 2.1m }).Refused);
    }

    [Fact]
    public void A_temperature_that_is_refused_leaves_the_place_to_top_p() =>
        Assert.Equal(
            "temperature",
            Assert.Single(Apply("claude-haiku-4-5", new() { Temperature = 1.5m, TopP = 0.9m }).Refused).Parameter);

    [Theory]
    [InlineData("gpt-5.1", null, true)]
    [InlineData("gpt-5.1", "high", false)]
    [InlineData("gpt-5.5", null, false)]
    [InlineData("gpt-5.5", "none", true)]
    [InlineData("gpt-5.4", null, false)]
    [InlineData("gpt-5.4", "none", true)]
    [InlineData("claude-opus-4-6", null, true)]
    [InlineData("claude-opus-4-6", "none", true)]
    [InlineData("claude-opus-4-6", "low", false)]
    public void Temperature_hangs_on_the_effort_in_effect(string model, string? effort, bool taken) =>
        Assert.Equal(taken, Apply(model, new() { Temperature = 0.2m, Effort = effort }).Refused.Count == 0);

    [Fact]
    public void An_effort_that_is_refused_is_not_in_effect()
    {
        var result = Apply("gpt-5.1", new() { Temperature = 0.2m, Effort = "xhigh" });

        Assert.Equal("effort", Assert.Single(result.Refused).Parameter);
        Assert.Equal("temperature", Assert.Single(result.Settings.Fields).Key);
    }

    [Theory]
    [InlineData("gpt-5-pro", true, false)]
    [InlineData("gpt-5.5-pro", true, true)]
    [InlineData("gpt-6-luna", true, true)]
    [InlineData("gpt-6-luna", false, false)]
    public void An_answer_is_streamed_where_it_was_asked_for_and_can_be(string model, bool asked, bool streamed)
    {
        var result = Apply(model, new() { Stream = asked });

        Assert.Equal(streamed, result.Settings.Stream);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public void A_parameter_without_a_rule_is_refused()
    {
        var bare = new RequestProfile { Name = "bare", Dialects = ["chat"] };

        Assert.Equal("seed", Assert.Single(bare.Apply(new() { Seed = 1 }, "chat", null).Refused).Parameter);
    }

    [Fact]
    public void A_refusal_says_why_and_what_to_write()
    {
        var refused = Assert.Single(InLanguage("en", "gpt-6.1-sol", new() { Temperature = 0 }));

        Assert.Equal("gpt-6.1-sol takes no 'temperature'.", refused.Reason);
        Assert.Equal("Remove 'temperature', or write 'on_unsupported: omit'.", refused.Mend);
    }

    [Fact]
    public void A_refusal_names_the_effort_that_would_do()
    {
        var known = Assert.Single(InLanguage("en", "gpt-6-luna", new() { Temperature = 0 }));
        var unknown = Assert.Single(InLanguage("en", "gpt-5.2", new() { Temperature = 0 }));

        Assert.Equal(
            "gpt-6-luna takes 'temperature' only at effort none, and its effort here is medium.", known.Reason);
        Assert.Equal("Write 'effort: none', or remove 'temperature'.", known.Mend);
        Assert.Equal(
            "gpt-5.2 takes 'temperature' only at effort none, and its default effort is not known.", unknown.Reason);
    }

    [Fact]
    public void A_refusal_names_the_words_that_would_do()
    {
        var refused = Assert.Single(InLanguage("en", "gpt-5-pro", new() { Effort = "low" }));

        Assert.Equal("gpt-5-pro takes 'effort' as one of high, not 'low'.", refused.Reason);
        Assert.Equal("Write 'effort' as one of high.", refused.Mend);
    }

    [Fact]
    public void A_refusal_speaks_korean()
    {
        var refused = Assert.Single(InLanguage("ko", "gpt-6.1-sol", new() { Temperature = 0 }));

        Assert.Equal("gpt-6.1-sol은(는) 'temperature'을(를) 받지 않습니다.", refused.Reason);
        Assert.Equal("'temperature'을(를) 지우거나 'on_unsupported: omit'을 쓰십시오.", refused.Mend);
    }

    [Fact]
    public void A_profile_that_is_like_another_says_only_what_differs()
    {
        var profiles = ProfileFile.Read(JsonNode.Parse("""
            { "profiles": {
                "one": { "dialects": ["chat"], "note": "of one", "rules": {
                  "seed": { "min": 1, "in": { "chat": { "name": "seed" } } },
                  "stop": { "in": { "chat": { "name": "stop" } } } } },
                "two": { "like": "one", "rules": { "seed": { "min": null, "max": 9 }, "stop": null } } } }
            """)!.AsObject());

        var seed = profiles["two"].Rules["seed"];
        Assert.Equal((null, 9, "seed"), (seed.Min, seed.Max, seed.In!["chat"].Name));
        Assert.False(profiles["two"].Rules.ContainsKey("stop"));
        Assert.Null(profiles["two"].Note);
        Assert.Equal(1, profiles["one"].Rules["seed"].Min);
    }

    [Fact]
    public void A_profile_that_is_like_none_above_it_is_misuse()
    {
        var file = JsonNode.Parse("""{ "profiles": { "one": { "like": "two" }, "two": { "dialects": [] } } }""")!;

        Assert.Throws<InvalidDataException>(() => ProfileFile.Read(file.AsObject()));
    }

    private static IReadOnlyList<RefusedParameter> InLanguage(string language, string model, Parameters asked)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return Apply(model, asked).Refused;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static ProfileResult Apply(string name, Parameters asked, string? dialect = null)
    {
        var resolution = Shipped.Resolve(name, new Dictionary<string, ProviderSettings>());
        var model = Assert.IsType<Resolution.Found>(resolution).Model;
        return model.Profile.Apply(asked, dialect ?? model.Dialect, model.Fact);
    }
}
