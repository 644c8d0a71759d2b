namespace Hailstone.Simulator.Answers;

/// <summary>What a person may have meant to write.</summary>
internal static class NearestName
{
    private const int LongestCompared = 100;

    /// <summary>The known name that is the fewest letters away, or null where none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Select(name => (name, distance: Distance(written, name)))
        .Where(pair => pair.distance <= Math.Max(2, pair.name.Length / 3))
        .OrderBy(pair => pair.distance)
        .ThenBy(pair => pair.name, StringComparer.Ordinal)
        .Select(pair => pair.name)
        .FirstOrDefault();

    // Levenshtein, 1965, a row at a time.
    private static int Distance(string one, string other)
    {
        if (one.Length > LongestCompared || other.Length > LongestCompared)
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < other.Length; j++)
            {
                var change = diagonal + (one[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(change, Math.Min(row[j], row[j + 1]) + 1);
            }
        }
        return row[^1];
    }
}
