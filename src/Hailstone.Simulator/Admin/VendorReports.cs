using System.Text.Json;
using Hailstone.Simulator.Visits;

namespace Hailstone.Simulator.Admin;

/// <summary>A vendor's usage and costs: pages of buckets, in the vendor's words.</summary>
internal abstract class VendorReports
{
    /// <summary>Whose bills they tell.</summary>
    protected abstract Vendor Vendor { get; }

    /// <summary>What was used.</summary>
    public string Usage(UsageBook book, ReportQuery query, DateTimeOffset knownUntil) =>
        Page(book, query, knownUntil, query.GroupBy.Contains("model"), (writer, rows) =>
        {
            foreach (var row in rows)
                WriteUsage(writer, query, row);
        });

    /// <summary>What it cost.</summary>
    public string Costs(
        UsageBook book,
        ReportQuery query,
        DateTimeOffset knownUntil,
        IReadOnlyDictionary<string, PriceOptions> prices) =>
        Page(book, query, knownUntil, byModel: true, (writer, rows) => WriteCosts(writer, query, rows, prices));

    /// <summary>A key's id by its number.</summary>
    protected abstract string KeyName(int number);

    /// <summary>From when to when a bucket tells.</summary>
    protected abstract void WriteSpan(Utf8JsonWriter writer, DateTimeOffset start, DateTimeOffset end);

    /// <summary>What a row used.</summary>
    protected abstract void WriteUsage(Utf8JsonWriter writer, ReportQuery query, ReportRow row);

    /// <summary>What a bucket's rows cost.</summary>
    protected abstract void WriteCosts(
        Utf8JsonWriter writer,
        ReportQuery query,
        IReadOnlyList<ReportRow> rows,
        IReadOnlyDictionary<string, PriceOptions> prices);

    private string Page(
        UsageBook book,
        ReportQuery query,
        DateTimeOffset knownUntil,
        bool byModel,
        Action<Utf8JsonWriter, IReadOnlyList<ReportRow>> writeRows) =>
        Report.Page(query, Vendor == Vendor.OpenAi, writer =>
        {
            foreach (var (start, rows) in Report.Buckets(book, query, Vendor, knownUntil, byModel, KeyName))
            {
                writer.WriteStartObject();
                WriteSpan(writer, start, start + query.Width);
                writer.WriteStartArray("results");
                writeRows(writer, rows);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        });
}
