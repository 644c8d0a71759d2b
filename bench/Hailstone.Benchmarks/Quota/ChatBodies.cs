using System.Text.Json;

namespace Hailstone.Benchmarks.Quota;

/// <summary>Bodies of the chat dialect.</summary>
internal static class ChatBodies
{
    /// <summary>What every question is answered with.</summary>
    public const string AnswerText = "42";

    /// <summary>400: not a request of the dialect.</summary>
    public const string Unreadable =
        """{"error":{"message":"Not a chat request.","type":"invalid_request_error","param":null,"code":null}}""";

    /// <summary>500.</summary>
    public const string ServerError =
        """{"error":{"message":"The server had an error.","type":"server_error","param":null,"code":null}}""";

    /// <summary>502: a proxy's page.</summary>
    public const string BadGateway =
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    /// <summary>503.</summary>
    public const string Unavailable =
        """{"error":{"message":"Try again later.","type":"service_unavailable_error","code":"server_is_overloaded"}}""";

    /// <summary>529.</summary>
    public const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";

    /// <summary>The envelope of a relay: the error is a name.</summary>
    public const string Relay =
        """{"error":"ERROR_OPENAI","details":{"title":"Unable to reach the model provider","detail":"Try again."}}""";

    private const int OutputTokens = 2;

    /// <summary>A whole answer.</summary>
    public static string Whole(QuotaRequest request) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 0,
        model = request.Model,
        choices = (object[])[new
        {
            index = 0,
            message = new { role = "assistant", content = AnswerText },
            finish_reason = "stop",
        }],
        usage = UsageOf(request),
    });

    /// <summary>The events of a streamed answer.</summary>
    public static IReadOnlyList<string> Events(QuotaRequest request) =>
    [
        Event(request, new { role = "assistant", content = "" }, null),
        .. AnswerText.Select(letter => Event(request, new { content = letter.ToString() }, null)),
        Event(request, new { }, "stop"),
        Chunk(request, [], UsageOf(request)) + "data: [DONE]\n\n",
    ];

    private static string Event(QuotaRequest request, object delta, string? reason) =>
        Chunk(request, [new { index = 0, delta, finish_reason = reason }], null);

    private static string Chunk(QuotaRequest request, object[] choices, object? usage)
    {
        var chunk = new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 0,
            model = request.Model,
            choices,
            usage,
        };
        return $"data: {JsonSerializer.Serialize(chunk)}\n\n";
    }

    private static object UsageOf(QuotaRequest request) => new
    {
        prompt_tokens = request.InputTokens,
        completion_tokens = OutputTokens,
        total_tokens = request.InputTokens + OutputTokens,
    };
}
