using System.IO.Compression;
using System.Text;
using CsCheck;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ChatStreamTests
{
    private const string Stop = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";

    /// <summary>As OpenAI sends it: an empty role delta, text, a finish reason, usage apart, the mark.</summary>
    private static readonly string Plain =
        Chunk("""[{"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null""")
        + Chunk("""[{"index":0,"delta":{"content":"약 20만"},"finish_reason":null}]""")
        + Chunk("""[{"index":0,"delta":{"content":" 원"},"finish_reason":null}]""")
        + Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")
        + Chunk(
            """
            [],"usage":{"prompt_tokens":120,"completion_tokens":45,"total_tokens":165,
            """
            + """
            "prompt_tokens_details":{"cached_tokens":100,"cache_write_tokens":8},
            """
            + """
            "completion_tokens_details":{"reasoning_tokens":32}}
            """)
        + "data: [DONE]\n\n";

    [Fact]
    public async Task A_stream_becomes_one_answer_in_the_normal_form()
    {
        var response = await ChatCall.AnswerAsync(Script.Streaming(Plain));

        Assert.Equal(
            new Response
            {
                Text = "약 20만 원",
                Stop = StopReason.Stop,
                StopRaw = "stop",
                Model = "gpt-6-luna-0922",
                ServiceTier = "default",
                Usage = new Usage { Input = 120, CacheRead = 100, CacheWrite = 8, Output = 45, Reasoning = 32 },
            },
            response);
    }

    [Fact]
    public async Task A_stream_under_the_name_of_json_is_one_answer_without_times_of_its_parts()
    {
        var exchange = await ChatCall.RunAsync(Script.Answering(Plain));

        Assert.Equal("약 20만 원", Assert.IsType<Exchange.Answered>(exchange).Response.Text);
        Assert.Equal((null, null), (exchange.Stamps.FirstContent, exchange.Stamps.LastContent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_packed_unasked_is_unpacked(bool stream)
    {
        var packed = Packed(
            stream ? Plain : """{"choices":[{"message":{"content":"약 20만 원"},"finish_reason":"stop"}]}""");
        var response = await ChatCall.AnswerAsync(Gzip(packed, stream));

        Assert.Equal("약 20만 원", response.Text);
    }

    [Fact]
    public async Task What_only_pretends_to_be_packed_is_malformed()
    {
        var failure = await ChatCall.FailureAsync(Gzip("not packed at all"u8.ToArray(), stream: true));

        Assert.Equal(FailureKind.Malformed, failure.Kind);
    }

    [Fact]
    public Task Any_cutting_into_pieces_gives_the_same_answer() =>
        Gen.Int[1, 40].Array[1, 60].SampleAsync(async sizes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Plain);
            var response = await ChatCall.AnswerAsync(Script.Streaming(Cut(bytes, sizes)));
            Assert.Equal("약 20만 원", response.Text);
        }, iter: 50);

    [Fact]
    public async Task Carriage_returns_comments_a_byte_order_mark_and_data_over_lines_are_understood()
    {
        var events = "\uFEFF: OPENROUTER PROCESSING\r\n\r\nid: 7\r\nretry: 10\r\n"
            + "data: {\"choices\":[{\"delta\":\r\ndata: {\"content\":\"yes\"}}]}\r\n\r\n"
            + Stop.ReplaceLineEndings("\r\n") + "data: [DONE]\r\n\r\n";

        Assert.Equal("yes", (await ChatCall.AnswerAsync(Script.Streaming(events))).Text);
    }

    [Fact]
    public async Task Events_fields_and_finish_reasons_that_nobody_knows_break_nothing()
    {
        var events = "event: ping\ndata: tick\n\ndata: \n\n"
            + "data: {\"new\":{},\"choices\":[{\"delta\":{\"content\":\"a\",\"mood\":[1]},\"finish_reason\":null}]}\n\n"
            + "data: {\"choices\":null,\"\\udc00\":1}\n\ndata: [1,2]\n\n"
            + "data: \"\\ud800\"\n\ndata: 7\n\ndata: {\"choices\":[7]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":{\"odd\":1}},\"finish_reason\":\"tired\"}]}\n\n"
            + "data: [DONE]\n\n";

        var response = await ChatCall.AnswerAsync(Script.Streaming(events));

        Assert.Equal(("a", StopReason.Unknown, "tired"), (response.Text, response.Stop, response.StopRaw));
    }

    [Theory]
    [InlineData("stop", StopReason.Stop)]
    [InlineData("length", StopReason.MaxTokens)]
    [InlineData("content_filter", StopReason.ContentFilter)]
    [InlineData("tool_calls", StopReason.ToolCall)]
    [InlineData("model_length", StopReason.ContextLimit)]
    public async Task Finish_reasons_are_neutral_and_the_raw_word_is_kept(string raw, StopReason stop)
    {
        var events = Stop.Replace("\"stop\"", $"\"{raw}\"", StringComparison.Ordinal) + "data: [DONE]\n\n";

        var response = await ChatCall.AnswerAsync(Script.Streaming(events));

        Assert.Equal((stop, raw), (response.Stop, response.StopRaw));
    }

    [Fact]
    public async Task A_refusal_stands_in_its_own_field()
    {
        var events = "data: {\"choices\":[{\"delta\":{\"refusal\":\"I can't \"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"refusal\":\"help.\"}}]}\n\n" + Stop + "data: [DONE]\n\n";

        var response = await ChatCall.AnswerAsync(Script.Streaming(events));

        Assert.Equal(("", "I can't help."), (response.Text, response.Refusal));
    }

    [Fact]
    public async Task A_finish_reason_without_the_mark_is_a_whole_answer_whatever_the_connection_does_next()
    {
        var events = "data: {\"choices\":[{\"delta\":{\"content\":\"42\"}}]}\n\n" + Stop;

        var ended = await ChatCall.AnswerAsync(Script.Streaming(events));
        var broken = await ChatCall.AnswerAsync(
            Script.Streaming([Encoding.UTF8.GetBytes(events)], new IOException("reset")));

        Assert.Equal(("42", "42"), (ended.Text, broken.Text));
        Assert.Null(ended.Usage);
    }

    [Fact]
    public async Task A_stream_that_just_ends_failed_and_its_part_is_kept()
    {
        var failure = await ChatCall.FailureAsync(
            Script.Streaming("data: {\"choices\":[{\"delta\":{\"content\":\"about 4\"}}]}\n\ndata: {\"cho"));

        Assert.Equal((FailureKind.Incomplete, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal(("about 4", 200), (failure.Partial, failure.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"choices\":[{\"del")]
    [InlineData(": keep-alive\n\n")]
    public async Task A_stream_without_one_event_failed_before_the_stream(string events)
    {
        var failure = await ChatCall.FailureAsync(Script.Streaming(events));

        Assert.Equal((FailureKind.Incomplete, FailurePhase.Body), (failure.Kind, failure.Phase));
        Assert.Null(failure.Partial);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_stream_failed_and_its_part_is_kept()
    {
        var failure = await ChatCall.FailureAsync(Script.Streaming(
            ["data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n"u8.ToArray()], new IOException("reset")));

        Assert.Equal((FailureKind.Reset, FailurePhase.Stream, "ab"), (failure.Kind, failure.Phase, failure.Partial));
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"Overloaded\",\"code\":\"server_is_overloaded\"}}\n\n")]
    [InlineData("event: error\ndata: {\"message\":\"Overloaded\",\"code\":\"server_is_overloaded\"}\n\n")]
    public async Task An_error_in_the_stream_is_the_providers_with_its_inner_code(string error)
    {
        var failure = await ChatCall.FailureAsync(
            Script.Streaming("data: {\"choices\":[{\"delta\":{\"content\":\"ab\"}}]}\n\n" + error));

        Assert.Equal((FailureKind.Error, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal(("server_is_overloaded", "Overloaded", "ab"), (failure.Code, failure.Message, failure.Partial));
    }

    [Fact]
    public async Task A_finish_reason_of_error_is_no_answer()
    {
        var failure = await ChatCall.FailureAsync(Script.Streaming(
            "data: {\"choices\":[{\"delta\":{\"content\":\"ab\"},\"finish_reason\":\"error\"}]}\n\ndata: [DONE]\n\n"));

        Assert.Equal((FailureKind.Error, "ab"), (failure.Kind, failure.Partial));
    }

    [Fact]
    public async Task Data_that_is_not_json_is_malformed()
    {
        var failure = await ChatCall.FailureAsync(Script.Streaming("data: {\"choices\":[{]}\n\n"));

        Assert.Equal((FailureKind.Malformed, FailurePhase.Stream), (failure.Kind, failure.Phase));
    }

    [Fact]
    public async Task A_whole_body_where_a_stream_was_asked_for_is_read_all_the_same()
    {
        const string Body = """{"choices":[{"message":{"content":"whole"},"finish_reason":"stop"}]}""";

        var named = await ChatCall.AnswerAsync(Script.Answering(Body));
        var unnamed = await ChatCall.AnswerAsync(Script.Answering(Body, type: "application/octet-stream"));
        var misnamed = await ChatCall.AnswerAsync(Script.Streaming(Body));

        Assert.Equal(("whole", "whole", "whole"), (named.Text, unnamed.Text, misnamed.Text));
    }

    [Fact]
    public async Task An_endless_stream_is_cut_off_at_32_megabytes()
    {
        var piece = Encoding.UTF8.GetBytes(": " + new string('x', 1024 * 1024) + "\n");

        var failure = await ChatCall.FailureAsync(Script.Streaming(Enumerable.Repeat(piece, 40)));

        Assert.Equal(FailureKind.Malformed, failure.Kind);
        Assert.Contains("32", failure.Message, StringComparison.Ordinal);
    }

    private static string Chunk(string choices) =>
        $$"""data: {"id":"c1","model":"gpt-6-luna-0922","service_tier":"default","choices":{{choices}}}""" + "\n\n";

    private static IEnumerable<byte[]> Cut(byte[] bytes, int[] sizes)
    {
        var next = 0;
        for (var start = 0; start < bytes.Length; next++)
        {
            var size = Math.Min(sizes[next % sizes.Length], bytes.Length - start);
            yield return bytes[start..(start + size)];
            start += size;
        }
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static Script Gzip(byte[] body, bool stream) => new(_ =>
    {
        var type = stream ? "text/event-stream" : "application/json";
        var response = Script.Response(new MemoryStream(body), 200, type);
        response.Content.Headers.ContentEncoding.Add("gzip");
        return Task.FromResult(response);
    });
}
