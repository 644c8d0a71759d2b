using System.Text.Json;

namespace Hailstone.Simulator.Admin;

/// <summary>OpenAI's usage and costs, as its specification of August 2026 has them.</summary>
internal sealed class OpenAiReports : VendorReports
{
    protected override Vendor Vendor => Vendor.OpenAi;

    protected override string KeyName(int number) => $"key_{number}";

    protected override void WriteSpan(Utf8JsonWriter writer, DateTimeOffset start, DateTimeOffset end)
    {
        writer.WriteString("object", "bucket");
        writer.WriteNumber("start_time", start.ToUnixTimeSeconds());
        writer.WriteNumber("end_time", end.ToUnixTimeSeconds());
    }

    protected override void WriteUsage(Utf8JsonWriter writer, ReportQuery query, ReportRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "organization.usage.completions.result");
        writer.WriteNumber("input_tokens", row.Tally.Prompt);
        writer.WriteNumber("input_cached_tokens", row.Tally.CacheRead);
        writer.WriteNumber("input_cache_write_tokens", row.Tally.CacheWrite);
        writer.WriteNumber("input_uncached_tokens", row.Tally.Uncached);
        writer.WriteNumber("output_tokens", row.Tally.Completion);
        writer.WriteNumber("input_audio_tokens", 0);
        writer.WriteNumber("output_audio_tokens", 0);
        writer.WriteNumber("num_model_requests", row.Tally.Calls);
        writer.WriteString("project_id", query.GroupBy.Contains("project_id") ? SimulatorOptions.ProjectId : null);
        writer.WriteNull("user_id");
        writer.WriteString("api_key_id", row.Key is { } key ? KeyName(key) : null);
        writer.WriteString("model", row.Model);
        if (query.GroupBy.Contains("batch"))
            writer.WriteBoolean("batch", false);
        else
            writer.WriteNull("batch");
        writer.WriteString("service_tier", query.GroupBy.Contains("service_tier") ? "default" : null);
        writer.WriteEndObject();
    }

    protected override void WriteCosts(
        Utf8JsonWriter writer,
        ReportQuery query,
        IReadOnlyList<ReportRow> rows,
        IReadOnlyDictionary<string, PriceOptions> prices)
    {
        var byItem = query.GroupBy.Contains("line_item");
        var lines = rows
            .SelectMany(row => Report.Costs(row.Tally, prices.GetValueOrDefault(row.Model!))
                .Select(line => (row.Key, Item: byItem ? $"{row.Model}, {line.Item}" : null, Line: line)))
            .GroupBy(entry => (entry.Key, entry.Item));
        foreach (var group in lines)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "organization.costs.result");
            writer.WriteStartObject("amount");
            writer.WriteNumber("value", group.Sum(entry => entry.Line.Usd));
            writer.WriteString("currency", "usd");
            writer.WriteEndObject();
            writer.WriteString("line_item", group.Key.Item);
            writer.WriteString("project_id", query.GroupBy.Contains("project_id") ? SimulatorOptions.ProjectId : null);
            writer.WriteString("api_key_id", group.Key.Key is { } key ? KeyName(key) : null);
            if (byItem)
                writer.WriteNumber("quantity", group.Sum(entry => entry.Line.Tokens));
            else
                writer.WriteNull("quantity");
            writer.WriteString("quantity_unit", byItem ? "tokens" : null);
            writer.WriteEndObject();
        }
    }
}
