using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Cli.Commands;

/// <summary>Durations as a person writes them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1h30m</c>, <c>250ms</c>.</summary>
internal static partial class Durations
{
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Of(text) is { } duration)
            return duration;
        result.AddError(Text.Of(CliMessages.BadDuration, text));
        return null;
    }

    public static TimeSpan? Of(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        var total = TimeSpan.FromHours(Part(match, "h")) + TimeSpan.FromMinutes(Part(match, "m"))
            + TimeSpan.FromSeconds(Part(match, "s")) + TimeSpan.FromMilliseconds(Part(match, "ms"));
        return total > TimeSpan.Zero ? total : null;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?:(?<h>\d{1,4})h)?(?:(?<m>\d{1,5})m(?!s))?(?:(?<s>\d{1,7}(?:\.\d{1,3})?)s)?(?:(?<ms>\d{1,7})ms)?$")]
    private static partial Regex Pattern();
}
