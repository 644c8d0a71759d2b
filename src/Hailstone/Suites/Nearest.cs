namespace Hailstone.Suites;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>Longer words are not compared: nobody mistypes them as a whole.</summary>
    private const int Longest = 100;

    /// <summary>The most words that are compared.</summary>
    private const int Most = 10_000;

    /// <summary>The known word with the fewest edits, or null where none is near.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length > Longest)
            return null;

        var best = known.Take(Most)
            .Where(other => other.Length <= Longest)
            .Select(other => (Word: other, Edits: Distance(word, other)))
            .OrderBy(other => other.Edits)
            .FirstOrDefault();

        return best.Word is not null && best.Edits <= Math.Max(2, word.Length / 3) && best.Edits < word.Length
            ? best.Word
            : null;
    }

    /// <summary>How many edits make one word the other, upper and lower case alike.</summary>
    public static int Distance(string one, string other) => Edits(Fold(one), Fold(other));

    private static string Fold(string word) => word.ToUpperInvariant().Replace('-', '_');

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours: the optimal string alignment distance
    /// (Damerau 1964, Levenshtein 1966).
    /// </summary>
    private static int Edits(string one, string other)
    {
        var before = new int[other.Length + 1];
        var last = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[other.Length];
    }
}
