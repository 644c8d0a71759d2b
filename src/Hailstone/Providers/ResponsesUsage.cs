using System.Text.Json;
using Hailstone.Catalogue;

namespace Hailstone.Providers;

/// <summary>Token counts of the Responses dialect in the normal form.</summary>
internal static class ResponsesUsage
{
    /// <summary>The counts in a response; null where it holds none.</summary>
    public static Usage? In(JsonElement response)
    {
        if (response.Object("usage") is not { } usage)
            return null;
        var input = usage.Object("input_tokens_details");
        var normal = new Usage
        {
            // Cached and written tokens are part of the input in this dialect, and reasoning is part of the output.
            Input = usage.Count("input_tokens"),
            CacheRead = input?.Count("cached_tokens"),
            CacheWrite = input?.Count("cache_write_tokens"),
            Output = usage.Count("output_tokens"),
            Reasoning = usage.Object("output_tokens_details")?.Count("reasoning_tokens"),
        };
        return normal == new Usage() ? null : normal;
    }
}
