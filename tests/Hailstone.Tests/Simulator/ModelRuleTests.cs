using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

/// <summary>What a model refuses, in the words that were recorded of the providers.</summary>
public sealed class ModelRuleTests
{
    private const string Strict = """{"type": "object", "properties": {"a": {"type": "string"}}, """;

    private static SimulatedReply Ask(ModelOptions model, SimulatedRequest request) =>
        new SimulatorCore(Asking.Instant with { AnyModel = model with { Latency = LatencyOptions.None } })
            .Decide(request, TimeSpan.Zero);

    private static (int, string?, string?, string?) Said(SimulatedReply reply) => (
        reply.Head!.Status,
        reply.Error().GetProperty("code").GetString(),
        reply.Error().GetProperty("param").GetString(),
        reply.Error().GetProperty("message").GetString());

    private static (int, string?) Anthropic(SimulatedReply reply) =>
        (reply.Head!.Status, reply.Error().GetProperty("message").GetString());

    [Fact]
    public void A_retired_model_is_gone_everywhere()
    {
        var gone = new ModelOptions { Retired = true };

        Assert.Equal((404, "model_not_found"), (
            Ask(gone, Asking.Chat()).Head!.Status,
            Ask(gone, Asking.Chat()).Error().GetProperty("code").GetString()));
        Assert.Equal((404, "model: m"), Anthropic(Ask(gone, Asking.Messages())));
        Assert.Equal("not_found_error",
            Ask(gone, Asking.Messages()).Error().GetProperty("type").GetString());
        Assert.Equal(404, Ask(gone, Asking.Get("/v1/models/m")).Head!.Status);
    }

    [Theory]
    [InlineData("responses", 404, "This model is only supported in v1/responses and not in v1/chat/completions.")]
    [InlineData("completions", 404, "This is not a chat model and thus not supported in the v1/chat/completions "
        + "endpoint. Did you mean to use v1/completions?")]
    public void A_model_of_another_api_names_it_in_chat(string only, int status, string message) =>
        Assert.Equal((status, null, "model", message), Said(Ask(new() { OnlyApi = only }, Asking.Chat())));

    [Fact]
    public void A_model_of_another_api_is_refused_in_responses()
    {
        Assert.Equal((400, null, "model", "The requested model 'm' is not supported with the Responses API."),
            Said(Ask(new() { OnlyApi = "chat" }, Asking.Responses())));
        Assert.Equal(200, Ask(new() { OnlyApi = "responses" }, Asking.Responses()).Head!.Status);
    }

    [Fact]
    public void An_effort_that_a_model_does_not_have_is_refused_with_those_that_it_has()
    {
        var few = new ModelOptions { Efforts = ["low", "medium", "high"] };

        Assert.Equal((400, "unsupported_value", "reasoning.effort",
                "Unsupported value: 'none' is not supported with the 'm' model. "
                + "Supported values are: 'low', 'medium', and 'high'."),
            Said(Ask(few, Asking.Responses("\"reasoning\": {\"effort\": \"none\"}"))));
        Assert.Equal("reasoning_effort", Ask(few, Asking.Chat(more: "\"reasoning_effort\": \"max\""))
            .Error().GetProperty("param").GetString());
        Assert.Equal(
            (400, "This model does not support effort level 'xhigh'. Supported levels: high, low, medium."),
            Anthropic(Ask(few, Asking.Messages("\"output_config\": {\"effort\": \"xhigh\"}"))));
        Assert.Equal(200, Ask(few, Asking.Responses("\"reasoning\": {\"effort\": \"low\"}")).Head!.Status);
    }

    [Fact]
    public void A_model_without_effort_refuses_the_parameter()
    {
        var none = new ModelOptions { Efforts = [] };

        Assert.Equal((400, "This model does not support the effort parameter."),
            Anthropic(Ask(none, Asking.Messages("\"output_config\": {\"effort\": \"low\"}"))));
        Assert.Equal("unsupported_parameter", Ask(none, Asking.Chat(more: "\"reasoning_effort\": \"low\""))
            .Error().GetProperty("code").GetString());
    }

    [Fact]
    public void Samplers_are_refused_in_anthropics_words()
    {
        var samplerless = new ModelOptions { OnlyDefault = ["temperature"] };
        var either = new ModelOptions { OneOf = ["temperature", "top_p"] };

        Assert.Equal((400, "`temperature` is deprecated for this model."),
            Anthropic(Ask(samplerless, Asking.Messages("\"temperature\": 0.2"))));
        Assert.Equal(
            (400, "`temperature` and `top_p` cannot both be specified for this model. Please use only one."),
            Anthropic(Ask(either, Asking.Messages("\"temperature\": 0.2, \"top_p\": 0.9"))));
        Assert.Equal(200, Ask(either, Asking.Messages("\"temperature\": 0.2")).Head!.Status);
    }

    [Theory]
    [InlineData(Strict + "\"required\": [\"a\"]}", "In context=(), 'additionalProperties' is required to be supplied "
        + "and to be false.")]
    [InlineData(Strict + "\"additionalProperties\": false}", "In context=(), 'required' is required to be supplied and "
        + "to be an array including every key in properties. Missing 'a'.")]
    [InlineData("""
        {"type": "object", "additionalProperties": false, "required": ["list"],
         "properties": {"list": {"type": "array", "items": {"type": "object"}}}}
        """, "In context=('properties', 'list', 'items'), 'additionalProperties' is required to be supplied "
        + "and to be false.")]
    public void A_schema_that_cannot_be_followed_strictly_is_refused_with_its_place(string schema, string why)
    {
        var strict = new ModelOptions { ChecksSchemas = true };
        var chat = Asking.Chat(more: "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": "
            + $"{{\"name\": \"answer\", \"strict\": true, \"schema\": {schema}}}}}");
        var responses = Asking.Responses("\"text\": {\"format\": {\"type\": \"json_schema\", \"name\": \"answer\", "
            + $"\"strict\": true, \"schema\": {schema}}}}}");

        var message = "Invalid schema for response_format 'answer': " + why;
        Assert.Equal((400, null, "response_format", message), Said(Ask(strict, chat)));
        Assert.Equal((400, "invalid_json_schema", "text.format.schema", message), Said(Ask(strict, responses)));
        Assert.Equal(200, Ask(new(), chat).Head!.Status);
    }

    [Fact]
    public void Anthropic_asks_of_a_schema_only_that_it_is_closed()
    {
        var strict = new ModelOptions { ChecksSchemas = true };

        static SimulatedRequest With(string end) => Asking.Messages(
            $"\"output_config\": {{\"format\": {{\"type\": \"json_schema\", \"schema\": {Strict}{end}}}}}");

        Assert.Equal((400, "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly "
            + "set to false"), Anthropic(Ask(strict, With("\"required\": [\"a\"]}"))));
        Assert.Equal(200, Ask(strict, With("\"additionalProperties\": false}")).Head!.Status);
    }

    [Fact]
    public void A_prompt_over_the_window_is_refused_and_an_answer_ends_at_it()
    {
        var small = new ModelOptions { ContextWindow = 5 };
        var tight = new ModelOptions { ContextWindow = 6 };

        Assert.Equal((400, "context_length_exceeded", "messages",
                "This model's maximum context length is 5 tokens. However, your messages resulted in 6 tokens. "
                + "Please reduce the length of the messages."),
            Said(Ask(small, Asking.Chat())));
        Assert.Equal("context_length_exceeded",
            Ask(small, Asking.Responses()).Error().GetProperty("code").GetString());
        Assert.Equal((400, "prompt is too long: 6 tokens > 5 maximum"), Anthropic(Ask(small, Asking.Messages())));
        Assert.Equal("model_context_window_exceeded",
            Ask(tight, Asking.Messages()).Json().GetProperty("stop_reason").GetString());
        Assert.Equal("incomplete", Ask(tight, Asking.Responses()).Json().GetProperty("status").GetString());
    }

    [Fact]
    public void Effort_and_tier_are_told_as_they_came_to_be()
    {
        var model = new ModelOptions { DefaultEffort = "medium", ServiceTier = "default" };

        var response = Ask(model, Asking.Responses("\"service_tier\": \"priority\"")).Json();

        Assert.Equal("medium", response.GetProperty("reasoning").GetProperty("effort").GetString());
        Assert.Equal("default", response.GetProperty("service_tier").GetString());
    }

    [Fact]
    public void Other_models_exist_beside_those_that_are_named_where_the_options_say_so()
    {
        var options = Asking.Instant with
        {
            Models = new Dictionary<string, ModelOptions> { ["old"] = new() { Retired = true } },
        };

        Assert.Equal(404, new SimulatorCore(options).Decide(Asking.Chat(), default).Head!.Status);
        var open = new SimulatorCore(options with { AnyOther = true });
        Assert.Equal(200, open.Decide(Asking.Chat(), default).Head!.Status);
        Assert.Equal(404, open.Decide(Asking.Chat(model: "old"), default).Head!.Status);
    }

    [Theory]
    [InlineData("\"stop\": \"four\"", "one two three ")]
    [InlineData("\"stop\": [\"x\", \"two\"]", "one ")]
    public void An_answer_ends_before_a_text_that_is_to_end_it(string stop, string said)
    {
        var options = Asking.Instant with { Answers = BookTests.Always("'one two three four'") };

        var reply = new SimulatorCore(options).Decide(Asking.Chat(more: stop), TimeSpan.Zero);

        Assert.Equal(said, reply.Content());
        Assert.Equal("stop", reply.Json().GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public void An_effort_of_none_thinks_nothing()
    {
        var options = Asking.Instant with { Answers = BookTests.Always("{ text: '42', reasoning_tokens: 50 }") };

        var reply = new SimulatorCore(options).Decide(Asking.Chat(more: "\"reasoning_effort\": \"none\""), default);

        Assert.Equal(0, reply.Bill!.ReasoningTokens);
    }

    [Theory]
    [InlineData("chats", null)]
    [InlineData(null, 0L)]
    public void A_rule_that_makes_no_sense_is_refused_before_a_request_comes(string? api, long? window) =>
        Assert.Throws<ArgumentException>(() =>
            Ask(new ModelOptions { OnlyApi = api, ContextWindow = window }, Asking.Chat()));
}
