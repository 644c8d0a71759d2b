using Hailstone.Suites;

namespace Hailstone.Catalogue;

/// <summary>The ids that somebody may have meant.</summary>
internal static class NearestIds
{
    /// <summary>More than this helps nobody.</summary>
    private const int Most = 5;

    /// <summary>No id is near half as long, and the work grows with the length.</summary>
    private const int LongestName = 80;

    /// <summary>
    /// The nearest ids and aliases, the nearest first, at one distance those that still answer first.
    /// </summary>
    /// <param name="name">What was written.</param>
    /// <param name="models">The models.</param>
    public static IReadOnlyList<string> To(string name, IReadOnlyList<ModelFact> models)
    {
        if (name.Length is 0 or > LongestName)
            return [];
        var written = name.ToUpperInvariant();
        // A third of the name may be wrong, or two letters of a short one, but never all of it.
        var furthest = Math.Min(name.Length - 1, Math.Max(2, name.Length / 3));
        return
        [
            .. models.SelectMany(model => model.Aliases.Prepend(model.Id).Select(id => (Id: id, model.Lifecycle)))
                .Select(entry => (entry.Id, entry.Lifecycle, Distance: Distance(written, entry.Id.ToUpperInvariant())))
                .Where(entry => entry.Distance <= furthest)
                .OrderBy(entry => entry.Distance)
                .ThenBy(entry => entry.Lifecycle == Lifecycle.Retired)
                .Select(entry => entry.Id)
                .Take(Most),
        ];
    }

    /// <summary>A family's name or an id with something behind it is as near as can be.</summary>
    private static int Distance(string written, string id) => IsHeadOf(written, id) || IsHeadOf(id, written)
        ? 0
        : Nearest.Distance(written, id);

    private static bool IsHeadOf(string head, string whole) =>
        whole.Length > head.Length
        && whole.StartsWith(head, StringComparison.Ordinal)
        && whole[head.Length] is '-' or '.';
}
