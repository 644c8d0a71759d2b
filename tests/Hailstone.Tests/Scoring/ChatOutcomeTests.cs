using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Tests.Providers;
using Xunit;

namespace Hailstone.Tests.Scoring;

/// <summary>
/// Every finish reason that servers of the Chat Completions dialect send, from the wire to the trial's outcome.
/// </summary>
public sealed class ChatOutcomeTests
{
    public static TheoryData<string, string, Outcome> Answers => new()
    {
        // OpenAI: openai/openai-openapi, CreateChatCompletionResponse (2026-08-21).
        { "stop", "42", Outcome.Scored },
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
        // Gateways that pass a Messages model's reason on.
        { "end_turn", "42", Outcome.Scored },
        { "stop_sequence", "42", Outcome.Scored },
        { "max_tokens", "4", Outcome.Truncated },
        { "refusal", "", Outcome.Refused },
        { "model_context_window_exceeded", "4", Outcome.Truncated },
        // Ollama's word for a model that was loaded and not asked.
        { "load", "", Outcome.Unparseable },
        // Nobody knows it yet: the answer is read all the same.
        { "tired", "42", Outcome.Scored },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_finish_reason_has_one_outcome_whole_and_streamed(string reason, string text, Outcome expected)
    {
        var whole = await ChatCall.AnswerAsync(Script.Answering(
            $$$"""{"choices":[{"message":{"content":"{{{text}}}"},"finish_reason":"{{{reason}}}"}]}"""));
        var streamed = await ChatCall.AnswerAsync(Script.Streaming(
            $$$"""data: {"choices":[{"delta":{"content":"{{{text}}}"}}]}""" + "\n\n"
            + $$$"""data: {"choices":[{"delta":{},"finish_reason":"{{{reason}}}"}]}""" + "\n\ndata: [DONE]\n\n"));

        Assert.Equal(expected, Marking.Of(whole, Marking.Exact(false, "42")).Outcome);
        Assert.Equal(expected, Marking.Of(streamed, Marking.Exact(false, "42")).Outcome);
        Assert.Equal(reason, whole.StopRaw);
    }

    [Fact]
    public async Task A_refusal_is_one_although_its_finish_reason_is_stop()
    {
        var whole = await ChatCall.AnswerAsync(Script.Answering(
            """{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}"""));
        var streamed = await ChatCall.AnswerAsync(Script.Streaming(
            """data: {"choices":[{"delta":{"refusal":"I cannot."}}]}""" + "\n\n"
            + """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n"));

        Assert.Equal(Outcome.Refused, Marking.Of(whole, Marking.Exact(false, "42")).Outcome);
        Assert.Equal(Outcome.Refused, Marking.Of(streamed, Marking.Exact(false, "42")).Outcome);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("insufficient_system_resource")]
    public async Task A_finish_reason_that_means_an_error_is_no_answer(string reason)
    {
        var failure = await ChatCall.FailureAsync(Script.Answering(
            $$$"""{"choices":[{"message":{"content":"4"},"finish_reason":"{{{reason}}}"}]}"""));

        Assert.Equal(FailureKind.Error, failure.Kind);
    }
}
