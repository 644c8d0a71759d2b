using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Suites;

/// <summary>Durations as a person writes them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1h30m</c>, <c>250ms</c>.</summary>
public static partial class DurationText
{
    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The duration, which may be zero; null where the text is none.</returns>
    public static TimeSpan? Read(string text)
    {
        var match = Pattern().Match(text);
        return match.Success && text.Length > 0
            ? TimeSpan.FromHours(Part(match, "h")) + TimeSpan.FromMinutes(Part(match, "m"))
                + TimeSpan.FromSeconds(Part(match, "s")) + TimeSpan.FromMilliseconds(Part(match, "ms"))
            : null;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,5})m(?!s))?(?:(?<s>[0-9]{1,7}(?:\.[0-9]{1,3})?)s)?"
        + @"(?:(?<ms>[0-9]{1,7})ms)?\z")]
    private static partial Regex Pattern();
}
