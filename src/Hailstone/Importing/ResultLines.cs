using System.Text.Json;
using System.Text.Json.Serialization;
using Hailstone.Scoring;

namespace Hailstone.Importing;

/// <summary>Reads JSON Lines: a trial a line. Fields that are not known are passed over.</summary>
internal static class ResultLines
{
    private const int MostRepeats = 1000;
    private const double MostMilliseconds = 1e9;

    public static List<ImportedTrial> Read(string text, ImportProblems problems)
    {
        var trials = new List<ImportedTrial>();
        var line = 0;
        foreach (var row in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(row) && OfLine(row, line, problems) is { } trial)
                trials.Add(trial);
        }

        return trials;
    }

    private static ImportedTrial? OfLine(string row, int line, ImportProblems problems)
    {
        try
        {
            using var parsed = JsonDocument.Parse(row);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
                return OfFields(new ResultFields(parsed.RootElement, line, problems), line, problems);
        }
        catch (JsonException)
        {
            // Told below: the parser's own words count places in this line alone.
        }

        problems.Add(line, "import.line", ImportMessages.Line, ImportMessages.LineMend);
        return null;
    }

    private static ImportedTrial? OfFields(ResultFields fields, int line, ImportProblems problems)
    {
        var (item, target) = (fields.Id("item"), fields.Id("target"));
        var score = fields.Number("score", 1);
        var outcome = OutcomeOf(fields, score, line, problems);
        var repeat = fields.Number("repeat", MostRepeats) ?? 1;
        if (repeat < 1 || repeat % 1 != 0)
            problems.Add(line, "import.repeat", ImportMessages.Repeat, ImportMessages.NumberMend, MostRepeats);
        if (item is null || target is null || outcome is not { } ended)
            return null;
        return new ImportedTrial
        {
            Line = line,
            Item = item,
            Target = target,
            Repeat = (int)repeat,
            Outcome = ended,
            Score = score,
            Explain = fields.Text("explain"),
            Category = fields.Text("category"),
            Cluster = fields.Text("cluster"),
            Answer = fields.Text("answer"),
            CostUsd = fields.Money("cost_usd"),
            Latency = fields.Number("latency_ms", MostMilliseconds) is { } milliseconds
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null,
            Confidence = fields.Number("confidence", 1),
        };
    }

    private static Outcome? OutcomeOf(ResultFields fields, double? score, int line, ImportProblems problems)
    {
        if (fields.Of("outcome") is null)
        {
            if (score is not null)
                return Outcome.Scored;
            if (fields.Of("score") is null)
                problems.Add(line, "import.no-result", ImportMessages.NoResult, ImportMessages.NoResultMend);
            return null;
        }

        var word = fields.Text("outcome");
        var found = Words.TryGetValue(word ?? "", out var outcome);
        if (!found)
        {
            problems.Add(
                line,
                "import.outcome",
                ImportMessages.Outcome,
                ImportMessages.NumberMend,
                string.Join(", ", Words.Keys));
            return null;
        }

        if (outcome == Outcome.Scored == score is not null)
            return outcome;
        problems.Add(line, "import.contradiction", ImportMessages.Contradiction, ImportMessages.NoResultMend, word);
        return null;
    }

    // The words of the report and of the facts, from where they are defined.
    private static readonly Dictionary<string, Outcome> Words = Enum.GetValues<Outcome>().ToDictionary(
        outcome => ((JsonStringEnumMemberNameAttribute)typeof(Outcome).GetField(outcome.ToString())!
            .GetCustomAttributes(typeof(JsonStringEnumMemberNameAttribute), false)[0]).Name,
        StringComparer.Ordinal);
}
