using System.CommandLine.Parsing;
using Hailstone.Suites;

namespace Hailstone.Cli.Commands;

/// <summary>Durations as a person writes them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1h30m</c>, <c>250ms</c>.</summary>
internal static class Durations
{
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Of(text) is { } duration)
            return duration;
        result.AddError(Text.Of(CliMessages.BadDuration, text));
        return null;
    }

    public static TimeSpan? Of(string text) => DurationText.Read(text) is { Ticks: > 0 } duration ? duration : null;
}
