using System.Globalization;
using System.Text;
using System.Text.Json;
using Hailstone.Simulator.Dialects;

namespace Hailstone.Simulator.Visits;

/// <summary><c>GET /simulator/stats</c>.</summary>
internal static class StatsPage
{
    public static bool IsAskedBy(SimulatedRequest request) => request is { Method: "GET", Path: "/simulator/stats" };

    public static SimulatedReply Of(SimulatorStats stats)
    {
        var body = Json.Object(writer => Write(writer, stats));
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            ["content-length"] = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture),
        };
        return new SimulatedReply
        {
            HeadAfter = TimeSpan.Zero,
            Head = new SimulatedHead(200, headers),
            Body = [new SimulatedChunk(TimeSpan.Zero, body)],
        };
    }

    private static void Write(Utf8JsonWriter writer, SimulatorStats stats)
    {
        writer.WriteNumber("requests", stats.Requests);
        writer.WriteStartObject("replies");
        foreach (var (name, count) in stats.Replies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteNumber(name, count);
        writer.WriteEndObject();
        writer.WriteNumber("billed_calls", stats.BilledCalls);
        writer.WriteNumber("billed_tokens", stats.BilledTokens);
        writer.WriteStartObject("billed");
        foreach (var (name, model) in stats.Billed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("calls", model.Calls);
            writer.WriteNumber("prompt_tokens", model.PromptTokens);
            writer.WriteNumber("completion_tokens", model.CompletionTokens);
            writer.WriteNumber("reasoning_tokens", model.ReasoningTokens);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
