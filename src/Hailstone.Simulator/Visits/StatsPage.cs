using System.Text.Json;
using Hailstone.Simulator.Dialects;

namespace Hailstone.Simulator.Visits;

/// <summary><c>GET /simulator/stats</c>.</summary>
internal static class StatsPage
{
    public static bool IsAskedBy(SimulatedRequest request) => request is { Method: "GET", Path: "/simulator/stats" };

    public static SimulatedReply Of(SimulatorStats stats) =>
        PlainPage.Of(200, Json.Object(writer => Write(writer, stats)));

    private static void Write(Utf8JsonWriter writer, SimulatorStats stats)
    {
        writer.WriteNumber("requests", stats.Requests);
        WriteCounts(writer, "replies", stats.Replies);
        WriteCounts(writer, "refused", stats.Refused);
        writer.WriteNumber("billed_calls", stats.BilledCalls);
        writer.WriteNumber("billed_tokens", stats.BilledTokens);
        writer.WriteStartObject("billed");
        foreach (var (name, model) in stats.Billed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("calls", model.Calls);
            writer.WriteNumber("prompt_tokens", model.PromptTokens);
            writer.WriteNumber("cache_read_tokens", model.CacheReadTokens);
            writer.WriteNumber("cache_write_tokens", model.CacheWriteTokens);
            writer.WriteNumber("completion_tokens", model.CompletionTokens);
            writer.WriteNumber("reasoning_tokens", model.ReasoningTokens);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (what, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteNumber(what, count);
        writer.WriteEndObject();
    }
}
