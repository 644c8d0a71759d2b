using System.Globalization;
using System.Text.RegularExpressions;

namespace Hailstone.Pacing;

/// <summary>Reads durations as providers write them: <c>6m0s</c>, <c>12ms</c>, <c>2 minutes</c>.</summary>
internal static partial class Durations
{
    /// <summary>No wait is longer: a month, the longest period that a provider counts by.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private static readonly Dictionary<char, double> SecondsByFirstLetter = new()
    {
        ['d'] = 86_400,
        ['h'] = 3_600,
        ['s'] = 1,
        ['u'] = 1e-6,
        ['µ'] = 1e-6,
        ['μ'] = 1e-6,
        ['n'] = 1e-9,
    };

    /// <summary>Reads a duration that is the whole text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The duration, at most <see cref="Longest"/>; null where the text is none.</returns>
    public static TimeSpan? Read(string text)
    {
        var seconds = 0.0;
        var end = 0;
        for (var part = Part().Match(text); part.Success; part = Part().Match(text, end))
        {
            var number = double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            seconds += number * Seconds(part.Groups[2].Value);
            end = part.Index + part.Length;
        }
        return end > 0 && end == text.Length ? FromSeconds(seconds) : null;
    }

    /// <summary>Reads a bare number, fractions too.</summary>
    /// <param name="text">The number.</param>
    /// <param name="unit">How long one is.</param>
    /// <returns>
    /// The duration, 0 where the number is negative, at most <see cref="Longest"/>; null where it is no number.
    /// </returns>
    public static TimeSpan? ReadNumber(string? text, TimeSpan unit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? FromSeconds(number * unit.TotalSeconds)
            : null;

    /// <summary>The duration within 0 and <see cref="Longest"/>.</summary>
    /// <param name="duration">Any duration.</param>
    public static TimeSpan Bounded(TimeSpan duration) =>
        duration < TimeSpan.Zero ? TimeSpan.Zero : duration > Longest ? Longest : duration;

    private static TimeSpan FromSeconds(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(Math.Clamp(seconds, 0, Longest.TotalSeconds) * TimeSpan.TicksPerSecond));

    private static double Seconds(string unit) => unit[0] switch
    {
        'm' when unit is "ms" || unit.StartsWith("mil", StringComparison.Ordinal) => 1e-3,
        'm' => 60,
        var letter => SecondsByFirstLetter[letter],
    };

    [GeneratedRegex(
        @"\G\s*(\d{1,15}(?:\.\d{1,15})?)\s*"
        + "(milliseconds?|ms|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|us|µs|μs|ns)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
