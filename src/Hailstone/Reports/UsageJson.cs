using System.Globalization;
using System.Text.Json;
using Hailstone.Providers;

namespace Hailstone.Reports;

/// <summary>Writes the books as JSON: <c>hailstone.usage/1</c>.</summary>
public static class UsageJson
{
    /// <summary>The name and number of the form: the value of <c>schema</c>.</summary>
    public const string Schema = "hailstone.usage/1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the books to a stream, which stays open.</summary>
    /// <param name="books">The books.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="vendors">The vendors' side of the books; default none.</param>
    public static void Write(UsageBooks books, Stream stream, IReadOnlyList<VendorReport>? vendors = null)
    {
        ArgumentNullException.ThrowIfNull(books);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("runs_left_out", books.LeftOut);
        json.WriteStartObject("total");
        Write(json, books.Total);
        json.WriteEndObject();
        foreach (var (name, by) in new[]
        {
            ("by_provider", UsageBy.Provider), ("by_model", UsageBy.Model), ("by_day", UsageBy.Day),
            ("by_run", UsageBy.Run),
        })
        {
            json.WriteStartArray(name);
            foreach (var line in books.By(by))
            {
                json.WriteStartObject();
                json.WriteString("name", line.Name);
                Write(json, line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("vendors");
        foreach (var vendor in vendors ?? [])
            Write(json, vendor);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VendorReport vendor)
    {
        json.WriteStartObject();
        json.WriteString("provider", vendor.Provider);
        json.WriteString("since", vendor.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (vendor.Calls is { } calls)
            json.WriteNumber("calls", calls);
        else
            json.WriteNull("calls");
        json.WriteNumber("input_tokens", vendor.InputTokens);
        json.WriteNumber("output_tokens", vendor.OutputTokens);
        json.WriteString("usd", vendor.Usd is { } usd ? Money(usd) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UsageLine line)
    {
        json.WriteNumber("calls", line.Calls);
        json.WriteNumber("input_tokens", line.InputTokens);
        json.WriteNumber("cached_tokens", line.CachedTokens);
        json.WriteNumber("output_tokens", line.OutputTokens);
        json.WriteNumber("reasoning_tokens", line.ReasoningTokens);
        json.WriteString("usd", Money(line.Usd));
        json.WriteString("usd_estimated", Money(line.UsdEstimated));
        json.WriteNumber("attempts_of_unknown_cost", line.UnknownCost);
    }

    private static string Money(decimal usd) => usd.ToString("0.000000", CultureInfo.InvariantCulture);
}
