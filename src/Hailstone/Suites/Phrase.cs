using System.Globalization;
using System.Text;

namespace Hailstone.Suites;

/// <summary>Puts what a person wrote into a sentence for people, so that it can do no harm there.</summary>
internal static class Phrase
{
    /// <summary>The most characters that a sentence repeats of a text.</summary>
    private const int Longest = 300;

    public static string Of(string format, params object[] values)
    {
        var inert = values.Select(value => value is string text ? Inert(text) : value).ToArray();
        return string.Format(CultureInfo.InvariantCulture, format, inert);
    }

    /// <summary>The mend for a word that is not known: the nearest one, and all.</summary>
    public static string Known(string word, IReadOnlyCollection<string> known) => Nearest.To(word, known) is { } near
        ? Of(SuiteMessages.WrongWordNear, near, List(known))
        : Of(SuiteMessages.WrongWordMend, List(known));

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    /// <summary>One short line without characters that steer a terminal or turn the reading direction.</summary>
    private static string Inert(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length >= Longest)
                return kept.Append('…').ToString();

            kept.Append(IsSafe(rune) ? rune.ToString() : " ");
        }

        return kept.ToString();
    }

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
}
