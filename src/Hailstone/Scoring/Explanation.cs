using System.Globalization;
using System.Text;

namespace Hailstone.Scoring;

/// <summary>
/// Texts of models in one short line of evidence: nothing in it moves a cursor or turns the reading around.
/// </summary>
internal static class Explanation
{
    /// <summary>The most characters of an explanation.</summary>
    public const int MostCharacters = 400;

    private const int MostQuoted = 40;

    /// <summary>A line of at most 400 characters.</summary>
    public static string Line(string text) => Cut(text, MostCharacters);

    /// <summary>A text in quotes, cut at 40 characters.</summary>
    public static string Quote(string text) => $"\"{Cut(text, MostQuoted)}\"";

    /// <summary>Texts in quotes: one, or the first with how many there are.</summary>
    public static string QuoteAny(IReadOnlyList<string> texts) =>
        texts.Count == 1 ? Quote(texts[0]) : $"any of {texts.Count} texts, {Quote(texts[0])} first";

    /// <summary>A number as JSON would write it.</summary>
    public static string Of(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text, int most)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var inert = Inert(rune);
            if (line.Length + inert.Utf16SequenceLength > most)
            {
                // One character makes room for the ellipsis: two of them where the last is a pair.
                line.Length -= char.IsLowSurrogate(line[^1]) ? 2 : 1;
                return line.Append('…').ToString();
            }

            line.Append(inert);
        }

        return line.ToString();
    }

    private static Rune Inert(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when Rune.IsWhiteSpace(rune) => new Rune(' '),
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => Rune.ReplacementChar,
        _ => rune,
    };
}
