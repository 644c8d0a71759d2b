using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>Scores answers.</summary>
/// <remarks>
/// How an answer ended comes first: one that was refused, filtered or cut is never read. Then every scorer reads it,
/// and their weights add up to what 100 % is. If one scorer does not find what it needs (no number, no JSON object),
/// the trial is unparseable, whatever the others found: a failure to read is no wrong answer. A field that is absent
/// from valid JSON is a wrong answer.
/// </remarks>
public static class Scorer
{
    /// <summary>The version of all scorers together: it grows with each change that can change a score.</summary>
    public const int Version = 1;

    /// <summary>Turns an answer into an outcome and, where it can be scored, a score.</summary>
    /// <param name="scorers">The suite's scorers, at least one.</param>
    /// <param name="item">The item that was asked, with one expectation for each scorer.</param>
    /// <param name="response">The answer.</param>
    /// <exception cref="ArgumentException">
    /// There is no scorer, or an expectation does not belong to its scorer: the suite was not resolved.
    /// </exception>
    public static Scored Score(IReadOnlyList<ScorerSpec> scorers, Item item, Response response)
    {
        if (scorers.Count == 0)
            throw new ArgumentException("There is no scorer.", nameof(scorers));
        if (scorers.Count != item.Expectations.Count)
            throw new ArgumentException("There is not one expectation for each scorer.", nameof(item));
        return Unread(response) ?? Read(scorers, item.Expectations, new Answer(response.Text));
    }

    private static Scored? Unread(Response response)
    {
        var raw = response.StopRaw is null ? "" : $" ({Explanation.Quote(response.StopRaw)})";
        var refusal = string.IsNullOrWhiteSpace(response.Refusal) ? "" : $": {Explanation.Quote(response.Refusal)}";
        return response.Stop switch
        {
            StopReason.Refusal => Without(Outcome.Refused, $"refused{raw}{refusal}"),
            _ when refusal.Length > 0 => Without(Outcome.Refused, $"refused{refusal}"),
            StopReason.ContentFilter => Without(Outcome.Filtered, $"a filter ended the answer{raw}"),
            StopReason.MaxTokens => Without(Outcome.Truncated, $"cut at the output cap{raw}{Length(response)}"),
            StopReason.ContextLimit => Without(Outcome.Truncated, $"cut at the context's end{raw}{Length(response)}"),
            StopReason.Cancelled or StopReason.Error or StopReason.Paused =>
                Without(Outcome.Failed, $"the provider did not finish the answer{raw}"),
            _ when AnswerText.Plain(response.Text).Length == 0 => Without(Outcome.Unparseable, $"empty answer{raw}"),
            _ => null,
        };
    }

    private static string Length(Response response) =>
        response.Text.Length == 0 ? ", before the first character" : $", after {response.Text.Length} characters";

    private static Scored Read(
        IReadOnlyList<ScorerSpec> scorers, IReadOnlyList<Expectation> expectations, Answer answer)
    {
        var marks = scorers.Zip(expectations, (spec, expected) => One(spec, expected, answer)).ToList();
        var lost = marks.Where(mark => mark.Part is null).ToList();
        if (lost.Count > 0)
            return Without(Outcome.Unparseable, Join(lost));
        var reached = scorers.Zip(marks, (spec, mark) => spec.Weight * mark.Part!.Value).Sum();
        var score = (double)reached / (double)scorers.Sum(spec => spec.Weight);
        return new Scored(Outcome.Scored, score, Explanation.Line(Join(marks)));
    }

    private static Mark One(ScorerSpec spec, Expectation expected, Answer answer) => (spec, expected) switch
    {
        (ScorerSpec.Exact exact, Expectation.Texts texts) => TextScoring.Exact(exact, texts, answer),
        (ScorerSpec.Contains contains, Expectation.Texts texts) => TextScoring.Contains(contains, texts, answer),
        (ScorerSpec.Regex regex, Expectation.Pattern pattern) => TextScoring.Regex(regex, pattern, answer),
        (ScorerSpec.Number number, Expectation.Equal or Expectation.Range) =>
            NumberScoring.Score(number, expected, answer),
        (ScorerSpec.Rubric rubric, Expectation.Parts parts) => RubricScoring.Score(rubric, parts, answer),
        (ScorerSpec.JsonFields fields, _) => FieldScoring.Score(fields, answer),
        _ => throw new ArgumentException($"{spec.Type} does not go with {expected.GetType().Name}."),
    };

    private static string Join(IEnumerable<Mark> marks) => string.Join("; ", marks.Select(mark => mark.Explain));

    private static Scored Without(Outcome outcome, string explain) => new(outcome, null, Explanation.Line(explain));
}
