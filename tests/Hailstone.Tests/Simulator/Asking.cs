using System.Text;
using System.Text.Json;
using Hailstone.Simulator;

namespace Hailstone.Tests.Simulator;

/// <summary>Requests and what their replies say, in the fewest words.</summary>
internal static class Asking
{
    public static SimulatorOptions Instant { get; } = new()
    {
        AnyModel = new ModelOptions { Latency = LatencyOptions.None },
    };

    public static SimulatedRequest Chat(
        string prompt = "What is six times seven?", string model = "m", string? key = null, params string[] more) =>
        Post("{" + string.Join(", ", [
            $"\"model\": {JsonSerializer.Serialize(model)}",
            $$"""
            "messages": [{"role": "user", "content": {{JsonSerializer.Serialize(prompt)}}}]
            """,
            .. more]) + "}", key);

    public static SimulatedRequest Post(string body, string? key = null) => new()
    {
        Method = "POST",
        Path = "/v1/chat/completions",
        Headers = key is null ? new() : new Dictionary<string, string> { ["authorization"] = "Bearer " + key },
        Body = Encoding.UTF8.GetBytes(body),
    };

    /// <summary>A question in the Responses API: the members of its body beside the model, and its input.</summary>
    public static SimulatedRequest Responses(string more = "", string input = "\"What is six times seven?\"") =>
        Post($$"""{"model": "m", "input": {{input}}{{(more.Length > 0 ? ", " + more : "")}}}""")
            with
        { Path = "/v1/responses" };

    /// <summary>A question in the Messages API: the members of its body beside model, cap and message.</summary>
    public static SimulatedRequest Messages(string more = "", long cap = 1000) => Anthropic($$"""
        {"model": "m", "max_tokens": {{cap}},
         "messages": [{"role": "user", "content": "What is six times seven?"}]{{(more.Length > 0 ? ", " + more : "")}}}
        """);

    public static SimulatedRequest Anthropic(string body) => Post(body) with
    {
        Path = "/v1/messages",
        Headers = new Dictionary<string, string> { ["anthropic-version"] = "2023-06-01", ["x-api-key"] = "k" },
    };

    public static SimulatedRequest Get(string path) => new() { Method = "GET", Path = path };

    public static string Text(this SimulatedReply reply) => string.Concat(reply.Body.Select(chunk => chunk.Text));

    public static JsonElement Json(this SimulatedReply reply) => JsonDocument.Parse(reply.Text()).RootElement;

    public static JsonElement Error(this SimulatedReply reply) => reply.Json().GetProperty("error");

    /// <summary>The data of every named event of a stream, each with its type.</summary>
    public static List<(string Type, JsonElement Data)> Events(this SimulatedReply reply) =>
    [
        .. reply.Text().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block => block.Split('\n'))
            .Select(lines => (
                lines[0]["event: ".Length..],
                JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)),
    ];

    /// <summary>The names of an object's members.</summary>
    public static List<string> Members(this JsonElement value) =>
        [.. value.EnumerateObject().Select(member => member.Name)];

    public static string? Content(this SimulatedReply reply) =>
        reply.Json().GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();

    public static string Header(this SimulatedReply reply, string name) => reply.Head!.Headers[name];

    /// <summary>All of a reply as one text, so that two can be compared.</summary>
    public static string Whole(this SimulatedReply reply) => string.Join('\n', [
        $"{reply.HeadAfter} {reply.Head?.Status} {reply.End} {reply.Bill}",
        .. reply.Head?.Headers.Select(header => $"{header.Key}: {header.Value}") ?? [],
        .. reply.Body.Select(chunk => $"{chunk.After} {chunk.Text}")]);
}
