using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Tests.Providers;
using Xunit;

namespace Hailstone.Tests.Scoring;

/// <summary>
/// Every end that an answer can have in any dialect, from the wire to the trial's outcome, whole and streamed.
/// </summary>
public sealed class AnswerOutcomeTests
{
    /// <summary>What servers of the Chat Completions dialect send as <c>finish_reason</c>.</summary>
    public static TheoryData<string, string, Outcome> Chat => new()
    {
        // OpenAI: openai/openai-openapi, CreateChatCompletionResponse (2026-08-21).
        { "stop", "42", Outcome.Scored },
        { "stop", "", Outcome.Unparseable },
        { "length", "4", Outcome.Truncated },
        { "length", "", Outcome.Truncated },
        { "tool_calls", "", Outcome.Unparseable },
        { "function_call", "", Outcome.Unparseable },
        { "content_filter", "4", Outcome.Filtered },
        // Gemini by its OpenAI-compatible endpoint, which lower-cases some and passes others on.
        { "STOP", "42", Outcome.Scored },
        { "MAX_TOKENS", "4", Outcome.Truncated },
        { "SAFETY", "", Outcome.Filtered },
        { "RECITATION", "4", Outcome.Filtered },
        { "BLOCKLIST", "", Outcome.Filtered },
        { "PROHIBITED_CONTENT", "", Outcome.Filtered },
        { "SPII", "", Outcome.Filtered },
        { "MALFORMED_FUNCTION_CALL", "", Outcome.Unparseable },
        // Mistral.
        { "model_length", "4", Outcome.Truncated },
        // OpenRouter's and Mistral's word for a provider that failed, and DeepSeek's.
        { "error", "4", Outcome.Failed },
        { "insufficient_system_resource", "4", Outcome.Failed },
        // Gateways that pass a Messages model's reason on.
        { "end_turn", "42", Outcome.Scored },
        { "stop_sequence", "42", Outcome.Scored },
        { "max_tokens", "4", Outcome.Truncated },
        { "tool_use", "", Outcome.Unparseable },
        { "pause_turn", "4", Outcome.Failed },
        { "refusal", "", Outcome.Refused },
        { "model_context_window_exceeded", "4", Outcome.Truncated },
        // Ollama's word for a model that was loaded and not asked.
        { "load", "", Outcome.Unparseable },
        // Nobody knows it yet: the answer is read all the same.
        { "tired", "42", Outcome.Scored },
    };

    /// <summary>
    /// Statuses and reasons of the Responses dialect: openai/openai-openapi, Response (2026-08-21).
    /// </summary>
    public static TheoryData<string, string?, string, Outcome> Responses => new()
    {
        { "completed", null, "42", Outcome.Scored },
        { "completed", null, "", Outcome.Unparseable },
        { "incomplete", "max_output_tokens", "4", Outcome.Truncated },
        { "incomplete", "max_output_tokens", "", Outcome.Truncated },
        { "incomplete", "content_filter", "4", Outcome.Filtered },
        { "incomplete", "tired", "42", Outcome.Failed },
        { "incomplete", null, "42", Outcome.Failed },
        { "cancelled", null, "42", Outcome.Failed },
        { "failed", null, "42", Outcome.Failed },
    };

    /// <summary>Stop reasons of the Messages dialect: anthropic-sdk-python, StopReason (2026-08-07).</summary>
    public static TheoryData<string, string, Outcome> Messages => new()
    {
        { "end_turn", "42", Outcome.Scored },
        { "end_turn", "", Outcome.Unparseable },
        { "stop_sequence", "42", Outcome.Scored },
        { "max_tokens", "4", Outcome.Truncated },
        { "max_tokens", "", Outcome.Truncated },
        { "model_context_window_exceeded", "4", Outcome.Truncated },
        { "tool_use", "", Outcome.Unparseable },
        { "refusal", "4", Outcome.Refused },
        { "refusal", "", Outcome.Refused },
        // Where the turn goes on it is asked again; it ends so when it has been asked too often.
        { "pause_turn", "4", Outcome.Failed },
        { "tired", "42", Outcome.Scored },
    };

    [Theory]
    [MemberData(nameof(Chat))]
    public async Task A_finish_reason_of_the_chat_dialect_has_one_outcome(string reason, string text, Outcome expected)
    {
        var whole = await ChatCall.RunAsync(
            Script.Answering(
                $$$"""{"choices":[{"message":{"content":"{{{text}}}"},"finish_reason":"{{{reason}}}"}]}"""),
            ChatCall.Question(stream: false));
        var streamed = await ChatCall.RunAsync(Script.Streaming(
            $$$"""data: {"choices":[{"delta":{"content":"{{{text}}}"}}]}""" + "\n\n"
            + $$$"""data: {"choices":[{"delta":{},"finish_reason":"{{{reason}}}"}]}""" + "\n\ndata: [DONE]\n\n"));

        AssertEnd(expected, reason, whole, streamed);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task An_end_of_the_responses_dialect_has_one_outcome(
        string status, string? reason, string text, Outcome expected)
    {
        var members = $",\"incomplete_details\":{(reason is null ? "null" : $"{{\"reason\":\"{reason}\"}}")}"
            + ",\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
            + $"[{{\"type\":\"output_text\",\"text\":\"{text}\"}}]}}]";

        var whole = await ResponsesCall.RunAsync(
            Script.Answering($"{{\"status\":\"{status}\"{members}}}"), ResponsesCall.Question(stream: false));
        var streamed = await ResponsesCall.RunAsync(
            Script.Streaming(ResponsesCall.Text(text) + ResponsesCall.End(status, members)));

        AssertEnd(expected, reason ?? status, whole, streamed);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_stop_reason_of_the_messages_dialect_has_one_outcome(
        string reason, string text, Outcome expected)
    {
        var whole = await MessagesCall.RunAsync(
            Script.Answering(
                $$"""{"content":[{"type":"text","text":"{{text}}"}],"stop_reason":"{{reason}}"}"""),
            MessagesCall.Question(stream: false));
        var streamed = await MessagesCall.RunAsync(Script.Streaming(
            MessagesCall.Start() + MessagesCall.Block(0, """{"type":"text","text":""}""") + MessagesCall.Text(text)
            + MessagesCall.BlockEnd(0) + MessagesCall.End(reason)));

        AssertEnd(expected, reason, whole, streamed);
    }

    /// <summary>Words of refusal decide, whatever the end is called beside them.</summary>
    [Fact]
    public async Task A_refusal_is_one_in_every_dialect_and_its_words_are_kept()
    {
        Exchange[] exchanges =
        [
            await ChatCall.RunAsync(
                Script.Answering(
                    """{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}"""),
                ChatCall.Question(stream: false)),
            await ChatCall.RunAsync(Script.Streaming(
                """data: {"choices":[{"delta":{"refusal":"I cannot."}}]}""" + "\n\n"
                + """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n")),
            await ResponsesCall.RunAsync(
                Script.Answering(
                    """
                    {"status":"completed","output":[{"type":"message","content":
                    [{"type":"refusal","refusal":"I cannot."}]}]}
                    """),
                ResponsesCall.Question(stream: false)),
            await ResponsesCall.RunAsync(
                Script.Streaming(ResponsesCall.Refusal("I cannot.") + ResponsesCall.End("completed"))),
            await MessagesCall.RunAsync(
                Script.Answering(
                    """
                    {"content":[],"stop_reason":"refusal",
                    "stop_details":{"type":"refusal","category":null,"explanation":"I cannot."}}
                    """),
                MessagesCall.Question(stream: false)),
            await MessagesCall.RunAsync(Script.Streaming(MessagesCall.Start() + MessagesCall.End(
                "refusal", ",\"stop_details\":{\"type\":\"refusal\",\"explanation\":\"I cannot.\"}"))),
        ];

        Assert.All(exchanges, exchange =>
        {
            var scored = Marking.Of(
                Assert.IsType<Exchange.Answered>(exchange).Response, Marking.Exact(false, "42"));
            Assert.Equal(Outcome.Refused, scored.Outcome);
            Assert.Contains("I cannot.", scored.Explain, StringComparison.Ordinal);
        });
    }

    private static void AssertEnd(Outcome expected, string raw, params Exchange[] exchanges) =>
        Assert.All(exchanges, exchange =>
        {
            Assert.Equal(expected, OutcomeOf(exchange));
            if (exchange is Exchange.Answered answered)
                Assert.Equal(raw, answered.Response.StopRaw);
        });

    /// <summary>What becomes of a trial that ends with this exchange.</summary>
    private static Outcome OutcomeOf(Exchange exchange) => exchange switch
    {
        Exchange.Answered answered => Marking.Of(answered.Response, Marking.Exact(false, "42")).Outcome,
        Exchange.Failed { Failure.Kind: FailureKind.Error } => Outcome.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null),
    };
}
