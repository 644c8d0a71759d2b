namespace Hailstone.Statistics;

/// <summary>Estimates the mean of scores.</summary>
/// <remarks>
/// Questions, not answers, are what is counted: repeats of a question are averaged first (Miller, "Adding Error Bars to
/// Evals", arXiv 2411.00640). Right and wrong get Wilson's interval, since the usual one misleads under a few hundred
/// questions (Bowyer, Aitchison and Ivanova, arXiv 2503.01747). Where questions are clustered or repeated, Wilson's
/// interval is taken at the effective n, p(1-p) over the squared standard error, with Student's t in place of z for the
/// standard error being itself estimated (Korn and Graubard, Survey Methodology 24, 1998). Intervals by t are cut to 0
/// to 1, where a mean of scores must lie: what is cut off cannot be the truth, so the coverage stays.
/// </remarks>
public static class Estimates
{
    /// <summary>The mean score, its standard error and interval, by the method that fits the scores.</summary>
    /// <param name="observations">The scored trials; their order changes no bit of the result.</param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    /// <exception cref="ArgumentException">
    /// A score lies outside 0 to 1, a question stands in two clusters, or some have a cluster and some have none.
    /// </exception>
    public static Estimate OfScores(IReadOnlyList<Observation> observations, double alpha = 0.05)
    {
        Alpha.Checked(alpha);
        if (observations.Count == 0)
            return new Estimate(null, null, 0, 1, EstimateMethod.None, 0);
        var sample = Sample.Of(observations);
        return sample.Clusters.Count == sample.Questions ? Apart(sample, alpha) : Clustered(sample, alpha);
    }

    private static Estimate Apart(Sample sample, double alpha)
    {
        var moments = sample.Moments;
        var se = sample.Varies ? moments.StandardError : null;
        if (sample.OnlyWholeQuestions)
            return Shaped(sample, se, Binomial.Wilson(Whole(sample), sample.Questions, alpha), EstimateMethod.Wilson);
        if (moments.StandardError is null)
            return Shaped(sample, null, null, EstimateMethod.TooFew);
        if (sample.OnlyRightOrWrong)
            return Effective(sample, moments.StandardError.Value, EstimateMethod.RepeatedWilson, alpha);
        return se is null
            ? Shaped(sample, null, null, EstimateMethod.NoVariation)
            : Student(sample, se.Value, EstimateMethod.Student, alpha);
    }

    private static Estimate Clustered(Sample sample, double alpha)
    {
        if (ClusteredError.Cr1(sample.Clusters) is not double error)
            return Shaped(sample, null, null, EstimateMethod.TooFew);
        if (sample.OnlyRightOrWrong)
            return Effective(sample, error, EstimateMethod.ClusteredWilson, alpha);
        return sample.Varies
            ? Student(sample, error, EstimateMethod.Clustered, alpha)
            : Shaped(sample, null, null, EstimateMethod.NoVariation);
    }

    private static Estimate Student(Sample sample, double se, string method, double alpha) =>
        Shaped(sample, se, Interval.Student(sample.Mean, se, sample.Clusters.Count - 1, alpha).WithinUnit(), method);

    // No more than the answers that there are, however small the error happens to be; and where all answers are the
    // same, no more than the clusters, since nothing then tells how alike the answers of a cluster are.
    private static Estimate Effective(Sample sample, double error, string method, double alpha)
    {
        var mean = sample.Mean;
        var units = sample.Clusters.Count;
        var n = mean is > 0 and < 1
            ? Math.Min(mean * (1 - mean) / (error * error), sample.Answers)
            : units;
        var t = Quantile.Student(1 - alpha / 2, units - 1);
        return Shaped(sample, error > 0 ? error : null, Binomial.Score(mean, t * t / n), method);
    }

    private static Estimate Shaped(Sample sample, double? se, Interval? interval, string method) =>
        new(sample.Mean, se, interval?.Low, interval?.High, method, sample.Questions);

    private static double Whole(Sample sample) => Math.Round(sample.Mean * sample.Questions);
}
