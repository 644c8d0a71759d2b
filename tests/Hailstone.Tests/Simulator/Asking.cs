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

    public static SimulatedRequest Get(string path) => new() { Method = "GET", Path = path };

    public static string Text(this SimulatedReply reply) => string.Concat(reply.Body.Select(chunk => chunk.Text));

    public static JsonElement Json(this SimulatedReply reply) => JsonDocument.Parse(reply.Text()).RootElement;

    public static JsonElement Error(this SimulatedReply reply) => reply.Json().GetProperty("error");

    public static string? Content(this SimulatedReply reply) =>
        reply.Json().GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();

    public static string Header(this SimulatedReply reply, string name) => reply.Head!.Headers[name];

    /// <summary>All of a reply as one text, so that two can be compared.</summary>
    public static string Whole(this SimulatedReply reply) => string.Join('\n', [
        $"{reply.HeadAfter} {reply.Head?.Status} {reply.End} {reply.Bill}",
        .. reply.Head?.Headers.Select(header => $"{header.Key}: {header.Value}") ?? [],
        .. reply.Body.Select(chunk => $"{chunk.After} {chunk.Text}")]);
}
