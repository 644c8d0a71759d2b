using System.Text;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>Bodies as the vendor's SDK types them (anthropic-sdk-python, 2026-08-07) and its pages show them.</summary>
public sealed class MessagesRequestTests
{
    private const string Schema = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""";
    private const string Asked = "\"messages\":[{\"role\":\"user\",\"content\":\"How many?\"}]";

    [Fact]
    public void A_question_alone_has_a_cap_all_the_same() => Assert.Equal(
        $$"""{"model":"claude-haiku-5-5",{{Asked}},"max_tokens":1024,"stream":true}""",
        Written(MessagesCall.Question()));

    [Fact]
    public void The_instruction_stands_at_the_top_and_is_no_message() => Assert.Equal(
        $$"""{"model":"claude-haiku-5-5","system":"Be brief.",{{Asked}},"max_tokens":1024,"stream":false}""",
        Written(MessagesCall.Question(stream: false) with { System = "Be brief." }));

    [Fact]
    public void An_instruction_of_nothing_is_not_sent_because_the_api_refuses_it() =>
        Assert.False(Parsed(MessagesCall.Question() with { System = "" }).TryGetProperty("system", out _));

    [Fact]
    public void An_instruction_without_a_role_is_folded_into_the_question()
    {
        var ask = MessagesCall.Question() with { System = "Be brief." };
        ask = ask with { Settings = ask.Settings with { InstructionRole = null } };

        Assert.False(Parsed(ask).TryGetProperty("system", out _));
        Assert.Equal("Be brief.\n\nHow many?", Message(ask, 0).GetProperty("content").GetString());
    }

    [Fact]
    public void Any_json_is_left_to_the_prompt_because_the_dialect_has_no_mode_for_it() => Assert.Equal(
        Written(MessagesCall.Question()), Written(MessagesCall.Question(format: new AnswerFormat.AnyJson())));

    [Fact]
    public void A_schema_stands_beside_the_effort_without_a_name() => Assert.Equal(
        """{"effort":"low","format":{"type":"json_schema","schema":""" + Schema + "}}",
        Parsed(MessagesCall.Question(
            format: new AnswerFormat.JsonSchema("시장.v2", ChatCall.Json(Schema)),
            fields: [("output_config", """{"effort":"low"}"""), ("max_tokens", "64")]))
            .GetProperty("output_config").GetRawText());

    [Fact]
    public void A_schema_alone_makes_its_own_place() => Assert.Equal(
        """{"format":{"type":"json_schema","schema":""" + Schema + "}}",
        Parsed(MessagesCall.Question(format: new AnswerFormat.JsonSchema("x", ChatCall.Json(Schema))))
            .GetProperty("output_config").GetRawText());

    [Fact]
    public void A_turn_that_goes_on_is_given_back_to_the_byte_behind_the_question()
    {
        const string Turn =
            """[{"type":"thinking","thinking":"","signature":"EqQ\/Bgo="},{"type":"text","text":"So \u00e9"}]""";

        var ask = MessagesCall.Question() with { TurnSoFar = ChatCall.Json(Turn) };

        Assert.Equal("user", Message(ask, 0).GetProperty("role").GetString());
        Assert.Equal("assistant", Message(ask, 1).GetProperty("role").GetString());
        Assert.Equal(Turn, Message(ask, 1).GetProperty("content").GetRawText());
    }

    [Fact]
    public void A_turn_that_was_paused_before_its_first_word_begins_anew() => Assert.Equal(
        Written(MessagesCall.Question()), Written(MessagesCall.Question() with { TurnSoFar = ChatCall.Json("[]") }));

    /// <summary>A model of each profile, asked for what its family takes.</summary>
    [Theory]
    [InlineData("claude-3-haiku-20240307", null, 0.2, """{"max_tokens":4096,"temperature":0.2}""")]
    [InlineData("claude-sonnet-4-20250514", null, 0.2, """{"max_tokens":32000,"temperature":0.2}""")]
    [InlineData("claude-opus-4-1", null, 0.2, """{"max_tokens":32000,"temperature":0.2}""")]
    [InlineData("claude-haiku-4-5", null, 0.2, """{"max_tokens":32000,"temperature":0.2}""")]
    [InlineData("claude-opus-4-5", "low", null, """{"max_tokens":32000,"output_config":{"effort":"low"}}""")]
    [InlineData("claude-opus-4-6", "max", null,
        """{"max_tokens":64000,"thinking":{"type":"adaptive"},"output_config":{"effort":"max"}}""")]
    [InlineData("claude-opus-4-7", "xhigh", null,
        """{"max_tokens":64000,"thinking":{"type":"adaptive"},"output_config":{"effort":"xhigh"}}""")]
    [InlineData("claude-opus-4-8", "none", null, """{"max_tokens":32000,"thinking":{"type":"disabled"}}""")]
    [InlineData("claude-sonnet-5", "none", null, """{"max_tokens":32000,"thinking":{"type":"disabled"}}""")]
    [InlineData("claude-opus-5", "high", null, """{"max_tokens":32000,"output_config":{"effort":"high"}}""")]
    [InlineData("claude-opus-5-5", "max", null, """{"max_tokens":64000,"output_config":{"effort":"max"}}""")]
    [InlineData("claude-haiku-5-5", null, null, """{"max_tokens":32000}""")]
    [InlineData("anthropic/new", "low", 0.2,
        """{"max_tokens":32000,"temperature":0.2,"output_config":{"effort":"low"}}""")]
    public void A_model_is_asked_in_the_words_of_its_family(
        string name, string? effort, double? temperature, string sent)
    {
        var model = Assert.IsType<Resolution.Found>(
            ModelCatalogue.Embedded().Resolve(name, new Dictionary<string, ProviderSettings>())).Model;
        var applied = model.Profile.Apply(
            new() { Effort = effort, Temperature = (decimal?)temperature }, model.Dialect, model.Fact);

        Assert.Empty(applied.Refused);
        Assert.Equal(
            $$"""{"model":"{{model.WireId}}",{{Asked}},{{sent[1..^1]}},"stream":true}""",
            Written(MessagesCall.Question() with { Model = model.WireId, Settings = applied.Settings }));
    }

    [Theory]
    [InlineData("https://api.example.test", "https://api.example.test/v1/messages")]
    [InlineData("https://api.example.test/", "https://api.example.test/v1/messages")]
    [InlineData("https://x.test/anthropic?api-version=7", "https://x.test/anthropic/v1/messages?api-version=7")]
    [InlineData("https://x.test/api/v1/", "https://x.test/api/v1/messages")]
    public async Task The_operation_stands_behind_the_base_url_and_the_key_in_its_header(string given, string address)
    {
        var script = Script.Streaming(MessagesCall.Start() + MessagesCall.End("end_turn"));
        using var call = new MessagesCall(script, url: new Uri(given));
        await call.Task;

        Assert.Equal(address, script.Last!.RequestUri!.AbsoluteUri);
        Assert.Equal([ChatCall.Key], script.Last.Headers.GetValues("x-api-key"));
        Assert.Equal(["2023-06-01"], script.Last.Headers.GetValues("anthropic-version"));
        Assert.Null(script.Last.Headers.Authorization);
    }

    [Theory]
    [InlineData("http://192.168.1.5", "a-good-key")]
    [InlineData("ftp://api.example.test", null)]
    [InlineData("https://api.example.test", "a key\r\nwith: a header")]
    public void A_key_that_must_not_be_sent_is_refused_and_not_repeated(string address, string? key)
    {
        using var http = Script.Answering("{}").Sender();

        var error = Assert.Throws<ArgumentException>(
            () => new MessagesProvider(http, new Uri(address), key, TimeProvider.System));

        Assert.True(key is null || !error.Message.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        var script = Script.Streaming(MessagesCall.Start() + MessagesCall.End("end_turn"));
        using var http = script.Sender();
        var provider = new MessagesProvider(http, new Uri("http://192.168.1.5:8000"), null, TimeProvider.System);

        await provider.AskAsync(MessagesCall.Question(), _ => { }, CancellationToken.None);

        Assert.False(script.Last!.Headers.Contains("x-api-key"));
    }

    private static JsonElement Message(Ask ask, int index) => Parsed(ask).GetProperty("messages")[index];

    private static JsonElement Parsed(Ask ask) => ChatCall.Json(Written(ask));

    private static string Written(Ask ask) => Encoding.UTF8.GetString(MessagesRequest.Write(ask).Span);
}
