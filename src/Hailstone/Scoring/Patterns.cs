using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Hailstone.Scoring;

/// <summary>Compiled patterns of linear time, kept for the next trial.</summary>
internal static class Patterns
{
    // A suite has few patterns, or one for each item; whoever has more pays for compiling again.
    private const int MostKept = 512;

    private static readonly ConcurrentDictionary<(string Pattern, bool IgnoreCase), Regex> Kept = new();

    /// <summary>The pattern, compiled.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Get(string pattern, bool ignoreCase)
    {
        if (Kept.TryGetValue((pattern, ignoreCase), out var kept))
            return kept;
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
            | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var made = new Regex(pattern.Normalize(NormalizationForm.FormC), options);
        if (Kept.Count >= MostKept)
            Kept.Clear();
        Kept[(pattern, ignoreCase)] = made;
        return made;
    }
}
