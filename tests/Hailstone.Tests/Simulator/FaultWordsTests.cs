using System.Text.Json;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

/// <summary>Each fault in each dialect's words.</summary>
public sealed class FaultWordsTests
{
    private const string Answer = "{ text: 'one two three four five six seven eight nine', reasoning_tokens: 4 }";

    public static TheoryData<string> Apis => ["chat", "responses", "messages"];

    private static SimulatedRequest Question(string api, bool stream) => api switch
    {
        "chat" => Asking.Chat(more: stream ? "\"stream\": true" : "\"stream\": false"),
        "responses" => Asking.Responses(stream ? "\"stream\": true" : ""),
        _ => Asking.Messages(stream ? "\"stream\": true" : ""),
    };

    private static SimulatedReply Certain(string fault, string api, bool stream = false) =>
        new SimulatorCore(Asking.Instant with
        {
            Faults = [new FaultOptions(fault, 1)],
            Answers = BookTests.Always(Answer),
        }).Decide(Question(api, stream), TimeSpan.Zero);

    private static SimulatedReply Whole(string api, bool stream = false) =>
        new SimulatorCore(Asking.Instant with { Answers = BookTests.Always(Answer) })
            .Decide(Question(api, stream), TimeSpan.Zero);

    [Theory]
    [InlineData("429", 429, "requests", "rate_limit_exceeded", "rate_limit_error", 429)]
    [InlineData("500", 500, "server_error", null, "api_error", 500)]
    [InlineData("503", 503, "service_unavailable_error", "server_is_overloaded", "overloaded_error", 503)]
    [InlineData("529", 529, "service_unavailable_error", "server_is_overloaded", "overloaded_error", 529)]
    [InlineData("slow_down", 429, "rate_limit_error", "slow_down", "rate_limit_error", 429)]
    [InlineData("insufficient_quota", 429, "insufficient_quota", "insufficient_quota", "invalid_request_error", 400)]
    [InlineData("credit_balance_exhausted", 429, "insufficient_quota", "credit_balance_exhausted",
        "invalid_request_error", 400)]
    [InlineData("billing_hard_limit_reached", 429, "insufficient_quota", "billing_hard_limit_reached",
        "rate_limit_error", 429)]
    [InlineData("billing_not_active", 429, "billing_not_active", "billing_not_active", "billing_error", 402)]
    [InlineData("organization_spend_limit_exceeded", 429, "insufficient_quota", "organization_spend_limit_exceeded",
        "rate_limit_error", 429)]
    [InlineData("project_spend_limit_exceeded", 429, "insufficient_quota", "project_spend_limit_exceeded",
        "rate_limit_error", 429)]
    [InlineData("organization_usage_limit_exceeded", 429, "insufficient_quota", "organization_usage_limit_exceeded",
        "rate_limit_error", 429)]
    [InlineData("credit_balance_too_low", 429, "insufficient_quota", "credit_balance_exhausted",
        "invalid_request_error", 400)]
    [InlineData("billing_error", 429, "billing_not_active", "billing_not_active", "billing_error", 402)]
    [InlineData("enforced_spend_limit_reached", 429, "insufficient_quota", "organization_spend_limit_exceeded",
        "rate_limit_error", 429)]
    public void An_error_has_the_words_of_each_vendor_and_costs_nothing(
        string fault, int status, string type, string? code, string anthropicType, int anthropicStatus)
    {
        foreach (var api in (ReadOnlySpan<string>)["chat", "responses"])
        {
            var openAi = Certain(fault, api);
            Assert.Equal((status, type, code), (
                openAi.Head!.Status,
                openAi.Error().GetProperty("type").GetString(),
                openAi.Error().GetProperty("code").GetString()));
            Assert.Null(openAi.Bill);
        }

        var anthropic = Certain(fault, "messages");
        Assert.Equal((anthropicStatus, anthropicType),
            (anthropic.Head!.Status, anthropic.Error().GetProperty("type").GetString()));
        Assert.Equal("error", anthropic.Json().GetProperty("type").GetString());
        Assert.Null(anthropic.Bill);
    }

    [Theory]
    [InlineData("429", true)]
    [InlineData("slow_down", true)]
    [InlineData("429_no_retry_after", false)]
    [InlineData("insufficient_quota", false)]
    [InlineData("enforced_spend_limit_reached", false)]
    public void Only_what_passes_tells_how_long_to_wait(string fault, bool waits)
    {
        var openAi = Certain(fault, "responses").Head!.Headers;
        var anthropic = Certain(fault, "messages").Head!.Headers;

        Assert.Equal(waits, openAi.ContainsKey("retry-after") && openAi.ContainsKey("retry-after-ms"));
        Assert.Equal(waits, anthropic.ContainsKey("retry-after"));
        Assert.False(anthropic.ContainsKey("retry-after-ms"));
        Assert.Equal(429, Certain(fault, "chat").Head!.Status);
    }

    [Theory]
    [InlineData("slow_down", "ramp_limit_exceeded")]
    [InlineData("enforced_spend_limit_reached", "enforced_spend_limit_reached")]
    public void Anthropics_client_finds_its_code_in_the_details(string fault, string code) =>
        Assert.Equal(code, Certain(fault, "messages").Error()
            .GetProperty("details").GetProperty("error_code").GetString());

    [Fact]
    public void The_months_limit_ends_with_the_month()
    {
        var core = new SimulatorCore(Asking.Instant with
        {
            Faults = [new FaultOptions("enforced_spend_limit_reached", 1)],
            StartedAt = new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero),
        });

        Assert.EndsWith("You will regain access on 2027-01-01 at 00:00 UTC.",
            core.Decide(Asking.Messages(), TimeSpan.Zero).Error().GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_bad_gateway_is_a_page_without_the_providers_headers(string api)
    {
        var reply = Certain("502", api);

        Assert.Equal(502, reply.Head!.Status);
        Assert.Equal("text/html", reply.Header("content-type"));
        Assert.StartsWith("<html>", reply.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Head.Headers.Keys, name => name.Contains("request-id", StringComparison.Ordinal));
        Assert.Null(reply.Bill);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_stream_that_stalls_says_half_and_no_more_and_is_billed(string api)
    {
        var reply = Certain("stall", api, stream: true);

        Assert.Equal(SimulatedEnd.Hang, reply.End);
        Assert.StartsWith(reply.Text(), Certain("no_end", api, stream: true).Text(), StringComparison.Ordinal);
        Assert.NotEmpty(reply.Text());
        Assert.Equal(Whole(api).Bill, reply.Bill);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void A_stream_without_its_end_is_over_in_good_order_and_is_billed(string api)
    {
        var reply = Certain("no_end", api, stream: true);

        Assert.Equal(SimulatedEnd.Complete, reply.End);
        Assert.EndsWith("\n\n", reply.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", reply.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("response.completed", reply.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", reply.Text(), StringComparison.Ordinal);
        Assert.Equal(Whole(api).Bill, reply.Bill);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Torn_json_comes_over_a_whole_connection_and_is_billed(string api)
    {
        var whole = Certain("broken_json", api);
        var stream = Certain("broken_json", api, stream: true);

        Assert.Equal(SimulatedEnd.Complete, whole.End);
        Assert.Equal(whole.Text().Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            whole.Header("content-length"));
        Assert.ThrowsAny<JsonException>(() => whole.Json());
        Assert.False(stream.Text().EndsWith("\n\n", StringComparison.Ordinal));
        Assert.Equal(Whole(api).Bill, whole.Bill);
    }

    [Fact]
    public void An_error_in_a_stream_has_each_dialects_form_and_is_not_billed()
    {
        var chat = Certain("stream_error", "chat", stream: true);
        var responses = Certain("stream_error", "responses", stream: true);
        var messages = Certain("stream_error", "messages", stream: true);

        var chatEnd = chat.Text().Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("data: {\"error\":{", chatEnd, StringComparison.Ordinal);
        var failed = responses.Events()[^1];
        Assert.Equal(["error", "response.failed"], responses.Events().TakeLast(2).Select(happening => happening.Type));
        Assert.Equal(responses.Events().Count - 1, failed.Data.GetProperty("sequence_number").GetInt32());
        Assert.Equal("failed", failed.Data.GetProperty("response").GetProperty("status").GetString());
        Assert.Equal("server_error",
            failed.Data.GetProperty("response").GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("error", messages.Events()[^1].Type);
        Assert.Equal("api_error",
            messages.Events()[^1].Data.GetProperty("error").GetProperty("type").GetString());
        Assert.All((SimulatedReply[])[chat, responses, messages], reply =>
        {
            Assert.Equal(200, reply.Head!.Status);
            Assert.Null(reply.Bill);
        });
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Where_no_stream_was_asked_for_its_error_is_an_error(string api) =>
        Assert.Equal(500, Certain("stream_error", api).Head!.Status);

    [Theory]
    [InlineData("empty", "stop", "completed", "end_turn")]
    [InlineData("length", "length", "incomplete", "max_tokens")]
    [InlineData("refusal", "stop", "completed", "refusal")]
    public void An_answer_that_is_none_ends_in_each_dialects_word_and_is_billed(
        string fault, string chat, string responses, string messages)
    {
        var replies = (SimulatedReply[])
            [Certain(fault, "chat"), Certain(fault, "responses"), Certain(fault, "messages")];

        Assert.Equal(chat, replies[0].Json().GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(responses, replies[1].Json().GetProperty("status").GetString());
        Assert.Equal(messages, replies[2].Json().GetProperty("stop_reason").GetString());
        Assert.All(replies, reply => Assert.NotNull(reply.Bill));
        if (fault == "empty")
            Assert.All(replies, reply => Assert.Equal(0, reply.Bill!.CompletionTokens));
        if (fault == "refusal")
            Assert.NotNull(replies[0].Json().GetProperty("choices")[0].GetProperty("message")
                .GetProperty("refusal").GetString());
    }

    [Fact]
    public void A_filter_ends_an_answer_where_the_api_has_a_word_for_it_and_else_is_an_error()
    {
        Assert.Equal("content_filter", Certain("content_filter", "chat").Json()
            .GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal("content_filter", Certain("content_filter", "responses").Json()
            .GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal(400, Certain("content_filter", "messages").Head!.Status);
    }

    [Fact]
    public void Every_fault_has_an_answer_in_every_dialect_whole_and_streamed() =>
        Assert.All(FaultOptions.Names, fault => Assert.All(Apis, api =>
        {
            Assert.NotNull(Certain(fault, api.Data).Text());
            Assert.NotNull(Certain(fault, api.Data, stream: true).Text());
        }));
}
