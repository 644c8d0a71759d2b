using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>The scorers of texts. An answer that is not empty is always right or wrong for them.</summary>
internal static class TextScoring
{
    /// <summary>Right where the answer, or what is left of it without its wrapping, is one of the texts.</summary>
    public static Mark Exact(ScorerSpec.Exact spec, Expectation.Texts expected, Answer answer)
    {
        var forms = AnswerText.Bared(answer.Plain);
        var wanted = expected.Values.Select(value => Fold(AnswerText.Plain(value), spec.IgnoreCase)).ToHashSet();
        var hit = forms.FirstOrDefault(form => wanted.Contains(Fold(form.Text, spec.IgnoreCase)));
        var (text, without) = hit.Text is null ? forms[^1] : hit;
        var taken = Explanation.Quote(text) + (without.Length == 0 ? "" : $" (without {without})");
        return Mark.Of(hit.Text is not null, $"exact: took {taken}, expected {Explanation.QuoteAny(expected.Values)}");
    }

    /// <summary>Right where the answer holds every one of the texts.</summary>
    public static Mark Contains(ScorerSpec.Contains spec, Expectation.Texts expected, Answer answer)
    {
        var text = Fold(answer.Plain, spec.IgnoreCase);
        var missing = expected.Values
            .Where(value => !text.Contains(Fold(AnswerText.Plain(value), spec.IgnoreCase), StringComparison.Ordinal))
            .ToList();
        var found = $"contains: found {expected.Values.Count - missing.Count} of {expected.Values.Count}";
        return missing.Count == 0
            ? Mark.Of(true, $"{found}, {Explanation.Quote(expected.Values[0])} first")
            : Mark.Of(false, $"{found}, not {Explanation.Quote(missing[0])} in {Explanation.Quote(answer.Plain)}");
    }

    /// <summary>Right where the pattern matches in the answer, as it stands or folded to half-width.</summary>
    public static Mark Regex(ScorerSpec.Regex spec, Expectation.Pattern expected, Answer answer)
    {
        var pattern = Patterns.Get(expected.Value, spec.IgnoreCase);
        var text = pattern.IsMatch(answer.Composed) ? answer.Composed : answer.Plain;
        var match = pattern.Match(text);
        return match.Success
            ? Mark.Of(true, $"regex: took {Explanation.Quote(match.Value)} by {Explanation.Quote(expected.Value)}")
            : Mark.Of(false, $"regex: {Explanation.Quote(expected.Value)} is not in {Explanation.Quote(text)}");
    }

    /// <summary>A text as it is compared.</summary>
    internal static string Fold(string text, bool ignoreCase) => ignoreCase ? text.ToUpperInvariant() : text;
}
