using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Tests.Scoring;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ResponsesWholeTests
{
    private static readonly Ask Whole = ResponsesCall.Question(stream: false);

    [Fact]
    public async Task A_whole_body_becomes_the_same_normal_form()
    {
        // After the example of the vendor's reference, with a reasoning item before the message.
        var response = await ResponsesCall.WholeAsync(
            """
            {"id":"resp_68","object":"response","created_at":1790000000,"status":"completed","background":false,
             "error":null,"incomplete_details":null,"instructions":null,"max_output_tokens":4096,
             "model":"gpt-5-pro-2025-10-06","output":[
              {"id":"rs_68","type":"reasoning","summary":[{"type":"summary_text","text":"Count first."}]},
              {"id":"msg_68","type":"message","status":"completed","role":"assistant","content":[
               {"type":"output_text","annotations":[],"logprobs":[],"text":"four"},
               {"type":"output_text","annotations":[],"logprobs":[],"text":"teen"}]}],
             "parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":"high","summary":null},
             "service_tier":"default","store":false,"temperature":1.0,"text":{"format":{"type":"text"},
             "verbosity":"medium"},"tool_choice":"auto","tools":[],"top_p":1.0,"truncation":"disabled",
             "usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":0},"output_tokens":300,
              "output_tokens_details":{"reasoning_tokens":256},"total_tokens":307},"user":null,"metadata":{}}
            """);

        Assert.Equal(
            new Response
            {
                Text = "fourteen",
                Stop = StopReason.Stop,
                StopRaw = "completed",
                Model = "gpt-5-pro-2025-10-06",
                ServiceTier = "default",
                Effort = "high",
                Usage = new Usage { Input = 7, CacheRead = 0, Output = 300, Reasoning = 256 },
            },
            response);
    }

    [Fact]
    public async Task What_is_not_said_is_not_known()
    {
        var response = await ResponsesCall.WholeAsync(
            """
            {"output":[{"type":"message","content":[{"type":"output_text","text":"4"}]}],"reasoning":{"effort":null},
             "usage":{"input_tokens":-1,"output_tokens":"3"}}
            """);

        Assert.Equal(new Response { Text = "4", Stop = StopReason.Unknown }, response);
    }

    /// <summary>
    /// The ends of an answer that the vendor documents, as a whole body and as the last event of a stream, and what
    /// becomes of the trial.
    /// </summary>
    [Theory]
    [InlineData("completed", null, "42", StopReason.Stop, "completed", Outcome.Scored)]
    [InlineData("completed", null, "", StopReason.Stop, "completed", Outcome.Unparseable)]
    [InlineData("incomplete", "max_output_tokens", "42", StopReason.MaxTokens, "max_output_tokens", Outcome.Truncated)]
    [InlineData("incomplete", "max_output_tokens", "", StopReason.MaxTokens, "max_output_tokens", Outcome.Truncated)]
    [InlineData("incomplete", "content_filter", "42", StopReason.ContentFilter, "content_filter", Outcome.Filtered)]
    [InlineData("incomplete", "a_new_reason", "42", StopReason.Cancelled, "a_new_reason", Outcome.Failed)]
    [InlineData("incomplete", null, "42", StopReason.Cancelled, "incomplete", Outcome.Failed)]
    [InlineData("cancelled", null, "42", StopReason.Cancelled, "cancelled", Outcome.Failed)]
    public async Task An_end_has_a_neutral_word_and_an_outcome(
        string status, string? reason, string text, StopReason stop, string raw, Outcome outcome)
    {
        var members = $",\"incomplete_details\":{(reason is null ? "null" : $"{{\"reason\":\"{reason}\"}}")},"
            + "\"output\":[{\"type\":\"reasoning\",\"summary\":[]}"
            + (text.Length == 0
                ? "]"
                : $",{{\"type\":\"message\",\"content\":[{{\"type\":\"output_text\",\"text\":\"{text}\"}}]}}]");

        var whole = await ResponsesCall.WholeAsync($"{{\"status\":\"{status}\"{members}}}");
        var streamed = await ResponsesCall.AnswerAsync(Script.Streaming(ResponsesCall.End(status, members)));

        Assert.Equal((text, stop, raw), (whole.Text, whole.Stop, whole.StopRaw));
        Assert.Equal(whole, streamed);
        var scored = Marking.Of(whole, Marking.Number(42));
        Assert.Equal(outcome, scored.Outcome);
        Assert.True(outcome == Outcome.Scored || scored.Explain.Contains(raw, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("completed", "I can't help.")]
    [InlineData("completed", "")]
    [InlineData("incomplete", "I can't")]
    public async Task A_part_that_refuses_is_a_refusal(string status, string words)
    {
        var response = await ResponsesCall.WholeAsync(
            $"{{\"status\":\"{status}\",\"output\":[{{\"type\":\"message\",\"content\":"
            + $"[{{\"type\":\"refusal\",\"refusal\":\"{words}\"}}]}}]}}");

        Assert.Equal(words.Length == 0 ? null : words, response.Refusal);
        Assert.Equal(Outcome.Refused, Marking.Of(response, Marking.Number(42)).Outcome);
    }

    [Theory]
    [InlineData("in_progress")]
    [InlineData("queued")]
    public async Task A_body_of_an_answer_that_is_still_being_written_is_no_answer(string status)
    {
        var failure = await ResponsesCall.FailureAsync(
            Script.Answering($"{{\"status\":\"{status}\",\"output\":[],\"model\":\"m\"}}"), Whole);

        Assert.Equal((FailureKind.Incomplete, FailurePhase.Body), (failure.Kind, failure.Phase));
        Assert.NotEmpty(failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"status":"completed","output":[{"type":"mess""")]
    [InlineData("""{"choices":[{"message":{"content":"of another dialect"}}]}""")]
    public async Task A_body_that_is_not_the_dialects_is_malformed(string body)
    {
        var failure = await ResponsesCall.FailureAsync(Script.Answering(body), Whole);

        Assert.Equal((FailureKind.Malformed, FailurePhase.Body), (failure.Kind, failure.Phase));
        Assert.NotEmpty(failure.Message);
    }
}
