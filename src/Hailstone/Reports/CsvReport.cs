using System.Globalization;
using CsvHelper;
using Hailstone.Ledger;

namespace Hailstone.Reports;

/// <summary>Writes the trials of a report as CSV (RFC 4180), a line each. What is not known is empty.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets an apostrophe before it; what would move a terminal's cursor
/// is made visible.
/// </remarks>
public static class CsvReport
{
    private static readonly string[] Headings =
    [
        "item", "category", "target", "model", "group", "provider", "repeat", "outcome", "score", "attempts",
        "cost_usd", "first_token_ms", "whole_ms", "input_tokens", "output_tokens", "explain", "answer",
    ];

    private static readonly CsvWriterOptions Form = new() { Injection = CsvInjection.Escape };

    /// <summary>Writes them.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; stays open.</param>
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var csv = CsvWriter.Create(writer, Form, leaveOpen: true);
        WriteLine(csv, Headings);
        var targets = report.Targets.ToDictionary(target => target.Target, StringComparer.Ordinal);
        foreach (var trial in report.Trials)
            WriteLine(csv, Cells(trial, targets[trial.Target]));
    }

    private static IEnumerable<string?> Cells(TrialReport trial, TargetReport target) =>
    [
        trial.Item,
        trial.Category,
        target.Target,
        target.Model,
        target.Group,
        target.Provider,
        Number(trial.Repeat),
        FactJson.WordOf(trial.Outcome),
        Number(trial.Score),
        Number(trial.Attempts),
        Number(trial.Cost.UsdComplete),
        Number(Milliseconds(trial.FirstToken)),
        Number(Milliseconds(trial.Whole)),
        Number(trial.Usage?.Input),
        Number(trial.Usage?.Output),
        trial.Explain,
        trial.Answer,
    ];

    private static void WriteLine(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(Inert.Lines(cell ?? ""));
        csv.EndRecord();
    }

    private static double? Milliseconds(TimeSpan? time) =>
        time is { } span ? Math.Round(span.TotalMilliseconds, 3) : null;

    private static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
