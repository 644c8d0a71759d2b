using System.Text;
using CsCheck;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Xunit;
using static Hailstone.Tests.Providers.ResponsesCall;

namespace Hailstone.Tests.Providers;

public sealed class ResponsesStreamTests() : DamagedStreams(Plain, "response.completed")
{
    /// <summary>
    /// As OpenAI sends it, by its published schema of <c>ResponseStreamEvent</c>: a reasoning item, then the message,
    /// every part announced, told in pieces, and told again as a whole.
    /// </summary>
    private static readonly string Plain =
        Event("response.created", $"\"response\":{Begun},\"sequence_number\":0")
        + Event("response.in_progress", $"\"response\":{Begun},\"sequence_number\":1")
        + Event("response.output_item.added",
            """ "item":{"id":"rs_1","type":"reasoning","summary":[]},"output_index":0,"sequence_number":2""")
        + Event("response.reasoning_summary_text.delta",
            """ "delta":"Count","item_id":"rs_1","output_index":0,"summary_index":0,"sequence_number":3""")
        + Event("response.output_item.done",
            """ "item":{"id":"rs_1","type":"reasoning","summary":[]},"output_index":0,"sequence_number":4""")
        + Event("response.output_item.added",
            $"\"item\":{Message("in_progress", "")},\"output_index\":1,\"sequence_number\":5")
        + Event("response.content_part.added",
            $"\"content_index\":0,\"item_id\":\"msg_1\",\"output_index\":1,\"part\":{Part("")},\"sequence_number\":6")
        + Text("약 20만")
        + Text(" 원")
        + Event("response.output_text.done",
            """ "content_index":0,"item_id":"msg_1","text":"약 20만 원","output_index":1,"sequence_number":9""")
        + Event("response.content_part.done",
            $"\"content_index\":0,\"item_id\":\"msg_1\",\"output_index\":1,\"part\":{Part("약 20만 원")}")
        + Event("response.output_item.done",
            $"\"item\":{Message("completed", Part("약 20만 원"))},\"output_index\":1")
        + End("completed", Rest(Message("completed", Part("약 20만 원"))));

    private protected override Task<Exchange> ReadAsync(Script script) => RunAsync(script);

    private static string Begun =>
        """
        {"id":"resp_1","object":"response","created_at":1790000000,"status":"in_progress","error":null,
        """
        + """
        "incomplete_details":null,"instructions":null,"model":"gpt-6.1-sol","output":[],"service_tier":"auto",
        """
        + """
        "reasoning":{"effort":"medium","summary":null},"text":{"format":{"type":"text"}},"usage":null}
        """;

    [Fact]
    public async Task A_stream_becomes_one_answer_in_the_normal_form()
    {
        var response = await AnswerAsync(Script.Streaming(Plain));

        Assert.Equal(
            new Response
            {
                Text = "약 20만 원",
                Stop = StopReason.Stop,
                StopRaw = "completed",
                Model = "gpt-6.1-sol-0929",
                ServiceTier = "default",
                Effort = "medium",
                Usage = new Usage { Input = 120, CacheRead = 100, CacheWrite = 8, Output = 45, Reasoning = 32 },
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
    public async Task Every_piece_is_stamped_when_its_bytes_come_and_reasoning_is_no_answer()
    {
        using var body = new ScriptedBody();
        using var call = new ResponsesCall(Script.Streaming(body));

        await SendAsync(call, body, 10, Event("response.created", $"\"response\":{Begun}"));
        await SendAsync(call, body, 90, Event("response.reasoning_text.delta", "\"delta\":\"hm\",\"output_index\":0"));
        await SendAsync(call, body, 100, Event("response.output_item.added",
            $"\"item\":{Message("in_progress", "")},\"output_index\":1"));
        await SendAsync(call, body, 100, Text(""));
        await SendAsync(call, body, 700, Text("4"));
        await SendAsync(call, body, 500, Text("2"));
        await SendAsync(call, body, 20, Event("response.output_text.done", "\"output_index\":1,\"text\":\"42\""));
        await SendAsync(call, body, 30, End("completed", Rest(Message("completed", Part("42")))) + "data: [DONE]\n\n");
        var stamps = (await call.Task).Stamps;

        Assert.Equal(
            (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1000), TimeSpan.FromMilliseconds(1500)),
            (stamps.FirstContent, stamps.FirstAnswer, stamps.LastContent));
        Assert.Equal(TimeSpan.FromMilliseconds(1550), stamps.Closed);
    }

    [Fact]
    public async Task The_last_event_holds_the_truth_and_its_text_is_not_added_to_the_pieces()
    {
        var response = await AnswerAsync(Script.Streaming(
            Text("draft") + End("completed", Rest(Message("completed", Part("four") + "," + Part("teen"))))));

        Assert.Equal("fourteen", response.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"output\":[]")]
    [InlineData(",\"output\":null")]
    public async Task A_last_event_without_the_output_leaves_the_pieces_as_they_came(string members)
    {
        var response = await AnswerAsync(Script.Streaming(Text("four") + Text("teen") + End("completed", members)));

        Assert.Equal(("fourteen", StopReason.Stop), (response.Text, response.Stop));
    }

    [Fact]
    public async Task A_last_event_without_a_response_is_an_end_all_the_same()
    {
        var response = await AnswerAsync(Script.Streaming(Text("42") + "data: {\"type\":\"response.completed\"}\n\n"));

        Assert.Equal(("42", StopReason.Stop, null), (response.Text, response.Stop, response.Usage));
    }

    [Fact]
    public async Task An_event_is_known_by_its_data_or_by_its_name()
    {
        var named = "event: response.output_text.delta\ndata: {\"delta\":\"a\"}\n\n";
        var unnamed = "data: {\"type\":\"response.output_text.delta\",\"delta\":\"b\"}\n\n";

        Assert.Equal("ab", (await AnswerAsync(Script.Streaming(named + unnamed + End("completed")))).Text);
    }

    [Fact]
    public async Task Commentary_on_the_way_is_no_part_of_the_answer()
    {
        const string Said = """{"id":"msg_0","type":"message","role":"assistant","phase":"commentary","content":[""";
        var answer = """{"id":"msg_1","type":"message","role":"assistant","phase":"final_answer","content":[""";
        var begun = Event("response.output_item.added", $"\"item\":{Said}]}},\"output_index\":0")
            + Text("Let me count 7.", output: 0)
            + Event("response.output_item.added", $"\"item\":{answer}]}},\"output_index\":1")
            + Text("42");
        var whole = $"{Said}{Part("Let me count 7.")}]}},{answer}{Part("42")}]}}";

        Assert.Equal("42", (await AnswerAsync(Script.Streaming(begun + End("completed")))).Text);
        Assert.Equal("42", (await AnswerAsync(Script.Streaming(begun + End("completed", Rest(whole))))).Text);
    }

    [Fact]
    public async Task A_refusal_stands_in_its_own_field()
    {
        var pieces = Refusal("I can't ") + Refusal("help.");
        var whole = Message("completed", """{"type":"refusal","refusal":"I can't help."}""");

        foreach (var end in new[] { End("completed"), End("completed", Rest(whole)) })
        {
            var response = await AnswerAsync(Script.Streaming(pieces + end));

            Assert.Equal(("", "I can't help."), (response.Text, response.Refusal));
            Assert.Equal((StopReason.Refusal, "refusal"), (response.Stop, response.StopRaw));
        }
    }

    [Fact]
    public async Task A_relay_that_ends_every_stream_as_completed_does_not_hide_that_the_answer_was_cut()
    {
        var response = await AnswerAsync(Script.Streaming(Text("about 4") + Event(
            "response.completed",
            """ "response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}}""")));

        Assert.Equal((StopReason.MaxTokens, "max_output_tokens"), (response.Stop, response.StopRaw));
    }

    [Fact]
    public async Task Events_fields_and_items_that_nobody_knows_break_nothing()
    {
        var events = Event("response.mood.delta", "\"delta\":{\"odd\":1}")
            + "event: keepalive\ndata: {\"type\":\"keepalive\",\"sequence_number\":3}\n\nevent: ping\ndata: tick\n\n"
            + "data: {\"type\":7}\n\ndata: []\n\ndata: 7\n\ndata: {\"type\":\"response.output_item.added\",\"item\":3}\n\n"
            + Text("a")
            + End("completed",
                ",\"output\":[7,{\"type\":\"magic\",\"content\":[{\"type\":\"output_text\",\"text\":\"no\"}]},"
                + "{\"type\":\"message\",\"content\":\"x\"},{\"type\":\"message\",\"content\":[1,{\"type\":\"new\"}]}]")
            + Text("too late");

        Assert.Equal("a", (await AnswerAsync(Script.Streaming(events))).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: [DONE]\n\n")]
    public async Task A_stream_without_its_end_is_no_answer_even_with_the_mark_of_another_dialect(string mark)
    {
        var failure = await FailureAsync(Script.Streaming(Text("about 4") + mark));

        Assert.Equal((FailureKind.Incomplete, FailurePhase.Stream), (failure.Kind, failure.Phase));
        Assert.Equal(("about 4", 200), (failure.Partial, failure.Status));
    }

    [Fact]
    public async Task A_connection_that_breaks_takes_nothing_from_an_answer_that_is_whole()
    {
        var whole = Encoding.UTF8.GetBytes(Text("42") + End("completed"));
        var half = Encoding.UTF8.GetBytes(Text("42"));

        var answer = await AnswerAsync(Script.Streaming([whole], new IOException("reset")));
        var failure = await FailureAsync(Script.Streaming([half], new IOException("reset")));

        Assert.Equal("42", answer.Text);
        Assert.Equal((FailureKind.Reset, "42"), (failure.Kind, failure.Partial));
    }

    [Fact]
    public async Task A_whole_body_where_a_stream_was_asked_for_is_read_all_the_same()
    {
        const string Body = """
            {"object":"response","status":"completed","output":[{"type":"message","content":
            [{"type":"output_text","text":"whole"}]}]}
            """;

        var named = await AnswerAsync(Script.Answering(Body));
        var misnamed = await AnswerAsync(Script.Streaming(Body));

        Assert.Equal(("whole", "whole"), (named.Text, misnamed.Text));
    }

    private static string Part(string text) =>
        $"{{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"{text}\"}}";

    private static string Message(string status, string content) =>
        $"{{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"{status}\",\"role\":\"assistant\",\"content\":[{content}]}}";

    private static string Rest(string message) =>
        $",\"error\":null,\"output\":[{{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[]}},{message}],"
        + """
        "model":"gpt-6.1-sol-0929","service_tier":"default","reasoning":{"effort":"medium","summary":null},
        """
        + """
        "usage":{"input_tokens":120,"input_tokens_details":{"cached_tokens":100,"cache_write_tokens":8},
        """
        + """
        "output_tokens":45,"output_tokens_details":{"reasoning_tokens":32},"total_tokens":165}
        """;

    private static async Task SendAsync(ResponsesCall call, ScriptedBody body, int after, string text)
    {
        call.Time.Advance(TimeSpan.FromMilliseconds(after));
        await body.SendAndSettleAsync(text, call.Task);
    }
}
