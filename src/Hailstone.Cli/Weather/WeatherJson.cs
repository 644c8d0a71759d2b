using System.Text.Json;

namespace Hailstone.Cli.Weather;

/// <summary>Writes the measures as JSON, for programs.</summary>
internal static class WeatherJson
{
    private const string Schema = "hailstone.weather/1";

    public static void Write(Stream output, int trials, int seed, IReadOnlyList<Measure> measures)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("seed", seed);
        json.WriteNumber("trials", trials);
        json.WriteStartArray("measures");
        foreach (var measure in measures)
            Write(json, measure);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject();
        json.WriteString("scenario", measure.Scenario);
        json.WriteString("policy", measure.Policy);
        json.WriteNumber("failed", measure.Failed);
        json.WriteNumber("failed_share", Rounded(measure.FailedShare));
        json.WriteNumber("elapsed_seconds", Rounded(measure.Elapsed.TotalSeconds));
        json.WriteNumber("lower_bound_seconds", Rounded(measure.Bound.TotalSeconds));
        json.WriteNumber("over_bound", Rounded(measure.OverBound));
        json.WriteNumber("quota_used", Rounded(measure.QuotaUsed));
        json.WriteNumber("calls", measure.Calls);
        json.WriteNumber("rate_limited", measure.Refused);
        json.WriteNumber("broken", measure.Broken);
        json.WriteEndObject();
    }

    private static double Rounded(double value) => Math.Round(value, 6);
}
