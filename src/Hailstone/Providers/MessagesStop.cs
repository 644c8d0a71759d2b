namespace Hailstone.Providers;

/// <summary>Stop reasons of the Messages dialect in neutral words.</summary>
internal static class MessagesStop
{
    /// <summary>All that the vendor's SDK of 2026-08-07 knows.</summary>
    private static readonly Dictionary<string, StopReason> Words = new(StringComparer.Ordinal)
    {
        ["end_turn"] = StopReason.Stop,
        ["stop_sequence"] = StopReason.StopSequence,
        ["max_tokens"] = StopReason.MaxTokens,
        ["model_context_window_exceeded"] = StopReason.ContextLimit,
        ["tool_use"] = StopReason.ToolCall,
        ["pause_turn"] = StopReason.Paused,
        ["refusal"] = StopReason.Refusal,
    };

    /// <summary>The neutral word; unknown where there is none.</summary>
    public static StopReason Of(string? raw) => raw is null ? StopReason.Unknown : Words.GetValueOrDefault(raw);
}
