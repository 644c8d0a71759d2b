using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DotLiquid;
using Hailstone.Suites.Templates;

namespace Hailstone.Suites.Parsing;

/// <summary>Says what each scorer expects of one item.</summary>
internal sealed class ExpectationMaker(Reading reading)
{
    private readonly Dictionary<(string Pattern, bool IgnoreCase), bool> _patterns = [];

    /// <summary>The expectation, or null where that has been reported.</summary>
    public Expectation? Make(ScorerDraft scorer, Hash scope, string item, JsonElement? expect, Place place)
    {
        if (scorer.Spec is ScorerSpec.JsonFields)
            return new Expectation.None();
        if (scorer.Spec is ScorerSpec.Rubric)
            return Rubric(scorer, scope, item, place);

        var texts = scorer.Values is { } values ? Rendered(values, scope, place) : Own(scorer, item, expect, place);
        if (texts is { Count: > 0 } && scorer.Spec is ScorerSpec.Contains && texts.Contains(""))
        {
            var message = Phrase.Of(SuiteMessages.EmptyText, item);
            reading.Problems.AddAlike(
                Kind(scorer.Spec), place, "suite.expectation", message, SuiteMessages.ExpectationMend);
            return null;
        }

        return texts is not { Count: > 0 }
            ? null
            : scorer.Spec switch
            {
                ScorerSpec.Regex spec => Pattern(spec, texts[0], item, place),
                ScorerSpec.Number spec =>
                    NumberExpectation.Make(scorer.Bound, texts, item, place, Kind(spec), reading.Problems),
                _ => new Expectation.Texts(texts),
            };
    }

    private static List<string>? Rendered(IReadOnlyList<LiquidTemplate> values, Hash scope, Place place)
    {
        var texts = values.Select(value => value.Render(scope, place)).ToList();
        return texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    private List<string>? Own(ScorerDraft scorer, string item, JsonElement? expect, Place place)
    {
        var texts = expect is not { } value
            ? null
            : value.ValueKind == JsonValueKind.Array && scorer.Spec is ScorerSpec.Exact or ScorerSpec.Contains
                ? value.EnumerateArray().Select(Scalar).ToList()
                : [Scalar(value)];

        if (texts is { Count: > 0 } && !texts.Contains(null))
            return [.. texts.OfType<string>()];

        var message = expect is null
            ? Phrase.Of(SuiteMessages.NoExpectation, item, scorer.Spec.Type)
            : Phrase.Of(SuiteMessages.WrongExpectation, item, scorer.Spec.Type);
        reading.Problems.AddAlike(
            Kind(scorer.Spec), place, "suite.expectation", message, SuiteMessages.ExpectationMend);
        return null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private Expectation.Pattern? Pattern(ScorerSpec.Regex spec, string pattern, string item, Place place)
    {
        if (!_patterns.TryGetValue((pattern, spec.IgnoreCase), out var isFine))
        {
            isFine = _patterns[(pattern, spec.IgnoreCase)] = IsPattern(pattern, spec, item, place);
        }

        return isFine ? new Expectation.Pattern(pattern) : null;
    }

    private bool IsPattern(string pattern, ScorerSpec.Regex spec, string item, Place place)
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            _ = new Regex(
                pattern, spec.IgnoreCase ? options | RegexOptions.IgnoreCase : options, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            var message = Phrase.Of(SuiteMessages.Pattern, item, error.Message);
            reading.Problems.AddAlike(Kind(spec), place, "suite.pattern", message, SuiteMessages.PatternMend);
            return false;
        }
    }

    private Expectation.Parts? Rubric(ScorerDraft rubric, Hash scope, string item, Place place)
    {
        var parts = rubric.Checks.Select(check => Part(check, scope, item, place)).OfType<Expectation>().ToList();
        return parts.Count == rubric.Checks.Count ? new Expectation.Parts(parts) : null;
    }

    private Expectation? Part(CheckDraft check, Hash scope, string item, Place place)
    {
        if (check.Values.Count == 0)
            return new Expectation.None();
        return Rendered(check.Values, scope, place) is not { } texts
            ? null
            : check.Check is RubricCheck.Number
                ? NumberExpectation.Make(check.Bound, texts, item, place, Kind(check.Place), reading.Problems)
                : new Expectation.Texts(texts);
    }

    private static string Kind(ScorerSpec spec) => Kind(spec.Place);

    private static string Kind(Place place) =>
        string.Create(CultureInfo.InvariantCulture, $"expectation {place.Line}:{place.Column}");
}
