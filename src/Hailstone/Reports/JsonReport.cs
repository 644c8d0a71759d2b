using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Hailstone.Ledger;
using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>Writes a report as JSON, in the form of <c>docs/report.schema.json</c>. Unknown is null.</summary>
public static class JsonReport
{
    /// <summary>The name and number of the form: the value of <c>schema</c>.</summary>
    public const string Schema = "hailstone.report/1";

    /// <summary>How all files of results are written.</summary>
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(Harmless()),
    };

    /// <summary>Writes a report to a stream, which stays open.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Report report, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        Write(json, report);
    }

    /// <summary>Writes a report to a buffer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="buffer">Where to.</param>
    public static void Write(Report report, IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, Options);
        Write(json, report);
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("run", report.Run);
        json.WriteStartObject("suite");
        json.WriteString("name", report.Suite);
        json.WriteString("hash", report.SuiteHash);
        json.WriteEndObject();
        json.WriteBoolean("simulated", report.Simulated);
        json.WriteBoolean("simulated_answers", report.SimulatedAnswers);
        json.WriteString("started", report.Started);
        if (report.Ended is { } ended)
            json.WriteString("ended", ended);
        else
            json.WriteNull("ended");
        json.WriteString("ended_because", report.EndedBecause is { } because ? FactJson.WordOf(because) : null);
        Write(json, report.Totals);
        WriteCost(json, report);
        WriteAll(json, "targets", report.Targets, JsonTargets.Write);
        JsonStandings.WriteGroups(json, report);
        JsonStandings.WriteCategories(json, report);
        WriteAll(json, "failures", report.Failures, Write);
        WriteAll(json, "gates", GateCheck.Evaluate(report), Write);
        WriteAll(json, "trials", report.Trials, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Totals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("trials", totals.Trials);
        WriteCounts(json, totals.Outcomes);
        json.WriteNumber("attempts", totals.Attempts);
        json.WriteNumber("preflight_calls", totals.PreflightCalls);
        json.WriteNumber("judge_calls", totals.JudgeCalls);
        json.WriteNumber("rate_limited", totals.RateLimited);
        json.WriteNumber("retried", totals.Retried);
        WriteNumber(json, "wait_seconds", Seconds(totals.Wait));
        WriteNumber(json, "elapsed_seconds", Seconds(totals.Elapsed));
        WriteNumber(json, "lower_bound_seconds", Seconds(totals.LowerBound));
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("cost");
        WriteUsd(json, "usd", report.Cost.Usd);
        WriteUsd(json, "usd_estimated", report.Cost.UsdEstimated);
        json.WriteNumber("attempts_of_unknown_cost", report.Cost.AttemptsOfUnknownCost);
        json.WriteString("price_date", report.PriceDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FailureReport failure)
    {
        json.WriteStartObject();
        json.WriteString("failure", failure.Name);
        json.WriteNumber("attempts", failure.Attempts);
        json.WriteNumber("trials_lost", failure.TrialsLost);
        json.WriteString("message", failure.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GateResult result)
    {
        json.WriteStartObject();
        json.WriteString("measure", result.Gate.Measure);
        json.WriteString("comparison", result.Gate.Comparison);
        json.WriteNumber("bound", result.Gate.Bound);
        if (result.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteBoolean("held", result.Held);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrialReport trial)
    {
        json.WriteStartObject();
        json.WriteString("item", trial.Item);
        json.WriteString("target", trial.Target);
        json.WriteNumber("repeat", trial.Repeat);
        json.WriteString("outcome", FactJson.WordOf(trial.Outcome));
        WriteNumber(json, "score", trial.Score);
        json.WriteNumber("attempts", trial.Attempts);
        json.WriteString("answer", trial.Answer);
        json.WriteString("explain", trial.Explain);
        json.WriteEndObject();
    }

    /// <summary>Writes an estimate as a member.</summary>
    internal static void Write(Utf8JsonWriter json, Estimate score, string name = "score")
    {
        json.WriteStartObject(name);
        WriteNumber(json, "mean", score.Mean);
        WriteNumber(json, "se", score.Se);
        WriteNumber(json, "low", score.Low);
        WriteNumber(json, "high", score.High);
        json.WriteString("method", score.Method);
        json.WriteNumber("n", score.N);
        json.WriteEndObject();
    }

    /// <summary>Writes a member for each outcome.</summary>
    internal static void WriteCounts(Utf8JsonWriter json, OutcomeCounts outcomes)
    {
        foreach (var outcome in OutcomeCounts.All)
            json.WriteNumber(FactJson.WordOf(outcome), outcomes[outcome]);
    }

    /// <summary>Writes a number, or null where there is none.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    /// <summary>Writes money as a text, six digits or more after the point.</summary>
    internal static void WriteUsd(Utf8JsonWriter json, string name, decimal? usd) =>
        json.WriteString(name, usd?.ToString("0.000000######################", CultureInfo.InvariantCulture));

    /// <summary>Writes an array.</summary>
    internal static void WriteAll<T>(
        Utf8JsonWriter json, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            write(json, value);
        json.WriteEndArray();
    }

    private static double? Seconds(TimeSpan? time) => time is { } span ? Math.Round(span.TotalSeconds, 3) : null;

    // Korean stays Korean. What turns the reading direction is escaped like a control character: the file may be
    // printed on a terminal.
    private static TextEncoderSettings Harmless()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters('\u061C', '\u200E', '\u200F', '\uFEFF');
        settings.ForbidRanges(UnicodeRange.Create('\u202A', '\u202E'), UnicodeRange.Create('\u2066', '\u2069'));
        return settings;
    }
}
