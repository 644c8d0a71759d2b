using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Suites.Parsing;

/// <summary>Numbers as people write them in expectations.</summary>
internal static partial class NumberText
{
    /// <summary>A number with or without thousands commas and spaces around it, or null.</summary>
    public static decimal? Parse(string text) =>
        Written().IsMatch(text)
        && decimal.TryParse(
            text.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    [GeneratedRegex(@"^\s*[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\s*$")]
    private static partial Regex Written();
}
