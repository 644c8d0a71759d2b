using System.Text.Json;
using CsCheck;
using Hailstone.Simulator;
using Xunit;

namespace Hailstone.Tests.Simulator;

public sealed class ChatTests
{
    private static SimulatedReply Ask(SimulatorOptions options, SimulatedRequest request) =>
        new SimulatorCore(options).Decide(request, TimeSpan.Zero);

    private static List<string> Data(SimulatedReply reply) =>
        [.. reply.Text().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line["data: ".Length..])];

    [Fact]
    public void A_whole_answer_has_the_shape_of_a_chat_completion()
    {
        var reply = Ask(Asking.Instant, Asking.Chat("12345678", "gpt-x"));

        var body = reply.Json();
        Assert.Equal(200, reply.Head!.Status);
        Assert.Equal("chat.completion", body.GetProperty("object").GetString());
        Assert.Equal("gpt-x", body.GetProperty("model").GetString());
        Assert.Equal("stop", body.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Contains("\"refusal\":null", reply.Text(), StringComparison.Ordinal);
        Assert.Equal(2, body.GetProperty("usage").GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(
            body.GetProperty("usage").GetProperty("completion_tokens").GetInt64() + 2,
            body.GetProperty("usage").GetProperty("total_tokens").GetInt64());
        Assert.StartsWith("req_", reply.Header("x-request-id"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_says_the_same_words_and_ends_with_the_usage_and_done()
    {
        var book = BookTests.Always("{ text: 'forty-two 😀 is the answer', reasoning_tokens: 5 }");
        var options = Asking.Instant with { Answers = book };
        var whole = Ask(options, Asking.Chat());

        const string Streamed = "\"stream\": true, \"stream_options\": {\"include_usage\": true}";

        var data = Data(Ask(options, Asking.Chat(more: Streamed)));

        var events = data[..^1].Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var deltas = events[..^1].Select(line => line.GetProperty("choices")[0].GetProperty("delta")).ToList();
        Assert.Equal("[DONE]", data[^1]);
        Assert.Equal("assistant", deltas[0].GetProperty("role").GetString());
        Assert.Equal(whole.Content(), string.Concat(deltas
            .Select(delta => delta.TryGetProperty("content", out var words) ? words.GetString() : "")));
        Assert.Equal("stop", events[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, events[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(
            whole.Json().GetProperty("usage").GetRawText(), events[^1].GetProperty("usage").GetRawText());
    }

    [Fact]
    public void A_stream_that_did_not_ask_for_the_usage_does_not_get_it()
    {
        var data = Data(Ask(Asking.Instant, Asking.Chat(more: "\"stream\": true")));

        Assert.DoesNotContain(data, line => line.Contains("usage", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stream_takes_as_long_as_the_whole_answer()
    {
        var options = new SimulatorOptions
        {
            Answers = BookTests.Always("{ text: 'a rather long answer', reasoning_tokens: 90 }"),
        };

        var whole = Ask(options, Asking.Chat()).EndAfter;
        var stream = Ask(options, Asking.Chat(more: "\"stream\": true")).EndAfter;

        Assert.InRange((stream - whole).Duration(), TimeSpan.Zero, TimeSpan.FromMicroseconds(10));
    }

    [Fact]
    public void Json_is_answered_where_json_is_asked_for()
    {
        var reply = Ask(Asking.Instant, Asking.Chat(more: "\"response_format\": {\"type\": \"json_object\"}"));

        var answer = JsonDocument.Parse(reply.Content()!).RootElement;
        Assert.InRange(answer.GetProperty("value").GetInt32(), 1, 100);
        Assert.InRange(answer.GetProperty("confidence").GetDouble(), 0.5, 1);
    }

    [Fact]
    public void An_output_cap_is_eaten_by_reasoning_first()
    {
        var book = BookTests.Always("{ text: '42', reasoning_tokens: 100 }");

        var reply = Ask(Asking.Instant with { Answers = book }, Asking.Chat(more: "\"max_completion_tokens\": 64"));

        Assert.Equal("", reply.Content());
        Assert.Equal("length", reply.Json().GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(64, reply.Bill!.CompletionTokens);
        Assert.Equal(64, reply.Bill.ReasoningTokens);
    }

    [Fact]
    public void A_cap_cuts_the_text_where_there_is_no_reasoning()
    {
        var book = BookTests.Always("'one two three four'");

        var reply = Ask(Asking.Instant with { Answers = book }, Asking.Chat(more: "\"max_tokens\": 1"));

        Assert.Equal("one", reply.Content());
    }

    [Theory]
    [InlineData("not json", 400, null)]
    [InlineData("[]", 400, null)]
    [InlineData("{}", 400, "missing_required_parameter")]
    [InlineData("{\"model\":\"m\",\"messages\":[]}", 400, "invalid_value")]
    [InlineData("{\"model\":5,\"messages\":[{}]}", 400, "invalid_value")]
    [InlineData("{\"model\":\"m\",\"messages\":[{\"content\":\"\\ud800\"}]}", 400, null)]
    [InlineData("{\"model\":\"m\",\"messages\":[{}],\"max_tokens\":0}", 400, "invalid_value")]
    [InlineData("{\"model\":\"m\",\"messages\":[{}],\"n\":2}", 400, "invalid_value")]
    public void A_body_that_the_api_cannot_read_is_refused(string body, int status, string? code)
    {
        var reply = Ask(Asking.Instant, Asking.Post(body));

        Assert.Equal(status, reply.Head!.Status);
        Assert.Equal(code, reply.Error().GetProperty("code").GetString());
    }

    [Fact]
    public void A_body_of_any_bytes_never_throws() => Gen.Byte.Array[0, 200].Sample(bytes =>
        Ask(Asking.Instant, Asking.Post("") with { Body = bytes }).Head!.Status == 400);

    [Fact]
    public void A_refused_parameter_is_named_as_openai_names_it()
    {
        var options = Asking.Instant with
        {
            AnyModel = new ModelOptions { Refuses = ["max_tokens"], OnlyDefault = ["temperature"] },
        };

        var cap = Ask(options, Asking.Chat(more: "\"max_tokens\": 5")).Error();
        var temperature = Ask(options, Asking.Chat(more: "\"temperature\": 0.2")).Error();

        Assert.Equal(
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            + "Use 'max_completion_tokens' instead.",
            cap.GetProperty("message").GetString());
        Assert.Equal(
            "Unsupported value: 'temperature' does not support 0.2 with this model. "
            + "Only the default (1) value is supported.",
            temperature.GetProperty("message").GetString());
        Assert.Equal("temperature", temperature.GetProperty("param").GetString());
        Assert.Equal("unsupported_value", temperature.GetProperty("code").GetString());
        Assert.Equal(200, Ask(options, Asking.Chat(more: "\"temperature\": 1.0")).Head!.Status);
    }
}
