using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hailstone.Providers;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ChatRequestTests
{
    [Fact]
    public void Model_messages_fields_and_stream_stand_in_a_fixed_order()
    {
        var ask = ChatCall.Question(fields: [("max_completion_tokens", "64"), ("stop", "[\"x\"]")]);
        ask = ask with { System = "Be brief." };

        Assert.Equal(
            """
            {"model":"gpt-6-luna","messages":[{"role":"system","content":"Be brief."},
            """
            + """
            {"role":"user","content":"How many?"}],
            """
            + """
            "max_completion_tokens":64,"stop":["x"],"stream":true,"stream_options":{"include_usage":true}}
            """,
            Written(ask));
    }

    [Fact]
    public void A_whole_answer_asks_for_no_stream_options() =>
        Assert.EndsWith("\"stream\":false}", Written(ChatCall.Question(stream: false)), StringComparison.Ordinal);

    [Fact]
    public void An_instruction_without_a_role_is_folded_into_the_question()
    {
        var ask = ChatCall.Question();
        ask = ask with { System = "Be brief.", Settings = ask.Settings with { InstructionRole = null } };

        var message = Assert.Single(Parsed(ask).GetProperty("messages").EnumerateArray().ToList());
        Assert.Equal("Be brief.\n\nHow many?", message.GetProperty("content").GetString());
    }

    [Fact]
    public void Any_json_is_asked_for_by_the_json_mode() =>
        Assert.Equal("""{"type":"json_object"}""", Format(new AnswerFormat.AnyJson()).GetRawText());

    [Fact]
    public void A_schema_is_sent_strict_under_a_name_that_the_api_takes()
    {
        var schema = ChatCall.Json("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""");

        var format = Format(new AnswerFormat.JsonSchema("시장.v2", schema)).GetProperty("json_schema");

        Assert.Equal("___v2", format.GetProperty("name").GetString());
        Assert.True(format.GetProperty("strict").GetBoolean());
        Assert.Equal(schema.GetRawText(), format.GetProperty("schema").GetRawText());
    }

    [Fact]
    public void Korean_is_kept_legible_and_half_a_surrogate_pair_does_not_break_the_request()
    {
        var body = Written(ChatCall.Question(prompt: "값은 \ud83d 얼마입니까?"));

        Assert.Contains("값은", body, StringComparison.Ordinal);
        Assert.Contains("얼마입니까?", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_and_hashed_is_what_was_sent()
    {
        var script = Script.Streaming("data: [DONE]\n\n");

        var exchange = await ChatCall.RunAsync(script);

        Assert.Equal(Assert.Single(script.Bodies), exchange.RequestBody);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(exchange.RequestBody))),
            exchange.RequestHash);
    }

    [Theory]
    [InlineData("https://api.example.test/v1", "https://api.example.test/v1/chat/completions")]
    [InlineData("https://api.example.test/v1/", "https://api.example.test/v1/chat/completions")]
    [InlineData("https://x.test/openai?api-version=7", "https://x.test/openai/chat/completions?api-version=7")]
    public async Task The_operation_stands_behind_the_base_url(string baseAddress, string address)
    {
        var script = Script.Streaming("data: [DONE]\n\n");
        using var call = new ChatCall(script, url: new Uri(baseAddress));
        await call.Task;

        Assert.Equal(address, script.Last!.RequestUri!.AbsoluteUri);
        Assert.Equal($"Bearer {ChatCall.Key}", script.Last.Headers.Authorization!.ToString());
    }

    [Theory]
    [InlineData("http://192.168.1.5:8000/v1", "a-good-key")]
    [InlineData("ftp://api.example.test/v1", null)]
    [InlineData("https://api.example.test/v1", "a key\r\nwith: a header")]
    [InlineData("https://api.example.test/v1", "")]
    public void A_key_that_must_not_be_sent_is_refused_and_not_repeated(string address, string? key)
    {
        using var http = Script.Answering("{}").Sender();

        var error = Assert.Throws<ArgumentException>(
            () => new ChatProvider(http, new Uri(address), key, TimeProvider.System));

        Assert.True(string.IsNullOrEmpty(key) || !error.Message.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000/v1", "a-good-key")]
    [InlineData("http://192.168.1.5:8000/v1", null)]
    public void Plain_http_is_allowed_to_this_machine_or_without_a_key(string address, string? key)
    {
        using var http = Script.Answering("{}").Sender();

        Assert.NotNull(new ChatProvider(http, new Uri(address), key, TimeProvider.System));
    }

    private static JsonElement Format(AnswerFormat format)
    {
        var ask = ChatCall.Question();
        return Parsed(ask with { Settings = ask.Settings with { Format = format } }).GetProperty("response_format");
    }

    private static JsonElement Parsed(Ask ask) => ChatCall.Json(Written(ask));

    private static string Written(Ask ask) => Encoding.UTF8.GetString(ChatRequest.Write(ask).Span);
}
