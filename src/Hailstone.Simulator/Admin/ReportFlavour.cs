using System.Globalization;

namespace Hailstone.Simulator.Admin;

/// <summary>How a vendor names and bounds the parameters of its reports.</summary>
/// <param name="Start">The name of the report's begin.</param>
/// <param name="End">The name of its end.</param>
/// <param name="Groups">What it can be grouped by.</param>
/// <param name="Widths">The widths of its buckets; the first is the default.</param>
/// <param name="MostDays">The most buckets of a day on a page.</param>
/// <param name="Time">How it reads a time; null where the text is none.</param>
internal sealed record ReportFlavour(
    string Start,
    string End,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Widths,
    int MostDays,
    Func<string, DateTimeOffset?> Time)
{
    /// <summary><c>/v1/organization/usage/completions</c>.</summary>
    public static ReportFlavour OpenAiUsage { get; } = new(
        "start_time", "end_time", ["project_id", "user_id", "api_key_id", "model", "batch", "service_tier"],
        ["1d", "1h", "1m"], 31, UnixTime);

    /// <summary><c>/v1/organization/costs</c>.</summary>
    public static ReportFlavour OpenAiCosts { get; } = new(
        "start_time", "end_time", ["project_id", "line_item", "api_key_id"], ["1d"], 180, UnixTime);

    /// <summary><c>/v1/organizations/usage_report/messages</c>.</summary>
    public static ReportFlavour AnthropicUsage { get; } = new(
        "starting_at", "ending_at", ["api_key_id", "workspace_id", "model", "service_tier", "context_window"],
        ["1d", "1h", "1m"], 31, Rfc3339);

    /// <summary><c>/v1/organizations/cost_report</c>.</summary>
    public static ReportFlavour AnthropicCosts { get; } = new(
        "starting_at", "ending_at", ["workspace_id", "description"], ["1d"], 31, Rfc3339);

    /// <summary>The buckets on a page of a width: as many by default, and at most.</summary>
    public (int Usual, int Most) Limits(string width) => width switch
    {
        "1m" => (60, 1440),
        "1h" => (24, 168),
        _ => (7, MostDays),
    };

    private static DateTimeOffset? UnixTime(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static DateTimeOffset? Rfc3339(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time) && text.Contains('T', StringComparison.Ordinal)
            ? time
            : null;
}
