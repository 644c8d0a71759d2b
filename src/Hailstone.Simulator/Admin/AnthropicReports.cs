using System.Globalization;
using System.Text.Json;

namespace Hailstone.Simulator.Admin;

/// <summary>Anthropic's usage and costs, as its Admin API has them. An amount is in cents, as a decimal text.</summary>
internal sealed class AnthropicReports : VendorReports
{
    private const string Window = "0-200k";

    protected override Vendor Vendor => Vendor.Anthropic;

    protected override string KeyName(int number) => $"apikey_{number}";

    protected override void WriteSpan(Utf8JsonWriter writer, DateTimeOffset start, DateTimeOffset end)
    {
        writer.WriteString("starting_at", Time(start));
        writer.WriteString("ending_at", Time(end));
    }

    protected override void WriteUsage(Utf8JsonWriter writer, ReportQuery query, ReportRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("api_key_id", row.Key is { } key ? KeyName(key) : null);
        writer.WriteNull("workspace_id");
        writer.WriteString("model", row.Model);
        writer.WriteString("service_tier", query.GroupBy.Contains("service_tier") ? "standard" : null);
        writer.WriteString("context_window", query.GroupBy.Contains("context_window") ? Window : null);
        writer.WriteNumber("uncached_input_tokens", row.Tally.Uncached);
        writer.WriteNumber("cache_read_input_tokens", row.Tally.CacheRead);
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_1h_input_tokens", 0);
        writer.WriteNumber("ephemeral_5m_input_tokens", row.Tally.CacheWrite);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", row.Tally.Completion);
        writer.WriteStartObject("server_tool_use");
        writer.WriteNumber("web_search_requests", 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    protected override void WriteCosts(
        Utf8JsonWriter writer,
        ReportQuery query,
        IReadOnlyList<ReportRow> rows,
        IReadOnlyDictionary<string, PriceOptions> prices)
    {
        var described = query.GroupBy.Contains("description");
        var lines = rows
            .SelectMany(row => Report.Costs(row.Tally, prices.GetValueOrDefault(row.Model!))
                .Select(line => (Group: described ? (row.Model, line.TokenType) : default, line.Usd)))
            .GroupBy(entry => entry.Group);
        foreach (var group in lines)
        {
            var (model, type) = ((string?, string?))group.Key;
            writer.WriteStartObject();
            writer.WriteString("currency", "USD");
            writer.WriteString("amount",
                (group.Sum(entry => entry.Usd) * 100).ToString("0.####################", CultureInfo.InvariantCulture));
            writer.WriteNull("workspace_id");
            writer.WriteString("description", described ? $"{model} Usage - {type}" : null);
            writer.WriteString("cost_type", described ? "tokens" : null);
            writer.WriteString("context_window", described ? Window : null);
            writer.WriteString("model", model);
            writer.WriteString("service_tier", described ? "standard" : null);
            writer.WriteString("token_type", type);
            writer.WriteEndObject();
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
