namespace Hailstone.Providers;

/// <summary>Ends of an answer in the Responses dialect in neutral words.</summary>
internal static class ResponsesStop
{
    /// <summary>Whether a status is an end, and not a stage on the way.</summary>
    public static bool IsEnd(string? status) => status is "completed" or "incomplete" or "failed" or "cancelled";

    /// <summary>The neutral word; unknown where there is none.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="reason">Why it is incomplete, where it is.</param>
    /// <param name="refused">Whether a part of it is a refusal, for which there is no status.</param>
    public static StopReason Of(string? status, string? reason, bool refused) => (status, reason) switch
    {
        ("completed", _) => refused ? StopReason.Refusal : StopReason.Stop,
        ("incomplete", "max_output_tokens") => StopReason.MaxTokens,
        ("incomplete", "content_filter") => StopReason.ContentFilter,
        // Whatever a new reason means, the answer is not whole and must not be read as if it were.
        ("incomplete", _) => StopReason.Cancelled,
        ("cancelled", _) => StopReason.Cancelled,
        ("failed", _) => StopReason.Error,
        _ => StopReason.Unknown,
    };

    /// <summary>The provider's own word for it: the reason, the kind of the part that refuses, or the status.</summary>
    public static string? Raw(string? status, string? reason, bool refused) => (status, reason) switch
    {
        ("incomplete", not null) => reason,
        ("completed", _) when refused => "refusal",
        _ => status,
    };
}
