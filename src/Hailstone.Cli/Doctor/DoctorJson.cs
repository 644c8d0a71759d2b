using System.Text.Json;

namespace Hailstone.Cli.Doctor;

/// <summary>Writes what the doctor found as JSON.</summary>
internal static class DoctorJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream output, IReadOnlyList<Checkup> checkups, CheckStep ledger)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("schema", "hailstone.doctor/1");
        json.WriteStartArray("providers");
        foreach (var checkup in checkups)
            Write(json, checkup);
        json.WriteEndArray();
        json.WritePropertyName("ledger");
        Write(json, ledger);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Checkup checkup)
    {
        json.WriteStartObject();
        json.WriteString("provider", checkup.Provider);
        json.WriteString("url", checkup.Url?.AbsoluteUri);
        json.WriteString("proxy", checkup.Proxy);
        json.WriteString("tier", checkup.Tier);
        if (checkup.Skew is { } skew)
            json.WriteNumber("clock_skew_seconds", Math.Round(skew.TotalSeconds, 1));
        else
            json.WriteNull("clock_skew_seconds");
        json.WriteStartArray("steps");
        foreach (var step in checkup.Steps)
            Write(json, step);
        json.WriteEndArray();
        json.WriteStartArray("limits");
        foreach (var limit in checkup.Limits)
        {
            json.WriteStartObject();
            json.WriteString("bucket", limit.Bucket);
            Write(json, "limit", limit.Limit);
            Write(json, "remaining", limit.Remaining);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckStep step)
    {
        json.WriteStartObject();
        json.WriteString("step", step.Name);
        json.WriteBoolean("well", step.Fault is null);
        json.WriteString("fault", step.Fault);
        json.WriteString("detail", step.Detail);
        json.WriteString("mend", step.Mend.Length > 0 ? step.Mend : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
