using System.Text.Json;
using CsCheck;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class ResponsesTests
{
    // What openai 6.49.0 says that every Response has, and those members without which its events would mean nothing.
    private static readonly string[] OfEveryResponse =
    [
        "id", "created_at", "error", "incomplete_details", "instructions", "metadata", "model", "object", "output",
        "parallel_tool_calls", "temperature", "tool_choice", "tools", "top_p",
    ];

    private static SimulatedReply Ask(string answer, SimulatedRequest request) =>
        new SimulatorCore(Asking.Instant with { Answers = BookTests.Always(answer) }).Decide(request, TimeSpan.Zero);

    [Fact]
    public void A_whole_response_has_what_the_vendors_client_counts_on()
    {
        var body = Ask("'42'", Asking.Responses()).Json();

        Assert.Empty(OfEveryResponse.Except(body.Members()));
        Assert.Equal("completed", body.GetProperty("status").GetString());
        var message = body.GetProperty("output")[0];
        Assert.Equal(["id", "type", "status", "content", "role"], message.Members());
        Assert.Equal("""[{"type":"output_text","annotations":[],"logprobs":[],"text":"42"}]""",
            message.GetProperty("content").GetRawText());
        Assert.Equal(
            """
            {"input_tokens":6,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},
            "output_tokens":1,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":7}
            """.ReplaceLineEndings(""),
            body.GetProperty("usage").GetRawText());
    }

    [Fact]
    public void What_was_asked_is_repeated_without_its_line_breaks()
    {
        var reply = Ask("'42'", Asking.Responses("""
            "instructions": "Be\nbrief.", "max_output_tokens": 99, "temperature": 0.25, "service_tier": "flex",
            "reasoning": {"effort": "high"}, "stream": true, "text": {
                "verbosity": "low" }
            """));

        var ended = reply.Events()[^1].Data.GetProperty("response");
        Assert.Equal("Be\nbrief.", ended.GetProperty("instructions").GetString());
        Assert.Equal(99, ended.GetProperty("max_output_tokens").GetInt32());
        Assert.Equal("0.25", ended.GetProperty("temperature").GetRawText());
        Assert.Equal("high", ended.GetProperty("reasoning").GetProperty("effort").GetString());
        Assert.Equal("flex", ended.GetProperty("service_tier").GetString());
        Assert.Equal("""{"verbosity":"low"}""", ended.GetProperty("text").GetRawText());
    }

    [Fact]
    public void A_stream_tells_everything_in_the_order_of_the_vendor_and_numbers_it()
    {
        var events = Ask("{ text: 'forty-two is it', reasoning_tokens: 20 }",
            Asking.Responses("\"stream\": true")).Events();

        Assert.Equal(
        [
            "response.created", "response.in_progress", "response.output_item.added", "response.output_item.done",
            "response.output_item.added", "response.content_part.added", "response.output_text.delta",
            "response.output_text.done", "response.content_part.done", "response.output_item.done",
            "response.completed",
        ], events.Select(happening => happening.Type));
        Assert.Equal(Enumerable.Range(0, events.Count),
            events.Select(happening => happening.Data.GetProperty("sequence_number").GetInt32()));
        Assert.All(events, happening => Assert.Equal(happening.Type, happening.Data.GetProperty("type").GetString()));
        Assert.Equal("reasoning", events[2].Data.GetProperty("item").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].Data.GetProperty("response").GetProperty("usage").ValueKind);
        Assert.Empty(OfEveryResponse.Except(events[0].Data.GetProperty("response").Members()));
    }

    [Fact]
    public void A_stream_ends_with_the_response_that_would_have_come_whole()
    {
        const string Answer = "{ text: 'a rather long answer 😀', reasoning_tokens: 50 }";

        var whole = Ask(Answer, Asking.Responses("\"stream\": false")).Json();
        var events = Ask(Answer, Asking.Responses("\"stream\": true")).Events();

        var ended = events[^1].Data.GetProperty("response");
        Assert.Equal(whole.GetProperty("usage").GetRawText(), ended.GetProperty("usage").GetRawText());
        Assert.Equal(2, ended.GetProperty("output").GetArrayLength());
        Assert.Equal(
            whole.GetProperty("output")[1].GetProperty("content").GetRawText(),
            ended.GetProperty("output")[1].GetProperty("content").GetRawText());
        Assert.Equal("a rather long answer 😀", string.Concat(events
            .Where(happening => happening.Type == "response.output_text.delta")
            .Select(happening => happening.Data.GetProperty("delta").GetString())));
    }

    [Fact]
    public void A_summary_of_the_reasoning_is_shown_where_one_is_asked_for()
    {
        var events = Ask("{ text: '42', reasoning_tokens: 20 }",
            Asking.Responses("\"stream\": true, \"reasoning\": {\"summary\": \"auto\"}")).Events();

        Assert.Equal(
            ["part.added", "text.delta", "text.done", "part.done"],
            events.Select(happening => happening.Type.Split("response.reasoning_summary_"))
                .Where(parts => parts.Length == 2).Select(parts => parts[1]));
        Assert.NotEmpty(events[^1].Data.GetProperty("response").GetProperty("output")[0]
            .GetProperty("summary")[0].GetProperty("text").GetString()!);
    }

    [Theory]
    [InlineData("{ text: '42', reasoning_tokens: 100 }", "incomplete", "max_output_tokens", "reasoning")]
    [InlineData("{ text: 'no', finish: content_filter }", "incomplete", "content_filter", "message")]
    [InlineData("{ text: 'no', finish: context_window }", "incomplete", "max_output_tokens", "message")]
    [InlineData("{ text: '' }", "completed", null, "message")]
    [InlineData("{ text: 'half', finish: pause }", "completed", null, "message")]
    public void An_end_is_told_by_the_status_and_its_reason(string answer, string status, string? reason, string last)
    {
        var reply = Ask(answer, Asking.Responses("\"stream\": true, \"max_output_tokens\": 64"));

        var (type, data) = reply.Events()[^1];
        var response = data.GetProperty("response");
        Assert.Equal("response." + status, type);
        Assert.Equal(status, response.GetProperty("status").GetString());
        Assert.Equal(reason, response.GetProperty("incomplete_details") is { ValueKind: JsonValueKind.Object } details
            ? details.GetProperty("reason").GetString()
            : null);
        Assert.Equal(last, response.GetProperty("output").EnumerateArray().Last().GetProperty("type").GetString());
    }

    [Fact]
    public void A_refusal_is_a_part_of_its_own_kind()
    {
        var events = Ask("{ refusal: I cannot say. }", Asking.Responses("\"stream\": true")).Events();

        var response = events[^1].Data.GetProperty("response");
        Assert.Contains(events, happening => happening.Type == "response.refusal.delta");
        Assert.Equal("completed", response.GetProperty("status").GetString());
        Assert.Equal("""[{"type":"refusal","refusal":"I cannot say."}]""",
            response.GetProperty("output")[0].GetProperty("content").GetRawText());
    }

    [Fact]
    public void A_list_of_messages_is_read_as_its_last_question()
    {
        const string Input = """
            [{"role": "user", "content": "First?"}, {"role": "assistant", "content": "Yes."},
             {"role": "user", "content": [
                {"type": "input_text", "text": "What is "}, {"type": "input_text", "text": "it?"}]}]
            """;
        var book = Assert.IsType<AnswerBookResult.Valid>(AnswerBook.Parse(
            "items: { q: { answers: '7' } }", "s", new Dictionary<string, string> { ["What is it?"] = "q" })).Book;

        var reply = new SimulatorCore(Asking.Instant with { Answers = book })
            .Decide(Asking.Responses(input: Input), TimeSpan.Zero);

        Assert.Contains("\"text\":\"7\"", reply.Text(), StringComparison.Ordinal);
        Assert.Equal(6, reply.Json().GetProperty("usage").GetProperty("input_tokens").GetInt32());
    }

    [Theory]
    [InlineData("\"max_output_tokens\": 5", "max_output_tokens", "integer_below_min_value")]
    [InlineData("\"max_output_tokens\": \"5\"", "max_output_tokens", "invalid_value")]
    [InlineData("\"stop\": [\"x\"]", "stop", "unknown_parameter")]
    [InlineData("\"max_tokens\": 50", "max_tokens", "unsupported_parameter")]
    [InlineData("\"response_format\": {\"type\": \"json_object\"}", "response_format", "unsupported_parameter")]
    public void What_belongs_to_the_other_api_is_refused(string more, string parameter, string code)
    {
        var reply = new SimulatorCore(Asking.Instant).Decide(Asking.Responses(more), TimeSpan.Zero);

        Assert.Equal(400, reply.Head!.Status);
        Assert.Equal(parameter, reply.Error().GetProperty("param").GetString());
        Assert.Equal(code, reply.Error().GetProperty("code").GetString());
    }

    [Fact]
    public void A_body_of_any_bytes_never_throws() => Gen.Byte.Array[0, 200].Sample(bytes =>
        new SimulatorCore(Asking.Instant)
            .Decide(Asking.Responses() with { Body = bytes }, TimeSpan.Zero).Head!.Status == 400);

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_json_wherever_it_stands() =>
        Assert.Equal(400, new SimulatorCore(Asking.Instant)
            .Decide(Asking.Responses("\"metadata\": {\"a\": \"\\ud800\"}"), TimeSpan.Zero).Head!.Status);
}
