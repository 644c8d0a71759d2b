using System.Text;
using System.Text.Json;
using Hailstone.Catalogue;
using Hailstone.Providers;
using Hailstone.Suites;
using Xunit;

namespace Hailstone.Tests.Providers;

/// <summary>Bodies as the published schema of <c>CreateResponse</c> has them (openai-openapi, 2026-08-21).</summary>
public sealed class ResponsesRequestTests
{
    private const string Schema = """{"type":"object","properties":{},"required":[],"additionalProperties":false}""";

    [Fact]
    public void A_question_alone() => Assert.Equal(
        """
        {"model":"gpt-6-luna","input":[{"role":"user","content":"How many?"}],"store":false,"stream":true}
        """,
        Written(ResponsesCall.Question()));

    [Fact]
    public void An_instruction_is_a_message_of_the_input_before_the_question() => Assert.Equal(
        """
        {"model":"gpt-6-luna","input":[{"role":"developer","content":"Answer in JSON."},
        """
        + """
        {"role":"user","content":"How many?"}],"text":{"format":{"type":"json_object"}},"store":false,"stream":true}
        """,
        Written(ResponsesCall.Question(format: new AnswerFormat.AnyJson()) with { System = "Answer in JSON." }));

    [Fact]
    public void An_instruction_without_a_role_is_folded_into_the_question()
    {
        var ask = ResponsesCall.Question() with { System = "Be brief." };
        ask = ask with { Settings = ask.Settings with { InstructionRole = null } };

        Assert.Equal(
            """[{"role":"user","content":"Be brief.\n\nHow many?"}]""", Parsed(ask).GetProperty("input").GetRawText());
    }

    [Fact]
    public void A_schema_stands_beside_the_verbosity_and_is_not_nested() => Assert.Equal(
        """
        {"verbosity":"low","format":{"type":"json_schema","name":"___v2","strict":true,"schema":
        """
        + Schema + "}}",
        Parsed(ResponsesCall.Question(
            format: new AnswerFormat.JsonSchema("시장.v2", ChatCall.Json(Schema)),
            fields: [("text", """{"verbosity":"low"}"""), ("max_output_tokens", "64")]))
            .GetProperty("text").GetRawText());

    [Fact]
    public void A_model_that_cannot_stream_is_asked_for_a_whole_answer_with_its_parameters()
    {
        var model = Assert.IsType<Resolution.Found>(
            ModelCatalogue.Embedded().Resolve("gpt-5-pro", new Dictionary<string, ProviderSettings>())).Model;
        var settings = model.Profile.Apply(
            new() { MaxOutputTokens = 4096, Effort = "high", Verbosity = "low", Format = new AnswerFormat.AnyJson() },
            model.Dialect, model.Fact).Settings;

        Assert.Equal(
            """
            {"model":"gpt-5-pro","input":[{"role":"developer","content":"Answer in JSON."},
            """
            + """
            {"role":"user","content":"How many?"}],"max_output_tokens":4096,"reasoning":{"effort":"high"},
            """
            + """
            "text":{"verbosity":"low","format":{"type":"json_object"}},"store":false,"stream":false}
            """,
            Written(ResponsesCall.Question() with
            {
                Model = model.WireId,
                System = "Answer in JSON.",
                Settings = settings,
            }));
    }

    [Theory]
    [InlineData("https://api.example.test/v1", "https://api.example.test/v1/responses")]
    [InlineData("https://x.test/openai?api-version=7", "https://x.test/openai/responses?api-version=7")]
    public async Task The_operation_stands_behind_the_base_url_and_the_key_in_its_header(string given, string address)
    {
        var script = Script.Streaming(ResponsesCall.End("completed"));
        using var call = new ResponsesCall(script, url: new Uri(given));
        await call.Task;

        Assert.Equal(address, script.Last!.RequestUri!.AbsoluteUri);
        Assert.Equal($"Bearer {ChatCall.Key}", script.Last.Headers.Authorization!.ToString());
    }

    [Fact]
    public void A_key_that_must_not_be_sent_is_refused()
    {
        using var http = Script.Answering("{}").Sender();

        Assert.Throws<ArgumentException>(
            () => new ResponsesProvider(http, new Uri("http://192.168.1.5/v1"), "a-good-key", TimeProvider.System));
    }

    private static JsonElement Parsed(Ask ask) => ChatCall.Json(Written(ask));

    private static string Written(Ask ask) => Encoding.UTF8.GetString(ResponsesRequest.Write(ask).Span);
}
