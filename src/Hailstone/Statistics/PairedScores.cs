namespace Hailstone.Statistics;

/// <summary>What two that are compared made of one question.</summary>
/// <param name="A">The mean score of the one, 0 to 1.</param>
/// <param name="B">The mean score of the other, 0 to 1.</param>
/// <param name="Cluster">What the question shares with others, or null where questions stand alone.</param>
public readonly record struct PairedScores(double A, double B, string? Cluster);

/// <summary>The names of the tests of paired scores.</summary>
public static class PairedTest
{
    /// <summary>Right or wrong, questions that stand alone.</summary>
    public const string McNemar = "mcnemar-exact";

    /// <summary>Graded scores, questions that stand alone: Student's t of the differences.</summary>
    public const string Student = "paired-t";

    /// <summary>Questions in clusters: Student's t with the CR1 standard error of the differences.</summary>
    public const string Clustered = "clustered-t";

    /// <summary>Graded scores: the permutation test of signs, of whole clusters where there are any.</summary>
    public const string SignFlip = "sign-flip";

    /// <summary>Graded scores, questions that stand alone: by the ranks of the differences.</summary>
    public const string Wilcoxon = "wilcoxon";
}

/// <summary>By how much one is better than another on the same questions, and how well that is known.</summary>
/// <param name="Mean">The mean of A - B over the questions; null without one.</param>
/// <param name="Se">Its standard error; null where it cannot be known, or where no difference differs.</param>
/// <param name="Low">The interval's lower end, -1 to 1; null where there is none.</param>
/// <param name="High">The interval's upper end, -1 to 1; null where there is none.</param>
/// <param name="Test">Which test was made: a name of <see cref="PairedTest"/>; null where none can be.</param>
/// <param name="P">Its two-sided p, not adjusted; null where no test was made.</param>
/// <param name="SmallestDetectable">
/// The smallest difference that as many questions as spread as these show in four of five runs; null where
/// <paramref name="Se"/> is.
/// </param>
/// <param name="N">How many questions.</param>
public sealed record Difference(
    double? Mean, double? Se, double? Low, double? High, string? Test, double? P, double? SmallestDetectable, int N);
