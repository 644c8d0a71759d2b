namespace Hailstone.Reports;

/// <summary>What a target did in a category.</summary>
internal sealed record CategoryShare(string Target, CategoryReport Category);

/// <summary>How the targets stand in a category.</summary>
/// <param name="Category">The category; null for items that have none.</param>
/// <param name="Standings">The targets by rank.</param>
/// <param name="Best">The first; of equals the one that costs least a trial. Null where none has a score.</param>
/// <param name="Cheapest">The one that costs least a trial; null where no cost is known.</param>
internal sealed record CategoryStanding(
    string? Category, IReadOnlyList<Standing<CategoryShare>> Standings, CategoryShare? Best, CategoryShare? Cheapest)
{
    /// <summary>The categories in the order of the items; none where no item has one.</summary>
    public static IReadOnlyList<CategoryStanding> Of(Report report) =>
    [
        .. report.Targets
            .SelectMany(target => target.Categories.Select(category => new CategoryShare(target.Target, category)))
            .GroupBy(share => share.Category.Category)
            .Select(shares => Of(shares.Key, [.. shares])),
    ];

    /// <summary>Targets other than <see cref="Best"/> that tie with it or cannot be told from it, by rank.</summary>
    public IEnumerable<string> AsGood => Reports.Standings.Leaders(Standings)
        .Where(share => share != Best).Select(share => share.Target);

    private static CategoryStanding Of(string? category, IReadOnlyList<CategoryShare> shares)
    {
        var standings = Reports.Standings.Of(shares, share => share.Category.Completed);
        return new CategoryStanding(
            category,
            standings,
            standings.Where(standing => standing.Rank == 1).Select(standing => standing.Who)
                .MinBy(share => share.Category.CostPerTrialUsd ?? decimal.MaxValue),
            shares.Where(share => share.Category.CostPerTrialUsd is not null)
                .MinBy(share => share.Category.CostPerTrialUsd));
    }
}
