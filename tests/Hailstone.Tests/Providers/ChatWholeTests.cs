using Hailstone.Catalogue;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ChatWholeTests
{
    private static readonly Ask Whole = ChatCall.Question(stream: false);

    [Fact]
    public async Task A_whole_body_becomes_the_same_normal_form()
    {
        var response = await ChatCall.AnswerAsync(
            Script.Answering(
                """
                {"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"four","refusal":null},
                 "finish_reason":"length"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}
                """),
            Whole);

        Assert.Equal(("four", StopReason.MaxTokens, "m-1"), (response.Text, response.Stop, response.Model));
        Assert.Equal(new Usage { Input = 7, Output = 3 }, response.Usage);
        Assert.Null(response.ServiceTier);
    }

    [Fact]
    public async Task A_count_that_no_exchange_has_is_not_known()
    {
        var response = await ChatCall.AnswerAsync(
            Script.Answering(
                """
                {"choices":[{"message":{"content":"four"}}],
                 "usage":{"prompt_tokens":9223372036854775807,"completion_tokens":3,"total_tokens":-4}}
                """),
            Whole);

        Assert.Equal(new Usage { Output = 3 }, response.Usage);
    }

    [Fact]
    public async Task Content_in_parts_is_joined()
    {
        var response = await ChatCall.AnswerAsync(
            Script.Answering(
                """
                {"choices":[{"message":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"a"},
                 {"type":"text","text":"b"}]}}]}
                """),
            Whole);

        Assert.Equal("ab", response.Text);
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[{"message":{"content":null}}]}""")]
    public async Task No_words_at_all_are_an_empty_answer(string body)
    {
        var response = await ChatCall.AnswerAsync(Script.Answering(body), Whole);

        Assert.Equal(("", StopReason.Unknown), (response.Text, response.Stop));
        Assert.Null(response.Usage);
    }

    [Fact]
    public async Task Reasoning_that_a_server_counts_beside_the_completion_is_added_to_the_output()
    {
        // xAI's documented example: 32 + 9 + 94 = 135.
        var response = await ChatCall.AnswerAsync(
            Script.Answering(
                """
                {"choices":[],"usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,
                 "completion_tokens_details":{"reasoning_tokens":94}}}
                """),
            Whole);

        Assert.Equal(new Usage { Input = 32, Output = 103, Reasoning = 94 }, response.Usage);
    }

    [Theory]
    [InlineData("""{"usage":{"prompt_tokens":"7","completion_tokens":-1}}""")]
    [InlineData("""{"usage":{}}""")]
    [InlineData("""{"usage":[1]}""")]
    public async Task Counts_that_are_none_are_unknown(string usage)
    {
        var response = await ChatCall.AnswerAsync(
            Script.Answering($$"""{"choices":[],{{usage[1..]}}"""), Whole);

        Assert.Null(response.Usage);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"cut of""")]
    [InlineData("""{"detail_of":"another API"}""")]
    [InlineData("7")]
    [InlineData("")]
    public async Task A_body_that_is_not_the_dialects_is_malformed(string body)
    {
        var failure = await ChatCall.FailureAsync(Script.Answering(body), Whole);

        Assert.Equal((FailureKind.Malformed, FailurePhase.Body), (failure.Kind, failure.Phase));
        Assert.NotEmpty(failure.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(502)]
    public async Task A_page_instead_of_an_answer_is_malformed_and_named_by_its_title(int status)
    {
        var failure = await ChatCall.FailureAsync(
            Script.Answering(
                "<!DOCTYPE html><html><head><title>Just a\nmoment&hellip;</title></head>", status, "text/html"));

        Assert.Equal((FailureKind.Malformed, status), (failure.Kind, failure.Status));
        Assert.Contains("Just a moment…", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_inside_a_good_status_is_an_error_with_its_inner_code()
    {
        var failure = await ChatCall.FailureAsync(
            Script.Answering(
                """{"choices":[{"error":{"message":"Provider returned error","code":502},"finish_reason":"error"}]}"""),
            Whole);

        Assert.Equal((FailureKind.Error, "502", 200), (failure.Kind, failure.Code, failure.Status));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        var script = Script.Answering("", 308, "text/plain", ("Location", "https://elsewhere.test/v2"));

        var failure = await ChatCall.FailureAsync(script);

        Assert.Equal((FailureKind.Redirect, 308), (failure.Kind, failure.Status));
        Assert.Contains("https://elsewhere.test/v2", failure.Message, StringComparison.Ordinal);
        Assert.Single(script.Bodies);
    }

    [Fact]
    public async Task The_head_is_told_once_before_the_body_is_there()
    {
        using var body = new ScriptedBody();
        var script = new Script(_ => Task.FromResult(
            Script.Response(body, 200, "text/event-stream", ("X-Request-Id", "r-1"), ("Set-Cookie", "s=1"))));
        using var call = new ChatCall(script);

        var head = Assert.Single(call.Heads);
        Assert.False(call.Task.IsCompleted);
        Assert.Equal(("r-1", 200, null), (head.RequestId, head.Status, head["set-cookie"]));

        body.Send("data: [DONE]\n\n");
        Assert.Same(head, (await call.Task).Head);
        Assert.Single(call.Heads);
    }

    [Fact]
    public async Task A_key_that_an_api_echoes_is_nowhere_in_what_is_returned()
    {
        const string Other = "sk-proj-aBcDeFgH1234567890";
        var body = $$$"""
            {"error":{"message":"Incorrect API key provided: {{{ChatCall.Key}}}. Not {{{Other}}}.","code":"invalid",
             "param":"{{{ChatCall.Key}}}","type":"Bearer {{{ChatCall.Key}}}"}}
            """;

        var exchange = await ChatCall.RunAsync(
            Script.Answering(body, 401, "application/json", ("X-Echo", $"Bearer {ChatCall.Key}")));

        var everything = exchange + string.Join("|", exchange.Head!.Headers.Values);
        Assert.Contains(Redaction.Mark, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatCall.Key, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_error_body_is_kept_to_64_kilobytes_and_its_message_to_2000_characters()
    {
        var exchange = await ChatCall.RunAsync(
            Script.Answering(new string('x', 3_000_000), 500, "text/plain"));

        var failure = Assert.IsType<Exchange.Failed>(exchange).Failure;
        Assert.Equal((2000, 65_536), (failure.Message.Length, failure.Body!.Length));
        Assert.Equal(65_536, exchange.ResponseBody!.Length);
    }
}
