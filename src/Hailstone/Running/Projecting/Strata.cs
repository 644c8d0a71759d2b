using Hailstone.Statistics;

namespace Hailstone.Running.Projecting;

/// <summary>What ended trials of one target used, all together and by the category of their items.</summary>
/// <param name="categories">How many categories there are.</param>
internal sealed class Strata(int categories)
{
    /// <summary>A category with so many answers speaks for itself; the others are taken together.</summary>
    private const int EnoughOfACategory = 5;

    private readonly UsedTokens[] _byCategory = [.. Enumerable.Range(0, categories).Select(_ => new UsedTokens())];

    /// <summary>All of them.</summary>
    public UsedTokens All { get; } = new();

    /// <summary>A trial ended.</summary>
    public void Add(OpenTrial trial)
    {
        All.Add(trial);
        _byCategory[trial.Category].Add(trial);
    }

    /// <summary>Predicts a sum over what is ahead, each category by its own answers where they are enough.</summary>
    /// <param name="ahead">What is ahead of each category.</param>
    /// <param name="what">What is summed.</param>
    /// <param name="slope">How much of it each estimated input token brings.</param>
    public Prediction Predict(IReadOnlyList<Ahead> ahead, Func<UsedTokens, PairedMoments> what, double slope)
    {
        var sum = default(Prediction);
        var rest = default(Ahead);
        for (var category = 0; category < ahead.Count; category++)
        {
            if (_byCategory[category].Count >= EnoughOfACategory)
                sum = sum.Plus(Of(_byCategory[category], ahead[category]));
            else
                rest = rest.Plus(ahead[category]);
        }

        return rest.Trials == 0 ? sum : sum.Plus(Of(All, rest));

        Prediction Of(UsedTokens used, Ahead part) => Prediction.OfSum(what(used), slope, part.Trials, part.Estimated);
    }
}

/// <summary>Trials that have not ended.</summary>
/// <param name="Trials">How many.</param>
/// <param name="Estimated">The input tokens that were estimated for them.</param>
internal readonly record struct Ahead(int Trials, double Estimated)
{
    /// <summary>With others.</summary>
    public Ahead Plus(Ahead other) => new(Trials + other.Trials, Estimated + other.Estimated);

    /// <summary>Without one that has ended.</summary>
    public Ahead Without(double estimated) => new(Trials - 1, Trials == 1 ? 0 : Estimated - estimated);
}
