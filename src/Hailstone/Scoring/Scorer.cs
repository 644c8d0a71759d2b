using Hailstone.Providers;
using Hailstone.Suites;

namespace Hailstone.Scoring;

/// <summary>Scores answers.</summary>
public static class Scorer
{
    /// <summary>Turns an answer into an outcome and, where it can be scored, a score.</summary>
    /// <param name="scorers">The suite's scorers.</param>
    /// <param name="item">The item that was asked.</param>
    /// <param name="response">The answer.</param>
    public static Scored Score(IReadOnlyList<ScorerSpec> scorers, Item item, Response response) =>
        throw new NotSupportedException($"{scorers}{item}{response}");
}
