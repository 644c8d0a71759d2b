namespace Hailstone.Statistics;

/// <summary>One trial's score, with the question that it answers.</summary>
/// <param name="Score">The score, 0 to 1.</param>
/// <param name="Question">The question's id; several scores of one question are repeats of it.</param>
/// <param name="Cluster">What the question shares with others, or null where questions stand alone.</param>
public sealed record Observation(double Score, string Question, string? Cluster);

/// <summary>A mean score and how well it is known: an estimate for questions like these.</summary>
/// <param name="Mean">The mean of the questions' means; null without an observation.</param>
/// <param name="Se">
/// Its standard error; null where it cannot be known: under two questions or clusters, or where no score differs.
/// </param>
/// <param name="Low">The interval's lower end; null where the method gives none.</param>
/// <param name="High">The interval's upper end; null where the method gives none.</param>
/// <param name="Method">How the interval was made: a name of <see cref="EstimateMethod"/>.</param>
/// <param name="N">How many questions (not answers).</param>
public sealed record Estimate(double? Mean, double? Se, double? Low, double? High, string Method, int N);

/// <summary>The names of the methods that make intervals.</summary>
public static class EstimateMethod
{
    /// <summary>Nothing was seen: from 0 to 1.</summary>
    public const string None = "none";

    /// <summary>Every question is right or wrong: Wilson's interval over the questions.</summary>
    public const string Wilson = "wilson";

    /// <summary>Right and wrong answers to repeated questions: Wilson's interval at the effective n.</summary>
    public const string RepeatedWilson = "repeated_wilson";

    /// <summary>Graded scores: Student's t over the questions' means, cut to 0 to 1.</summary>
    public const string Student = "t";

    /// <summary>Graded scores in clusters: Student's t with the CR1 standard error, cut to 0 to 1.</summary>
    public const string Clustered = "clustered";

    /// <summary>Right and wrong answers in clusters: Wilson's interval at the effective n.</summary>
    public const string ClusteredWilson = "clustered_wilson";

    /// <summary>One graded question, or one cluster: no interval can be had.</summary>
    public const string TooFew = "too_few";

    /// <summary>Graded scores that are all the same: that is no certainty, and no interval can be had.</summary>
    public const string NoVariation = "no_variation";
}
