using System.Text.Json;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>The scorer of rubrics: points for each check of the answer's JSON object.</summary>
internal static class RubricScoring
{
    /// <summary>The share of the points that the answer wins, and what each check gave or took.</summary>
    public static Mark Score(ScorerSpec.Rubric spec, Expectation.Parts expected, Answer answer)
    {
        if (answer.Json is not AnswerJson json)
            return Mark.Lost($"rubric: no JSON object in {Explanation.Quote(answer.Plain)}");
        var finds = spec.Checks.Zip(expected.Checks, (check, part) => (check.Points, Find: Look(check, part, json)))
            .ToList();
        var won = finds.Where(find => find.Find.IsRight).Sum(find => find.Points);
        var all = spec.Checks.Sum(check => check.Points);
        var words = finds.Select(find =>
            $"{(find.Find.IsRight ? "+" : "-")}{Explanation.Of(find.Points)} {find.Find.Words}");
        return new Mark(
            won / all, $"rubric {Explanation.Of(won)} of {Explanation.Of(all)}: {string.Join(", ", words)}");
    }

    private static Found Look(RubricCheck check, Expectation expected, AnswerJson json) => check switch
    {
        RubricCheck.Placed place => new Found(json.Place <= place.Within, $"JSON in {json.Where}"),
        RubricCheck.Has has => All(has.Fields, json),
        RubricCheck.AnyOf any => Any(any.Fields, json),
        RubricCheck.Number number => Number(number, expected, json),
        RubricCheck.Wording text when expected is Expectation.Texts texts => Text(text, texts, json),
        _ => throw new ArgumentException($"{check.Kind} does not go with {expected.GetType().Name}."),
    };

    private static Found All(IReadOnlyList<string> fields, AnswerJson json)
    {
        var missing = fields.Where(field => !Holds(json.Field(field))).ToList();
        return missing.Count == 0
            ? new Found(true, $"has {Names(fields)}")
            : new Found(false, $"without {Names(missing)}");
    }

    private static Found Any(IReadOnlyList<string> fields, AnswerJson json)
    {
        var first = fields.FirstOrDefault(field => Holds(json.Field(field)));
        return first is null
            ? new Found(false, $"none of {Names(fields)}")
            : new Found(true, $"has {Names([first])}");
    }

    private static Found Number(RubricCheck.Number check, Expectation expected, AnswerJson json)
    {
        var words = NumberScoring.Words(expected, check.Tolerance, check.OrderOfMagnitude);
        var name = Names([check.Field]);
        if (json.Field(check.Field) is not JsonElement field)
            return new Found(false, $"no {name}, expected {words}");
        if (AnswerNumber.InField(field) is not FoundNumber found)
            return new Found(false, $"no number in {name}, expected {words}");
        if (found.Value is not decimal value)
            return new Found(false, $"{name} beyond all bounds, expected {words}");
        return NumberScoring.IsRight(value, expected, check.Tolerance, check.OrderOfMagnitude)
            ? new Found(true, $"{name} {Explanation.Of(value)}")
            : new Found(false, $"{name} {Explanation.Of(value)}, expected {words}");
    }

    private static Found Text(RubricCheck.Wording check, Expectation.Texts expected, AnswerJson json)
    {
        var name = Names([check.Field]);
        var words = $"expected {Explanation.QuoteAny(expected.Values)}";
        if (json.Field(check.Field) is not JsonElement field || Scalar(field) is not string text)
            return new Found(false, $"no text in {name}, {words}");
        var form = Form(text, check.IgnoreCase);
        return expected.Values.Any(value => Form(value, check.IgnoreCase) == form)
            ? new Found(true, $"{name} {Explanation.Quote(text)}")
            : new Found(false, $"{name} {Explanation.Quote(text)}, {words}");
    }

    private static bool Holds(JsonElement? field) => field switch
    {
        null or { ValueKind: JsonValueKind.Null } => false,
        { ValueKind: JsonValueKind.String } text => !string.IsNullOrWhiteSpace(AnswerJson.Text(text)),
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        { ValueKind: JsonValueKind.Object } mapping => mapping.GetPropertyCount() > 0,
        _ => true,
    };

    private static string? Scalar(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => AnswerJson.Text(field),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => field.GetRawText(),
        _ => null,
    };

    private static string Form(string text, bool ignoreCase) => TextScoring.Fold(AnswerText.Plain(text), ignoreCase);

    // The suite's own words, not the model's; they too may be long.
    private static string Names(IReadOnlyList<string> fields) => string.Join(", ", fields);

    private readonly record struct Found(bool IsRight, string Words);
}
