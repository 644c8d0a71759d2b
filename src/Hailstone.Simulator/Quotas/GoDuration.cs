using System.Globalization;

namespace Hailstone.Simulator.Quotas;

/// <summary>Durations as Go's <c>time.Duration.String</c> writes them, which rate-limit headers use.</summary>
internal static class GoDuration
{
    /// <summary>In whole milliseconds, rounded up: <c>12ms</c>, <c>8.64s</c>, <c>6m0s</c>, <c>1h0m0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var total = (long)Math.Ceiling(duration.TotalMilliseconds);
        if (total <= 0)
            return "0s";
        if (total < 1000)
            return string.Create(CultureInfo.InvariantCulture, $"{total}ms");
        var hours = total / 3_600_000;
        var minutes = total / 60_000 % 60;
        var seconds = total % 60_000 / 1000m;
        var text = seconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";
        if (total >= 60_000)
            text = string.Create(CultureInfo.InvariantCulture, $"{minutes}m{text}");
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{text}") : text;
    }
}
