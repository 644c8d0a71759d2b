namespace Hailstone.Providers;

/// <summary>Finish reasons of the Chat Completions dialect in neutral words.</summary>
internal static class ChatStop
{
    /// <summary>The words of OpenAI, Mistral and DeepSeek, and of servers that pass on another vendor's.</summary>
    private static readonly Dictionary<string, StopReason> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = StopReason.Stop,
        ["eos"] = StopReason.Stop,
        ["eos_token"] = StopReason.Stop,
        ["end_turn"] = StopReason.Stop,
        ["stop_sequence"] = StopReason.StopSequence,
        ["length"] = StopReason.MaxTokens,
        ["max_tokens"] = StopReason.MaxTokens,
        ["model_length"] = StopReason.ContextLimit,
        ["model_context_window_exceeded"] = StopReason.ContextLimit,
        ["tool_calls"] = StopReason.ToolCall,
        ["function_call"] = StopReason.ToolCall,
        ["tool_use"] = StopReason.ToolCall,
        ["malformed_function_call"] = StopReason.ToolCall,
        ["pause_turn"] = StopReason.Paused,
        ["refusal"] = StopReason.Refusal,
        ["content_filter"] = StopReason.ContentFilter,
        ["safety"] = StopReason.ContentFilter,
        ["recitation"] = StopReason.ContentFilter,
        ["prohibited_content"] = StopReason.ContentFilter,
        ["blocklist"] = StopReason.ContentFilter,
        ["spii"] = StopReason.ContentFilter,
        ["cancelled"] = StopReason.Cancelled,
        ["error"] = StopReason.Error,
        ["insufficient_system_resource"] = StopReason.Error,
    };

    /// <summary>The neutral word; unknown where there is none.</summary>
    public static StopReason Of(string? raw) => raw is null ? StopReason.Unknown : Words.GetValueOrDefault(raw);
}
