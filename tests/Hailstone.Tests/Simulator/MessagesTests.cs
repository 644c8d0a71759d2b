using CsCheck;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class MessagesTests
{
    // What @anthropic-ai/sdk 1.14.0 says that every Message, its usage, and the usage of a message_delta have.
    private static readonly string[] OfEveryMessage =
    [
        "id", "container", "content", "diagnostics", "model", "role", "stop_details", "stop_reason", "stop_sequence",
        "type", "usage",
    ];

    private static readonly string[] OfEveryDelta =
    [
        "cache_creation_input_tokens", "cache_read_input_tokens", "input_tokens", "output_tokens",
        "output_tokens_details", "server_tool_use",
    ];

    private static readonly string[] OfEveryUsage =
        [.. OfEveryDelta, "cache_creation", "inference_geo", "service_tier", "speed"];

    private static SimulatedReply Ask(string answer, SimulatedRequest request) =>
        new SimulatorCore(Asking.Instant with { Answers = BookTests.Always(answer) }).Decide(request, TimeSpan.Zero);

    private static SimulatedReply Ask(SimulatedRequest request) =>
        new SimulatorCore(Asking.Instant).Decide(request, TimeSpan.Zero);

    [Fact]
    public void A_whole_message_has_what_the_vendors_client_counts_on()
    {
        var reply = Ask("'42'", Asking.Messages());

        var body = reply.Json();
        Assert.Empty(OfEveryMessage.Except(body.Members()));
        Assert.Empty(OfEveryUsage.Except(body.GetProperty("usage").Members()));
        Assert.Equal("""[{"type":"text","text":"42","citations":null}]""", body.GetProperty("content").GetRawText());
        Assert.Equal("end_turn", body.GetProperty("stop_reason").GetString());
        Assert.StartsWith("req_", reply.Header("request-id"), StringComparison.Ordinal);
        Assert.Equal("org-simulator", reply.Header("anthropic-organization-id"));
    }

    [Fact]
    public void A_stream_tells_everything_in_the_order_of_the_vendor()
    {
        var events = Ask("{ text: '42', reasoning_tokens: 20 }", Asking.Messages(
            "\"stream\": true, \"thinking\": {\"type\": \"adaptive\", \"display\": \"summarized\"}")).Events();

        Assert.Equal(
        [
            "message_start", "content_block_start", "content_block_delta", "content_block_delta", "content_block_stop",
            "ping", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop",
        ], events.Select(happening => happening.Type));
        Assert.Equal(["thinking_delta", "signature_delta", "text_delta"], events
            .Where(happening => happening.Type == "content_block_delta")
            .Select(happening => happening.Data.GetProperty("delta").GetProperty("type").GetString()));
        Assert.Empty(OfEveryMessage.Except(events[0].Data.GetProperty("message").Members()));
        Assert.Empty(OfEveryDelta.Except(events[^2].Data.GetProperty("usage").Members()));
        Assert.Equal(["stop_reason", "stop_sequence", "stop_details", "container"],
            events[^2].Data.GetProperty("delta").Members());
    }

    [Fact]
    public void The_last_usage_of_a_stream_counts_all_of_it()
    {
        const string Answer = "{ text: 'a rather long answer', reasoning_tokens: 50, cached_tokens: 2 }";

        var whole = Ask(Answer, Asking.Messages()).Json().GetProperty("usage");
        var stream = Ask(Answer, Asking.Messages("\"stream\": true")).Events()[^2].Data.GetProperty("usage");

        Assert.Equal(55, stream.GetProperty("output_tokens").GetInt64());
        Assert.All(OfEveryDelta, name =>
            Assert.Equal(whole.GetProperty(name).GetRawText(), stream.GetProperty(name).GetRawText()));
    }

    [Fact]
    public void Tokens_of_the_cache_are_no_part_of_the_input_here_and_a_part_of_it_elsewhere()
    {
        const string Answer = "{ text: '42', cached_tokens: 3, cache_write_tokens: 2 }";

        var messages = Ask(Answer, Asking.Messages()).Json().GetProperty("usage");
        var chat = Ask(Answer, Asking.Chat()).Json().GetProperty("usage");

        Assert.Equal((1, 3, 2), (
            messages.GetProperty("input_tokens").GetInt32(),
            messages.GetProperty("cache_read_input_tokens").GetInt32(),
            messages.GetProperty("cache_creation_input_tokens").GetInt32()));
        Assert.Equal((6, 3, 2), (
            chat.GetProperty("prompt_tokens").GetInt32(),
            chat.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32(),
            chat.GetProperty("prompt_tokens_details").GetProperty("cache_write_tokens").GetInt32()));
    }

    [Theory]
    [InlineData("{ text: '42' }", "end_turn")]
    [InlineData("{ text: '42', finish: length }", "max_tokens")]
    [InlineData("{ text: '42', finish: context_window }", "model_context_window_exceeded")]
    [InlineData("{ text: '42', finish: pause }", "pause_turn")]
    [InlineData("{ text: 'forty STOP two' }", "stop_sequence")]
    [InlineData("{ text: '42', tokens: 5000 }", "max_tokens")]
    [InlineData("{ refusal: I cannot say. }", "refusal")]
    public void Every_end_has_its_word_whole_and_streamed(string answer, string word)
    {
        const string Stops = "\"stop_sequences\": [\"STOP\"]";

        var whole = Ask(answer, Asking.Messages(Stops)).Json();
        var stream = Ask(answer, Asking.Messages(Stops + ", \"stream\": true")).Events()[^2].Data.GetProperty("delta");

        Assert.Equal(word, whole.GetProperty("stop_reason").GetString());
        Assert.Equal(word, stream.GetProperty("stop_reason").GetString());
        Assert.Equal(word == "stop_sequence" ? "STOP" : null, whole.GetProperty("stop_sequence").GetString());
    }

    [Fact]
    public void A_refusal_has_details_and_no_words_of_the_model()
    {
        var body = Ask("{ refusal: That could do harm., category: bio }", Asking.Messages()).Json();

        Assert.Equal("""{"type":"refusal","category":"bio","explanation":"That could do harm."}""",
            body.GetProperty("stop_details").GetRawText());
        Assert.Equal("[]", body.GetProperty("content").GetRawText());
    }

    [Fact]
    public void A_paused_turn_goes_on_where_it_stopped()
    {
        const string Going = """
            {"model": "m", "max_tokens": 99, "messages": [{"role": "user", "content": "What is six times seven?"},
             {"role": "assistant", "content": [{"type": "text", "text": "It is "}]}]}
            """;
        const string Answer = "{ text: 'It is forty', finish: pause, reasoning_tokens: 9 }";

        var first = Ask(Answer, Asking.Messages()).Json();
        var second = Ask(Answer, Asking.Anthropic(Going)).Json();

        Assert.Equal("It is", first.GetProperty("content")[1].GetProperty("text").GetString());
        Assert.Equal(" forty", second.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("end_turn", second.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public void A_filtered_answer_is_an_error_that_costs_nothing()
    {
        var reply = Ask("{ text: '42', finish: content_filter }", Asking.Messages());

        Assert.Equal(400, reply.Head!.Status);
        Assert.Equal("Output blocked by content filtering policy", reply.Error().GetProperty("message").GetString());
        Assert.Null(reply.Bill);
    }

    [Theory]
    [InlineData("\"thinking\": {\"type\": \"disabled\"}", null)]
    [InlineData("\"thinking\": {\"type\": \"adaptive\"}", "")]
    [InlineData("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}", "Looking at")]
    public void Thinking_is_shown_as_the_request_says(string more, string? shown)
    {
        var first = Ask("{ text: '42', reasoning_tokens: 20 }", Asking.Messages(more, cap: 2000))
            .Json().GetProperty("content")[0];

        Assert.Equal(shown is null ? "text" : "thinking", first.GetProperty("type").GetString());
        if (shown is null)
            return;
        Assert.StartsWith(shown, first.GetProperty("thinking").GetString(), StringComparison.Ordinal);
        Assert.Equal(shown.Length == 0, first.GetProperty("thinking").GetString()!.Length == 0);
        Assert.NotEmpty(first.GetProperty("signature").GetString()!);
    }

    [Theory]
    [InlineData("\"thinking\": \"on\"", "thinking: Input should be a valid dictionary or object")]
    [InlineData("\"thinking\": {\"type\": \"enabled\"}", "thinking.enabled.budget_tokens: Field required")]
    [InlineData("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1}",
        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024")]
    [InlineData("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}",
        "`max_tokens` must be greater than `thinking.budget_tokens`.")]
    [InlineData("\"seed\": 5", "seed: Extra inputs are not permitted")]
    public void What_the_api_cannot_read_is_refused_in_its_words(string more, string message)
    {
        var reply = Ask(Asking.Messages(more));

        Assert.Equal(400, reply.Head!.Status);
        Assert.Equal("error", reply.Json().GetProperty("type").GetString());
        Assert.Equal("invalid_request_error", reply.Error().GetProperty("type").GetString());
        Assert.Equal(message, reply.Error().GetProperty("message").GetString());
        Assert.Equal(reply.Header("request-id"), reply.Json().GetProperty("request_id").GetString());
    }

    [Fact]
    public void The_output_cap_and_the_version_are_mandatory()
    {
        var capless = Ask(Asking.Anthropic("""{"model": "m", "messages": [{"role": "user", "content": "?"}]}"""));
        var versionless = Ask(Asking.Messages() with { Headers = new Dictionary<string, string>() });

        Assert.Equal("max_tokens: Field required", capless.Error().GetProperty("message").GetString());
        Assert.Equal("anthropic-version: header is required", versionless.Error().GetProperty("message").GetString());
    }

    [Fact]
    public void Tokens_are_counted_without_a_cap_and_without_a_bill()
    {
        var reply = Ask(Asking.Anthropic(
            """{"model": "m", "system": "1234", "messages": [{"role": "user", "content": "12345678"}]}""")
            with
        { Path = "/v1/messages/count_tokens" });

        Assert.Equal("""{"input_tokens":3}""", reply.Text());
        Assert.Null(reply.Bill);
    }

    [Fact]
    public void The_list_of_models_has_anthropics_form_where_the_request_has()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Models = new Dictionary<string, ModelOptions>
            {
                ["b"] = new() { ShutdownDate = new DateOnly(2027, 1, 14) },
                ["a"] = new() { ContextWindow = 200_000 },
                ["gone"] = new() { Retired = true },
            },
        });

        var list = core.Decide(Asking.Get("/v1/models") with { Headers = Asking.Messages().Headers }, default).Json();
        var unknown = core.Decide(
            Asking.Get("/v1/models/c") with { Headers = Asking.Messages().Headers }, default);

        Assert.Equal(["data", "has_more", "first_id", "last_id"], list.Members());
        Assert.Equal(("b", "a"), (list.GetProperty("first_id").GetString(), list.GetProperty("last_id").GetString()));
        Assert.Equal("2027-01-14T00:00:00Z", list.GetProperty("data")[0].GetProperty("retires_at").GetString());
        Assert.Equal(200_000, list.GetProperty("data")[1].GetProperty("max_input_tokens").GetInt32());
        Assert.Equal("not_found_error", unknown.Error().GetProperty("type").GetString());
    }

    [Fact]
    public void A_body_of_any_bytes_never_throws() => Gen.Byte.Array[0, 200].Sample(bytes =>
        Ask(Asking.Messages() with { Body = bytes }).Head!.Status == 400);
}
