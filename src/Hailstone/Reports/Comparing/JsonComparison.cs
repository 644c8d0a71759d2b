using System.Text.Json;

namespace Hailstone.Reports.Comparing;

/// <summary>
/// Writes a comparison as JSON, in the form of <c>docs/compare.schema.json</c>. Differences are shares of 1.
/// </summary>
public static class JsonComparison
{
    /// <summary>The name and number of the form: the value of <c>schema</c>.</summary>
    public const string Schema = "hailstone.compare/1";

    /// <summary>Writes a comparison to a stream, which stays open.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Comparison comparison, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using var json = new Utf8JsonWriter(stream, JsonReport.Options);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        JsonReport.WriteAll(json, "runs", comparison.Runs, (to, run) => to.WriteStringValue(run.Run));
        json.WriteNumber("tests_made", comparison.TestsMade);
        json.WriteString("adjustment", "holm");
        JsonReport.WriteAll(json, "pairs", comparison.Pairs, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComparedPair pair)
    {
        var difference = pair.Difference;
        json.WriteStartObject();
        json.WriteString("a", pair.A);
        json.WriteString("b", pair.B);
        json.WriteNumber("n_pairs", difference.N);
        json.WriteNumber("missing_a", pair.MissingA);
        json.WriteNumber("missing_b", pair.MissingB);
        JsonReport.WriteNumber(json, "difference", difference.Mean);
        JsonReport.WriteNumber(json, "se", difference.Se);
        JsonReport.WriteNumber(json, "low", difference.Low);
        JsonReport.WriteNumber(json, "high", difference.High);
        json.WriteString("test", difference.Test);
        JsonReport.WriteNumber(json, "p", difference.P);
        JsonReport.WriteNumber(json, "p_adjusted", pair.PAdjusted);
        if (pair.Bounds is { } bounds)
        {
            json.WriteStartArray("difference_bounds");
            json.WriteNumberValue(bounds.Low);
            json.WriteNumberValue(bounds.High);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("difference_bounds");
        }

        JsonReport.WriteNumber(json, "smallest_detectable", difference.SmallestDetectable);
        json.WriteEndObject();
    }
}
