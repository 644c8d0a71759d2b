using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>The scorer of required fields: all or nothing.</summary>
internal static class FieldScoring
{
    /// <summary>Right where the answer holds a JSON object with every required field, none of them null.</summary>
    public static Mark Score(ScorerSpec.JsonFields spec, Answer answer)
    {
        if (answer.Json is not AnswerJson json)
            return Mark.Lost($"json_fields: no JSON object in {Explanation.Quote(answer.Plain)}");
        var missing = spec.Require
            .Where(path => json.Field(path) is null or { ValueKind: JsonValueKind.Null })
            .ToList();
        var found = $"json_fields: {spec.Require.Count - missing.Count} of {spec.Require.Count} in {json.Where}";
        return missing.Count == 0
            ? Mark.Of(true, found)
            : Mark.Of(false, $"{found}, not {Explanation.Quote(missing[0])}");
    }
}
