using System.Text.Json;
using Hailstone.Simulator;

namespace Hailstone.Tests.Contracts;

/// <summary>A JSON document as it went over the wire, and the contract that it must keep.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Json">The document.</param>
internal sealed record WireDocument(string Contract, string Json)
{
    /// <summary>The documents of a reply to a question in a dialect: a body, or the events of a stream.</summary>
    public static IEnumerable<WireDocument> Of(string dialect, SimulatedReply reply)
    {
        var body = string.Concat(reply.Body.Select(chunk => chunk.Text));
        if (reply.Head is not { Status: >= 200 and < 300 })
            return [new(ErrorOf(dialect), body)];
        return body.StartsWith('{')
            ? [new(WholeOf(dialect), body)]
            : body.Split('\n')
                .Where(line => line.StartsWith("data: ", StringComparison.Ordinal) && line != "data: [DONE]")
                .Select(line => line["data: ".Length..])
                .Where(json => TypeOf(json) != "ping")
                .Select(json => new WireDocument(EventOf(dialect, json), json));
    }

    private static string WholeOf(string dialect) => dialect switch
    {
        "chat" => "openai.chat.completion",
        "responses" => "openai.response",
        _ => "anthropic.message",
    };

    private static string EventOf(string dialect, string json) => dialect switch
    {
        "chat" => IsError(json) ? "openai.error" : "openai.chat.completion.chunk",
        "responses" => "openai.response.event",
        _ => TypeOf(json) == "error" ? "anthropic.error" : "anthropic.message.event",
    };

    private static string ErrorOf(string dialect) => dialect == "messages" ? "anthropic.error" : "openai.error";

    private static bool IsError(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("error", out _);
    }

    private static string? TypeOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("type", out var type) ? type.GetString() : null;
    }
}
