using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Token counts of the Chat Completions dialect in the normal form.</summary>
internal static class ChatUsage
{
    /// <summary>The counts in a body, event or choice; null where it holds none.</summary>
    public static Usage? In(JsonElement holder) =>
        (holder.Object("usage") ?? holder.Object("x_groq")?.Object("usage")) is { } usage ? Normal(usage) : null;

    private static Usage? Normal(JsonElement usage)
    {
        var input = usage.Object("prompt_tokens_details");
        var normal = new Usage
        {
            // Cached and written tokens are part of this number in this dialect.
            Input = usage.Count("prompt_tokens"),
            CacheRead = input?.Count("cached_tokens") ?? usage.Count("prompt_cache_hit_tokens")
                ?? usage.Count("cached_tokens"),
            CacheWrite = input?.Count("cache_write_tokens"),
            Output = usage.Count("completion_tokens"),
            Reasoning = usage.Object("completion_tokens_details")?.Count("reasoning_tokens")
                ?? usage.Count("reasoning_tokens"),
        };
        normal = WithReasoning(normal, usage.Count("total_tokens"));
        return normal == new Usage() ? null : normal;
    }

    /// <summary>
    /// Some servers count reasoning beside the completion and not in it. Their own total gives them away: it is the sum
    /// of all three.
    /// </summary>
    private static Usage WithReasoning(Usage usage, long? total) =>
        usage is { Input: { } input, Output: { } output, Reasoning: > 0 and { } reasoning }
            && total == input + output + reasoning
            ? usage with { Output = output + reasoning }
            : usage;
}
