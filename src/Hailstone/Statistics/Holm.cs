namespace Hailstone.Statistics;

/// <summary>What tests are worth when many are made.</summary>
public static class Holm
{
    /// <summary>
    /// Holm's adjustment (1979): of all tests of nothing, the chance that any of these falls below a level is at most
    /// that level.
    /// </summary>
    /// <param name="ps">The p of each test; null where none was made, which does not count.</param>
    /// <returns>The adjusted p of each, 0 to 1; null stays null.</returns>
    public static IReadOnlyList<double?> Adjusted(IReadOnlyList<double?> ps)
    {
        var made = Enumerable.Range(0, ps.Count).Where(test => ps[test] is not null).OrderBy(test => ps[test]).ToList();
        var adjusted = new double?[ps.Count];
        var least = 0.0;
        for (var place = 0; place < made.Count; place++)
        {
            least = Math.Max(least, Math.Min(1, (made.Count - place) * ps[made[place]]!.Value));
            adjusted[made[place]] = least;
        }

        return adjusted;
    }
}
