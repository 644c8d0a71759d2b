using System.Globalization;

namespace Hailstone.Benchmarks.Quota;

/// <summary>Durations as Go prints them, which is how the headers and refusals have them: 12ms, 8.64s, 6m0s.</summary>
internal static class GoDuration
{
    /// <summary>A duration, rounded up to whole milliseconds: who waits for it must not come too early.</summary>
    public static string Of(TimeSpan duration)
    {
        var whole = (duration.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        if (whole is > 0 and < 1000)
            return string.Create(CultureInfo.InvariantCulture, $"{whole}ms");
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{whole % 60_000 / 1000m:0.###}s");
        var (hours, minutes) = (whole / 3_600_000, whole / 60_000 % 60);
        return (hours, minutes) switch
        {
            (0, 0) => seconds,
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{seconds}"),
        };
    }
}
