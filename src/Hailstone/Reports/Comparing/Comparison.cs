using Hailstone.Statistics;

namespace Hailstone.Reports.Comparing;

/// <summary>Targets compared on the same questions.</summary>
public sealed record Comparison
{
    /// <summary>The run, or both: A is of the first, B of the second.</summary>
    public required IReadOnlyList<Report> Runs { get; init; }

    /// <summary>How many questions all could have answered.</summary>
    public required int Items { get; init; }

    /// <summary>Questions of one of two runs that the other has not, or asks otherwise.</summary>
    public int ItemsLeftOut { get; init; }

    /// <summary>Targets that one of two runs alone has.</summary>
    public IReadOnlyList<string> TargetsLeftOut { get; init; } = [];

    /// <summary>Whether two runs were scored by different scorers, or against other expectations.</summary>
    public bool IsScoredOtherwise { get; init; }

    /// <summary>The pairs, in the order of the suite.</summary>
    public required IReadOnlyList<ComparedPair> Pairs { get; init; }

    /// <summary>How many tests were made, by which each p is adjusted.</summary>
    public int TestsMade => Pairs.Count(pair => pair.Difference.P is not null);
}

/// <summary>One target against another, or against itself in another run.</summary>
public sealed record ComparedPair
{
    /// <summary>The one.</summary>
    public required string A { get; init; }

    /// <summary>The other.</summary>
    public required string B { get; init; }

    /// <summary>
    /// A - B over the questions that both have ended themselves. A refused, filtered, truncated, too long or
    /// unparseable answer is worth 0; repeats of a question are averaged first.
    /// </summary>
    public required Difference Difference { get; init; }

    /// <summary>Questions of which every trial of A failed, was not judged or not run.</summary>
    public required int MissingA { get; init; }

    /// <summary>The same of B.</summary>
    public required int MissingB { get; init; }

    /// <summary>The p of the test, adjusted by Holm for all tests made; null where none was.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>
    /// The difference over all questions if every missing trial had gone against A, and if all had gone for it; null
    /// without a question.
    /// </summary>
    public Interval? Bounds { get; init; }

    /// <summary>Whether the two differ: the adjusted p lies under 0.05.</summary>
    public bool Differs => PAdjusted < 0.05;
}
