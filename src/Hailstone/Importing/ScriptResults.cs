using System.Text.Json;
using Hailstone.Scoring;

namespace Hailstone.Importing;

/// <summary>
/// Reads the result file of a script: <c>{"metadata": …, "results": [ … ]}</c>, where a result has <c>provider</c>,
/// <c>model</c>, <c>scenario_id</c>, <c>response</c>, <c>quality_score.total_score</c> of 100, <c>tokens</c>,
/// <c>cost</c>, <c>elapsed_seconds</c>, <c>success</c> and <c>error</c>.
/// </summary>
internal static class ScriptResults
{
    private const double FullScore = 100;
    private const double MostSeconds = 1e6;

    public static List<ImportedTrial> Read(string text, ImportProblems problems)
    {
        using var file = JsonDocument.Parse(text);
        if (file.RootElement.ValueKind != JsonValueKind.Object
            || !file.RootElement.TryGetProperty("results", out var results)
            || results.ValueKind != JsonValueKind.Array)
        {
            problems.Add(null, "import.form", ImportMessages.Form, ImportMessages.FormMend);
            return [];
        }

        var trials = new List<ImportedTrial>();
        var seen = new Dictionary<(string Item, string Target), int>();
        var number = 0;
        foreach (var result in results.EnumerateArray())
        {
            number++;
            if (result.ValueKind != JsonValueKind.Object)
                problems.Add(number, "import.line", ImportMessages.Result, ImportMessages.FormMend, number);
            else if (OfResult(new ResultFields(result, number, problems), number, seen) is { } trial)
                trials.Add(trial);
        }

        return trials;
    }

    // A model that was put the same scenario again was repeated.
    private static ImportedTrial? OfResult(
        ResultFields fields, int number, Dictionary<(string Item, string Target), int> seen)
    {
        var (model, item) = (fields.Id("model"), fields.Id("scenario_id"));
        if (model is null || item is null)
            return null;
        var provider = fields.Text("provider");
        var target = provider is null ? model : $"{provider}/{model}";
        var repeat = seen[(item, target)] = seen.GetValueOrDefault((item, target)) + 1;
        var failed = fields.Of("success") is { ValueKind: JsonValueKind.False };
        var score = failed ? null : ScoreOf(fields, number);
        return new ImportedTrial
        {
            Line = number,
            Item = item,
            Target = target,
            Repeat = repeat,
            Outcome = failed ? Outcome.Failed : score is null ? Outcome.JudgeFailed : Outcome.Scored,
            Score = score,
            Explain = fields.Text("error"),
            Category = fields.Text("category"),
            Model = model,
            Provider = provider,
            Answer = failed ? null : fields.Text("response") ?? fields.Of("response")?.GetRawText(),
            CostUsd = fields.Money("cost"),
            Latency = fields.Number("elapsed_seconds", MostSeconds) is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : null,
            InputTokens = Tokens(fields, "input", "input_tokens", "prompt_tokens"),
            OutputTokens = Tokens(fields, "output", "output_tokens", "completion_tokens"),
        };
    }

    private static double? ScoreOf(ResultFields fields, int number) =>
        fields.Of("quality_score") is { ValueKind: JsonValueKind.Object } quality
            ? new ResultFields(quality, number, fields.Problems).Number("total_score", FullScore) / FullScore
            : null;

    // A sum of both sides says of neither what it was.
    private static long? Tokens(ResultFields fields, params ReadOnlySpan<string> names)
    {
        if (fields.Of("tokens") is not { ValueKind: JsonValueKind.Object } tokens)
            return null;
        foreach (var name in names)
        {
            if (tokens.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number
                && count.TryGetInt64(out var value) && value >= 0)
                return value;
        }

        return null;
    }
}
