using System.Globalization;

namespace Hailstone.Simulator.Quotas;

/// <summary>Durations as Go's <c>time.Duration.String</c> writes them, which rate-limit headers use.</summary>
internal static class GoDuration
{
    /// <summary>In whole milliseconds, rounded up: <c>12ms</c>, <c>8.64s</c>, <c>6m0s</c>, <c>1h0m0s</c>.</summary>
    public static string Format(TimeSpan duration) =>
        Exact(TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds)));

    /// <summary>To a ten-millionth of a second: <c>789.6ms</c>, <c>23.5125s</c>.</summary>
    public static string Exact(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.FromSeconds(1))
            return Number(duration.Ticks, TimeSpan.TicksPerMillisecond) + "ms";
        var text = Number(duration.Ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond) + "s";
        if (duration >= TimeSpan.FromMinutes(1))
            text = string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{text}");
        var hours = duration.Ticks / TimeSpan.TicksPerHour;
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{text}") : text;
    }

    private static string Number(long ticks, long unit) =>
        ((decimal)ticks / unit).ToString("0.#######", CultureInfo.InvariantCulture);
}
