using System.Text;
using CsCheck;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Xunit;
using static Hailstone.Tests.Providers.MessagesCall;

namespace Hailstone.Tests.Providers;

public sealed class MessagesStreamTests() : DamagedStreams(Plain, "message_stop")
{
    /// <summary>As the vendor's page on streaming shows it: thoughts, their seal, then the text in pieces.</summary>
    private static readonly string Plain =
        Start(
            """
            {"input_tokens":20,"cache_creation_input_tokens":8,"cache_read_input_tokens":100,
            """
            + """
            "cache_creation":{"ephemeral_5m_input_tokens":8,"ephemeral_1h_input_tokens":0},"output_tokens":1,
            """
            + """
            "service_tier":"standard"}
            """)
        + Block(0, """{"type":"thinking","thinking":"","signature":""}""")
        + Event("ping")
        + Delta(0, "thinking_delta", "\"thinking\":\"Count\"")
        + Delta(0, "signature_delta", "\"signature\":\"EqQBCgIYAhIM1gbcDa9GJwZA2b3h\"")
        + BlockEnd(0)
        + Block(1, """{"type":"text","text":""}""")
        + Text("약 20만", 1)
        + Text(" 원", 1)
        + BlockEnd(1)
        + End("end_turn", usage: """{"output_tokens":45,"output_tokens_details":{"thinking_tokens":32}}""");

    [Fact]
    public async Task A_stream_becomes_one_answer_in_the_normal_form()
    {
        var response = await AnswerAsync(Script.Streaming(Plain));

        Assert.Equal(
            new Response
            {
                Text = "약 20만 원",
                Stop = StopReason.Stop,
                StopRaw = "end_turn",
                Model = "claude-haiku-5-5",
                ServiceTier = "standard",
                Usage = new Usage
                {
                    Input = 128,
                    CacheRead = 100,
                    CacheWrite = 8,
                    CacheWriteHour = 0,
                    Output = 45,
                    Reasoning = 32,
                },
            },
            response);
    }

    [Fact]
    public Task Any_cutting_into_pieces_gives_the_same_answer() =>
        Gen.Int[1, 40].Array[1, 60].SampleAsync(async sizes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Plain);
            var cut = new List<byte[]>();
            for (var start = 0; start < bytes.Length; start += cut[^1].Length)
                cut.Add(bytes[start..Math.Min(bytes.Length, start + sizes[cut.Count % sizes.Length])]);

            Assert.Equal("약 20만 원", (await AnswerAsync(Script.Streaming(cut))).Text);
        }, iter: 50);

    [Fact]
    public async Task Every_piece_is_stamped_when_its_bytes_come_and_thoughts_are_no_answer()
    {
        using var body = new ScriptedBody();
        using var call = new MessagesCall(Script.Streaming(body));

        await SendAsync(call, body, 10, Start() + Block(0, """{"type":"thinking","thinking":""}"""));
        await SendAsync(call, body, 50, Event("ping"));
        await SendAsync(call, body, 40, Delta(0, "thinking_delta", "\"thinking\":\"hm\""));
        await SendAsync(call, body, 100, Delta(0, "signature_delta", "\"signature\":\"Eq\"") + BlockEnd(0));
        await SendAsync(call, body, 100, Block(1, """{"type":"text","text":""}""") + Text("", 1));
        await SendAsync(call, body, 700, Text("4", 1));
        await SendAsync(call, body, 500, Text("2", 1));
        await SendAsync(call, body, 20, BlockEnd(1));
        await SendAsync(call, body, 30, End("end_turn"));
        call.Time.Advance(TimeSpan.FromSeconds(90));
        var stamps = (await call.Task).Stamps;

        Assert.Equal(
            (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1000), TimeSpan.FromMilliseconds(1500)),
            (stamps.FirstContent, stamps.FirstAnswer, stamps.LastContent));
    }

    [Fact]
    public async Task Thoughts_that_nobody_may_read_are_content_all_the_same()
    {
        using var body = new ScriptedBody();
        using var call = new MessagesCall(Script.Streaming(body));

        await SendAsync(call, body, 10, Start());
        await SendAsync(call, body, 90, Block(0, """{"type":"redacted_thinking","data":"EmwKAhgB"}""") + BlockEnd(0));
        await SendAsync(call, body, 400, Block(1, """{"type":"text","text":"42"}""") + BlockEnd(1) + End("end_turn"));
        call.Time.Advance(TimeSpan.FromSeconds(90));
        var exchange = await call.Task;

        Assert.Equal("42", Assert.IsType<Exchange.Answered>(exchange).Response.Text);
        Assert.Equal(
            (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)),
            (exchange.Stamps.FirstContent, exchange.Stamps.FirstAnswer));
    }

    /// <summary>Two streams of the vendor's SDK's tests, and one of a relay that was seen in August 2026.</summary>
    [Theory]
    [InlineData("null", """
        {"input_tokens":11,"output_tokens":1,"cache_creation_input_tokens":3,"cache_read_input_tokens":5,
        "server_tool_use":{"web_search_requests":2},"cache_creation":{"ephemeral_5m_input_tokens":3}}
        """, 19, 1)]
    [InlineData("""{"input_tokens":11,"output_tokens":1}""", """{"output_tokens":6}""", 11, 6)]
    [InlineData("""{"input_tokens":0,"output_tokens":0}""", """{"input_tokens":19,"output_tokens":0}""", 19, 0)]
    public async Task The_counts_of_the_last_event_hold_and_what_it_leaves_out_holds_from_the_first(
        string first, string last, int input, int output)
    {
        last = last.Replace("\n", "", StringComparison.Ordinal);

        var usage = (await AnswerAsync(Script.Streaming(Start(first) + End("end_turn", usage: last)))).Usage!;

        Assert.Equal((input, output), (usage.Input, usage.Output));
    }

    [Fact]
    public async Task A_refusal_in_a_stream_says_why()
    {
        // From the tests of the vendor's SDK.
        var response = await AnswerAsync(Script.Streaming(
            Start() + Block(0, """{"type":"text","text":""}""") + BlockEnd(0) + End(
                "refusal",
                """
                ,"stop_details":{"type":"refusal","category":"cyber","explanation":"This request was refused due to policy."}
                """.Trim())));

        Assert.Equal(
            (StopReason.Refusal, "refusal", "cyber: This request was refused due to policy."),
            (response.Stop, response.StopRaw, response.Refusal));
    }

    [Fact]
    public async Task What_is_said_of_a_refusal_before_it_is_none_does_not_make_it_one()
    {
        // From the tests of the vendor's SDK, where the first event has details of a refusal that never came.
        var response = await AnswerAsync(Script.Streaming(
            Event("message_start", "\"message\":{\"stop_reason\":null,\"stop_details\":{\"type\":\"refusal\"}}")
            + Text("hi") + End("end_turn", ",\"stop_details\":null")));

        Assert.Equal((StopReason.Stop, null), (response.Stop, response.Refusal));
    }

    [Fact]
    public async Task A_paused_turn_is_put_together_from_its_pieces()
    {
        var response = await AnswerAsync(Script.Streaming(
            Start()
            + Block(0, """{"type":"thinking","thinking":"","signature":""}""")
            + Delta(0, "thinking_delta", "\"thinking\":\"Look \"") + Delta(0, "thinking_delta", "\"thinking\":\"up.\"")
            + Delta(0, "signature_delta", "\"signature\":\"EqQ=\"") + BlockEnd(0)
            + Block(1, """{"type":"text","text":""}""") + BlockEnd(1)
            + Block(2, """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}""")
            + Delta(2, "input_json_delta", "\"partial_json\":\"\"")
            + Delta(2, "input_json_delta", """ "partial_json":"{\"query\": " """)
            + Delta(2, "input_json_delta", """ "partial_json":"\"Paris\"}" """) + BlockEnd(2)
            + Block(3, """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"title":"x"}]}""")
            + BlockEnd(3)
            + Block(4, """{"type":"text","text":"","citations":[]}""") + Text("It is", 4)
            + Delta(4, "citations_delta", """ "citation":{"type":"web_search_result_location","url":"u"} """)
            + BlockEnd(4)
            + End("pause_turn")));

        Assert.Equal((StopReason.Paused, "It is"), (response.Stop, response.Text));
        Assert.Equal(
            """
            [{"type":"thinking","thinking":"Look up.","signature":"EqQ="},
            {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"Paris"}},
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"title":"x"}]},
            {"type":"text","text":"It is","citations":[{"type":"web_search_result_location","url":"u"}]}]
            """.ReplaceLineEndings(""),
            response.TurnSoFar!.Value.GetRawText());
    }

    [Theory]
    [InlineData("mood_delta", "\"mood\":\"odd\"")]
    [InlineData("input_json_delta", "\"partial_json\":\"{\\\"cut\"")]
    public async Task A_paused_turn_that_is_not_all_understood_cannot_go_on(string type, string members)
    {
        var response = await AnswerAsync(Script.Streaming(
            Start() + Block(0, """{"type":"server_tool_use","input":{}}""") + Delta(0, type, members)
            + End("pause_turn")));

        Assert.Equal((StopReason.Paused, null), (response.Stop, response.TurnSoFar));
    }

    [Fact]
    public async Task Events_blocks_and_pieces_that_nobody_knows_break_nothing()
    {
        var events = Event("mood") + "event: keepalive\ndata: tick\n\ndata: {\"type\":7}\n\ndata: []\n\ndata: 7\n\n"
            + Event("message_start", "\"message\":7") + Event("content_block_start", "\"content_block\":[]")
            + Event("content_block_delta", "\"index\":-1,\"delta\":{\"type\":\"text_delta\",\"text\":7.5}")
            + Block(3, """{"type":"magic","text":"no"}""") + Delta(3, "mood_delta", "\"text\":\"no\"")
            + Block(9, """{"type":"text","text":""}""") + Text("a", 9) + Event("message_delta", "\"delta\":null")
            + End("end_turn") + Text("too late", 9);

        Assert.Equal("7.5a", (await AnswerAsync(Script.Streaming(events))).Text);
    }

    [Fact]
    public async Task An_event_is_known_by_its_data_or_by_its_name()
    {
        var named = "event: content_block_delta\ndata: {\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";
        var unnamed =
            "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"b\"}}\n\n";

        Assert.Equal("ab", (await AnswerAsync(Script.Streaming(named + unnamed + End("end_turn")))).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("event: message_delta\ndata: {\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n")]
    public async Task A_stream_without_its_last_event_is_no_answer(string rest)
    {
        var failure = await FailureAsync(Script.Streaming(Start() + Text("about 4") + rest));

        Assert.Equal((FailureKind.Incomplete, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal(("about 4", 200, 25), (failure.Partial, failure.Status, failure.Usage!.Input));
    }

    [Fact]
    public async Task A_connection_that_breaks_takes_nothing_from_an_answer_that_is_whole()
    {
        var whole = Encoding.UTF8.GetBytes(Text("42") + End("end_turn"));
        var half = Encoding.UTF8.GetBytes(Text("42"));

        var answer = await AnswerAsync(Script.Streaming([whole], new IOException("reset")));
        var failure = await FailureAsync(Script.Streaming([half], new IOException("reset")));

        Assert.Equal("42", answer.Text);
        Assert.Equal((FailureKind.Reset, "42"), (failure.Kind, failure.Partial));
    }

    [Fact]
    public async Task A_whole_body_where_a_stream_was_asked_for_is_read_all_the_same()
    {
        const string Body =
            """{"type":"message","content":[{"type":"text","text":"whole"}],"stop_reason":"end_turn"}""";

        var named = await AnswerAsync(Script.Answering(Body));
        var misnamed = await AnswerAsync(Script.Streaming(Body));

        Assert.Equal(("whole", "whole"), (named.Text, misnamed.Text));
    }

    private protected override Task<Exchange> ReadAsync(Script script) => RunAsync(script);

    private static async Task SendAsync(MessagesCall call, ScriptedBody body, int after, string text)
    {
        call.Time.Advance(TimeSpan.FromMilliseconds(after));
        await body.SendAndSettleAsync(text, call.Task);
    }
}
