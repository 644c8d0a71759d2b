using System.Text;
using CsCheck;
using Hailstone.Providers;
using Xunit;

namespace Hailstone.Tests.Providers;

public sealed class ErrorBodyTests
{
    private static readonly string[] Members =
        ["error", "message", "code", "type", "details", "detail", "metadata", "raw", "errors", "fault", "choices"];

    private static readonly string[] Values =
    [
        "null", "7", "-1e999", "[]", "[[]]", "{}", "\"ERROR_X\"", "\"\\ud800\"", "[{\"reason\":1}]",
        "{\"raw\":\"[{\"}", "{\"\\udc00\":1}",
    ];

    /// <summary>A body of each vendor's making, and what it says: code, type, parameter, message.</summary>
    public static readonly TheoryData<string, string?, string?, string?, string> Shapes = new()
    {
        // OpenAI
        {
            """
            {"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model.",
             "type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}
            """,
            "unsupported_value", "invalid_request_error", "temperature",
            "Unsupported value: 'temperature' does not support 0.2 with this model."
        },
        // Anthropic
        {
            """
            {"type":"error","error":{"type":"rate_limit_error","message":"You have reached your API usage limits.",
             "details":{"error_code":"enforced_spend_limit_reached"}},"request_id":"req_1"}
            """,
            "enforced_spend_limit_reached", "rate_limit_error", null, "You have reached your API usage limits."
        },
        // Google
        {
            """{"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}}""",
            "404", "NOT_FOUND", null, "models/x is not found"
        },
        // Google over its compatible endpoint: in an array
        {
            """
            [{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":
             [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}]
            """,
            "API_KEY_INVALID", "INVALID_ARGUMENT", null, "API key not valid."
        },
        // OpenRouter, with the body of the provider behind it as text
        {
            """
            {"error":{"message":"Provider returned error","code":429,"metadata":{"provider_name":"OpenAI",
             "raw":"{\"error\":{\"message\":\"Too fast\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}"}}}
            """,
            "rate_limit_exceeded", "tokens", null, "Provider returned error: Too fast"
        },
        // OpenRouter's own
        {
            """{"error":{"message":"Overloaded","code":503,"metadata":{"error_type":"provider_overloaded"}}}""",
            "provider_overloaded", null, null, "Overloaded"
        },
        // a relay's envelope
        {
            """{"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model provider","detail":"Later"}}""",
            "ERROR_OPENAI", null, null, "Unable to reach the model provider: Later"
        },
        // Ollama
        { """{"error":"model 'llama9' not found"}""", null, null, null, "model 'llama9' not found" },
        // Mistral, older vLLM
        {
            """{"object":"error","message":"Invalid model: x","type":"invalid_model","param":null,"code":"1500"}""",
            "1500", "invalid_model", null, "Invalid model: x"
        },
        // FastAPI
        { """{"detail":"Not Found"}""", null, null, null, "Not Found" },
        { """{"detail":[{"loc":["body"],"msg":"field required"}]}""", null, null, null, "field required" },
        // gateways
        { """{"statusCode":429,"message":"Rate limit is exceeded."}""", null, null, null, "Rate limit is exceeded." },
        {
            """{"fault":{"faultstring":"Quota","detail":{"errorcode":"policies.ratelimit.QuotaViolation"}}}""",
            "policies.ratelimit.QuotaViolation", null, null, "Quota"
        },
        { """{"errors":[{"code":7003,"message":"Could not route"}]}""", "7003", null, null, "Could not route" },
        // an error status with events for a body
        { "event: error\ndata: {\"error\":{\"message\":\"m\",\"code\":\"c\"}}\n\n", "c", null, null, "m" },
        // no JSON at all
        { "upstream connect error\n\tor disconnect", null, null, null, "upstream connect error or disconnect" },
        { """{"something":"else"}""", null, null, null, """{"something":"else"}""" },
        { "", null, null, null, "" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_vendors_shape_is_read(string body, string? code, string? type, string? parameter, string message)
    {
        var failure = Read(400, body);

        Assert.Equal((FailureKind.Error, 400), (failure.Kind, failure.Status));
        Assert.Equal((code, type), (failure.Code, failure.Type));
        Assert.Equal((parameter, message), (failure.Parameter, failure.Message));
        Assert.Equal(body.Length == 0 ? null : body, failure.Body);
    }

    [Fact]
    public void A_message_is_one_line_without_characters_that_steer_a_terminal()
    {
        var failure = Read(500, "{\"error\":{\"message\":\"a\\u001b[2J\\r\\nb\\u202ec\\u0007 \\ud83d\\ude00\"}}");

        Assert.Equal("a [2J b c 😀", failure.Message);
    }

    [Fact]
    public void A_key_that_crosses_the_cut_is_taken_out_whole()
    {
        const string Key = "opaque0123456789opaque";
        var body = new string('x', WatchedStream.KeptBytes - 10) + Key;

        var failure = ErrorBody.Read(Head(500), Encoding.UTF8.GetBytes(body), Key);

        Assert.DoesNotContain("opaque", failure.Body!, StringComparison.Ordinal);
    }

    [Fact]
    public void No_status_and_no_bytes_throw() =>
        Gen.Select(Gen.Int[100, 999], Gen.OneOf(Gen.Byte.Array[0, 300], Almost)).Sample((status, bytes) =>
        {
            var failure = ErrorBody.Read(Head(status), bytes, "some-key-of-ours");
            return failure.Status == status && failure.Message.Length <= ErrorBody.MessageCharacters;
        });

    /// <summary>JSON that is nearly an error: members of the wrong kinds, at the wrong places, cut.</summary>
    private static Gen<byte[]> Almost { get; } =
        Gen.Select(
            Gen.Int[0, Members.Length - 1].Select(place => Members[place]).Array[1, 4],
            Gen.Int[0, Values.Length - 1].Select(place => Values[place]),
            Gen.Int[0, 8],
            (names, value, cut) =>
            {
                var text = names.Aggregate(value, (inner, name) => $"{{\"{name}\":{inner},\"message\":{inner}}}");
                return Encoding.UTF8.GetBytes(text[..Math.Max(0, text.Length - cut)]);
            });

    private static Failure Read(int status, string body) =>
        ErrorBody.Read(Head(status), Encoding.UTF8.GetBytes(body), null);

    private static ResponseHead Head(int status) => new(status, new Dictionary<string, string>());
}
