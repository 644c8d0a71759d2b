using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Scoring;
using Hailstone.Suites;
using Hailstone.Tests.Scoring;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>What a client of Microsoft.Extensions.AI is asked, and what becomes of its answers.</summary>
public sealed class ChatClientProviderTests
{
    private const string Schema = """{"type":"object","properties":{}}""";

    [Fact]
    public async Task A_whole_answer_becomes_the_normal_form()
    {
        using var client = ScriptedChatClient.Answering(
            new ChatResponse(new ChatMessage(
                ChatRole.Assistant,
                [new TextReasoningContent("Count."), new TextContent("four"), new TextContent("teen")]))
            {
                FinishReason = ChatFinishReason.Stop,
                ModelId = "m-1",
                Usage = new UsageDetails
                {
                    InputTokenCount = 100,
                    CachedInputTokenCount = 64,
                    OutputTokenCount = 45,
                    ReasoningTokenCount = 32,
                    TotalTokenCount = 145,
                },
            });

        Assert.Equal(
            new Response
            {
                Text = "fourteen",
                Stop = StopReason.Stop,
                StopRaw = "stop",
                Model = "m-1",
                Usage = new Usage { Input = 100, CacheRead = 64, Output = 45, Reasoning = 32 },
            },
            await AnswerAsync(client, stream: false));
    }

    [Fact]
    public async Task A_stream_becomes_the_same_normal_form_and_every_piece_is_stamped_when_it_comes()
    {
        var time = new FakeTimeProvider();
        using var client = new ScriptedChatClient(_ => Pieces(time).ToAsyncEnumerable());

        var exchange = await new ChatClientProvider(client, time)
            .AskAsync(ChatCall.Question(), _ => { }, CancellationToken.None);

        Assert.Equal(
            new Response
            {
                Text = "42",
                Stop = StopReason.Stop,
                StopRaw = "stop",
                Model = "m-1",
                Usage = new Usage { Input = 10, Output = 3 },
            },
            Assert.IsType<Exchange.Answered>(exchange).Response);
        Assert.Equal(
            new Stamps
            {
                Sent = TimeSpan.Zero,
                FirstContent = TimeSpan.FromMilliseconds(100),
                FirstAnswer = TimeSpan.FromMilliseconds(500),
                LastContent = TimeSpan.FromMilliseconds(700),
                Closed = TimeSpan.FromMilliseconds(750),
            },
            exchange.Stamps);
    }

    [Fact]
    public async Task Parameters_go_where_the_interface_has_a_place_for_them_and_the_others_beside_them()
    {
        using var client = ScriptedChatClient.Answering(Answer("42"));
        var ask = ChatCall.Question(stream: false, fields:
        [
            ("max_completion_tokens", "64"), ("temperature", "0.5"), ("top_p", "0.25"), ("seed", "7"),
            ("stop", "[\"x\",\"y\"]"), ("reasoning_effort", "\"xhigh\""), ("verbosity", "\"low\""),
        ]);

        await RunAsync(client, ask with { System = "Be brief." });

        var options = client.Options!;
        Assert.Equal(
            ("gpt-6-luna", 64, 0.5f, 0.25f, 7L),
            (options.ModelId, options.MaxOutputTokens, options.Temperature, options.TopP, options.Seed));
        Assert.Equal(["x", "y"], options.StopSequences!);
        Assert.Equal(ReasoningEffort.ExtraHigh, options.Reasoning!.Effort);
        Assert.Equal(["verbosity"], options.AdditionalProperties!.Keys);
        Assert.Null(options.ResponseFormat);
        Assert.Equal(
            [(ChatRole.System, "Be brief."), (ChatRole.User, "How many?")],
            client.Messages.Select(message => (message.Role, message.Text)));
    }

    [Theory]
    [InlineData("reasoning_effort", "\"max\"")]
    [InlineData("reasoning", """{"effort":"low","summary":"auto"}""")]
    [InlineData("output_config", """{"effort":"max"}""")]
    [InlineData("max_tokens", "99999999999")]
    [InlineData("temperature", "\"hot\"")]
    public async Task What_has_no_place_keeps_its_wire_name_and_is_not_dropped(string name, string json)
    {
        using var client = ScriptedChatClient.Answering(Answer("42"));

        await RunAsync(client, ChatCall.Question(stream: false, fields: [(name, json)]));

        Assert.Equal(json, client.Options!.AdditionalProperties![name]!.ToString() is var text && json[0] == '"'
            ? $"\"{text}\""
            : text);
    }

    [Theory]
    [InlineData("reasoning", """{"effort":"low"}""")]
    [InlineData("output_config", """{"effort":"low"}""")]
    public async Task An_effort_is_found_where_each_dialect_has_it(string name, string json)
    {
        using var client = ScriptedChatClient.Answering(Answer("42"));

        await RunAsync(client, ChatCall.Question(stream: false, fields: [(name, json)]));

        Assert.Equal(ReasoningEffort.Low, client.Options!.Reasoning!.Effort);
        Assert.Null(client.Options.AdditionalProperties);
    }

    [Fact]
    public async Task The_shape_of_the_answer_is_asked_for_in_the_interfaces_words()
    {
        using var client = ScriptedChatClient.Answering(Answer("{}"));
        var ask = ChatCall.Question(stream: false);

        await RunAsync(client, ask with { Settings = ask.Settings with { Format = new AnswerFormat.AnyJson() } });
        var any = client.Options!.ResponseFormat;
        await RunAsync(client, ask with
        {
            Settings = ask.Settings with { Format = new AnswerFormat.JsonSchema("시장.v2", ChatCall.Json(Schema)) },
        });
        var bySchema = Assert.IsType<ChatResponseFormatJson>(client.Options!.ResponseFormat);

        Assert.Same(ChatResponseFormat.Json, any);
        Assert.Equal(("___v2", Schema), (bySchema.SchemaName, bySchema.Schema!.Value.GetRawText()));
    }

    /// <summary>The words of the interface itself, and words that clients pass on.</summary>
    [Theory]
    [InlineData("stop", "42", Outcome.Scored)]
    [InlineData("length", "4", Outcome.Truncated)]
    [InlineData("tool_calls", "", Outcome.Unparseable)]
    [InlineData("content_filter", "4", Outcome.Filtered)]
    [InlineData("refusal", "", Outcome.Refused)]
    [InlineData("model_context_window_exceeded", "4", Outcome.Truncated)]
    [InlineData("tired", "42", Outcome.Scored)]
    [InlineData(null, "42", Outcome.Scored)]
    public async Task A_finish_reason_has_one_outcome_whole_and_streamed(string? reason, string text, Outcome expected)
    {
        ChatFinishReason? finish = reason is null ? null : new ChatFinishReason(reason);
        var counted = new UsageContent(new UsageDetails { OutputTokenCount = 1 });
        var whole = Answer(text);
        whole.FinishReason = finish;
        using var answering = ScriptedChatClient.Answering(whole);
        using var streaming = ScriptedChatClient.Streaming(
            Text(text), new ChatResponseUpdate(ChatRole.Assistant, [counted]) { FinishReason = finish });

        foreach (var response in new[]
        {
            await AnswerAsync(answering, stream: false), await AnswerAsync(streaming, stream: true),
        })
        {
            Assert.Equal(reason, response.StopRaw);
            Assert.Equal(expected, Marking.Of(response, Marking.Exact(false, "42")).Outcome);
        }
    }

    [Fact]
    public async Task A_refusal_that_a_client_gives_as_an_error_is_a_refusal()
    {
        // As Microsoft.Extensions.AI.OpenAI gives it.
        var refusal = new ErrorContent("I cannot.") { ErrorCode = "Refusal" };
        using var client = ScriptedChatClient.Streaming(
            new ChatResponseUpdate(ChatRole.Assistant, [refusal]) { FinishReason = ChatFinishReason.Stop });

        var response = await AnswerAsync(client, stream: true);

        Assert.Equal(("", "I cannot."), (response.Text, response.Refusal));
        Assert.Equal(Outcome.Refused, Marking.Of(response, Marking.Exact(false, "42")).Outcome);
    }

    [Fact]
    public async Task The_question_is_kept_in_the_words_of_chat_completions()
    {
        using var client = ScriptedChatClient.Answering(Answer("42"));
        var ask = ChatCall.Question(stream: false);

        var exchange = await RunAsync(client, ask);

        Assert.Equal(System.Text.Encoding.UTF8.GetString(ChatRequest.Write(ask).Span), exchange.RequestBody);
        Assert.Equal(64, exchange.RequestHash.Length);
    }

    private static IEnumerable<ChatResponseUpdate> Pieces(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromMilliseconds(40));
        yield return new ChatResponseUpdate(ChatRole.Assistant, "") { ModelId = "m-1" };
        time.Advance(TimeSpan.FromMilliseconds(60));
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm")]);
        time.Advance(TimeSpan.FromMilliseconds(400));
        yield return Text("4");
        time.Advance(TimeSpan.FromMilliseconds(200));
        yield return Text("2");
        time.Advance(TimeSpan.FromMilliseconds(50));
        yield return new ChatResponseUpdate(
            ChatRole.Assistant,
            [new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 3 })])
        {
            FinishReason = ChatFinishReason.Stop,
        };
    }

    private static ChatResponse Answer(string text) => new(new ChatMessage(ChatRole.Assistant, text));

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    private static async Task<Response> AnswerAsync(IChatClient client, bool stream) =>
        Assert.IsType<Exchange.Answered>(await RunAsync(client, ChatCall.Question(stream))).Response;

    private static Task<Exchange> RunAsync(IChatClient client, Ask ask) =>
        new ChatClientProvider(client, new FakeTimeProvider()).AskAsync(ask, _ => { }, CancellationToken.None);
}
