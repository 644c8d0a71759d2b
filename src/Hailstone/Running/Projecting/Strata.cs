using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What ended trials of one target used, all together and by the category of their items.</summary>
/// <param name="categories">How many categories there are.</param>
internal sealed class Strata(int categories)
{
    /// <summary>
    /// A category with so many answers speaks for itself. The others are taken together, and where they are fewer even
    /// so, all are.
    /// </summary>
    private const int EnoughOfACategory = 5;

    /// <summary>So much less than their share, and chance is not what keeps them away.</summary>
    private const double LeastOfExpected = 0.5;

    private readonly UsedTokens[] _byCategory = [.. Enumerable.Range(0, categories).Select(_ => new UsedTokens())];

    /// <summary>All of them.</summary>
    public UsedTokens All { get; } = new();

    /// <summary>A trial ended.</summary>
    public void Add(OpenTrial trial)
    {
        All.Add(trial);
        _byCategory[trial.Category].Add(trial);
    }

    /// <summary>Predicts a sum over others, each category by its own answers where there are enough.</summary>
    /// <param name="others">The others of each category.</param>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction Predict(IReadOnlyList<Others> others, Func<UsedTokens, PairedMoments> what, double slope)
    {
        var sum = default(Prediction);
        var (rare, ofRare) = (default(Others), default(PairedMoments));
        var all = default(Others);
        for (var category = 0; category < others.Count; category++)
        {
            var used = what(_byCategory[category]);
            all = all.Plus(others[category]);
            if (used.Count >= EnoughOfACategory)
                sum = sum.Plus(Of(used, others[category]));
            else
                (rare, ofRare) = (rare.Plus(others[category]), ofRare.Merge(used));
        }

        return rare.Trials == 0 ? sum
            : ofRare.Count >= EnoughOfACategory ? sum.Plus(Of(ofRare, rare))
            : Of(what(All), all);

        Prediction Of(PairedMoments used, Others part) => Prediction.OfSum(used, slope, part.Trials, part.Estimated);
    }

    /// <summary>
    /// Whether what is left of some categories has hardly been asked, because others go first: nothing is known of it.
    /// </summary>
    /// <param name="others">The others of each category.</param>
    public bool LeavesOut(IReadOnlyList<Others> others)
    {
        var rare = Enumerable.Range(0, others.Count)
            .Where(category => _byCategory[category].Count < EnoughOfACategory)
            .ToList();
        var expected = All.Count * rare.Sum(category => (double)others[category].Trials)
            / Math.Max(1, others.Sum(part => part.Trials));
        return expected >= EnoughOfACategory
            && rare.Sum(category => _byCategory[category].Count) < LeastOfExpected * expected;
    }

    /// <summary>
    /// The same of those categories alone that speak for themselves: what the others bring may be next to nothing.
    /// </summary>
    /// <param name="others">The others of each category.</param>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction PredictKnown(IReadOnlyList<Others> others, Func<UsedTokens, PairedMoments> what, double slope) =>
        others.Select((part, category) => (Part: part, Used: what(_byCategory[category])))
            .Where(of => of.Used.Count >= EnoughOfACategory)
            .Aggregate(default(Prediction), (sum, of) =>
                sum.Plus(Prediction.OfSum(of.Used, slope, of.Part.Trials, of.Part.Estimated)));
}

/// <summary>Trials that are to be predicted.</summary>
/// <param name="Trials">How many.</param>
/// <param name="Estimated">The input tokens that were estimated for them.</param>
internal readonly record struct Others(int Trials, double Estimated)
{
    /// <summary>All of both.</summary>
    public Others Plus(Others other) => new(Trials + other.Trials, Estimated + other.Estimated);

    /// <summary>With one more.</summary>
    public Others With(double estimated) => new(Trials + 1, Estimated + estimated);

    /// <summary>Without one of them.</summary>
    public Others Without(double estimated) => new(Trials - 1, Trials == 1 ? 0 : Estimated - estimated);
}
