namespace Hailstone.Statistics;

/// <summary>Observations, gathered by question and cluster, in an order of their own.</summary>
internal sealed class Sample
{
    private Sample(IReadOnlyList<IReadOnlyList<double>> clusters, int answers, bool onlyRightOrWrong)
    {
        Clusters = clusters;
        Answers = answers;
        OnlyRightOrWrong = onlyRightOrWrong;
        var means = clusters.SelectMany(cluster => cluster).Order().ToList();
        Questions = means.Count;
        Mean = Math.Clamp(ExactOrder.Sum(means) / means.Count, 0, 1);
        Moments = Moments.Of(means);
        Varies = means[0] < means[^1];
        OnlyWholeQuestions = means.TrueForAll(mean => mean is 0 or 1);
    }

    /// <summary>The questions' means by cluster; a question that stands alone is a cluster of one.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Clusters { get; }

    /// <summary>How many answers, repeats counted.</summary>
    public int Answers { get; }

    /// <summary>How many questions.</summary>
    public int Questions { get; }

    /// <summary>The mean of the questions' means.</summary>
    public double Mean { get; }

    /// <summary>The questions' means.</summary>
    public Moments Moments { get; }

    /// <summary>Whether any two questions differ.</summary>
    public bool Varies { get; }

    /// <summary>Whether every answer is right or wrong.</summary>
    public bool OnlyRightOrWrong { get; }

    /// <summary>Whether every question is always right or always wrong.</summary>
    public bool OnlyWholeQuestions { get; }

    /// <summary>Gathers observations; at least one.</summary>
    public static Sample Of(IReadOnlyList<Observation> observations)
    {
        if (observations.Any(one => one.Score is not (>= 0 and <= 1)))
            throw new ArgumentException("A score lies outside 0 to 1.", nameof(observations));
        if (observations.Select(one => one.Cluster is null).Distinct().Count() > 1)
            throw new ArgumentException("Some questions have a cluster and some have none.", nameof(observations));
        var questions = observations.GroupBy(one => one.Question, StringComparer.Ordinal).ToList();
        if (questions.Exists(question => question.DistinctBy(one => one.Cluster).Count() > 1))
            throw new ArgumentException("A question stands in two clusters.", nameof(observations));
        var clusters = questions
            .GroupBy(question => question.First().Cluster is string cluster ? "c" + cluster : "q" + question.Key,
                StringComparer.Ordinal)
            .Select(cluster => cluster.Select(Mean).ToList())
            .ToList();
        return new Sample(clusters, observations.Count, observations.All(one => one.Score is 0 or 1));

        static double Mean(IEnumerable<Observation> question) =>
            ExactOrder.Sum(question.Select(one => one.Score)) / question.Count();
    }
}
