using System.Globalization;

namespace Hailstone.Simulator.Dialects;

/// <summary>Waits as headers tell them.</summary>
internal static class WaitTime
{
    /// <summary>Whole seconds, rounded up, 1 at least.</summary>
    public static string Seconds(TimeSpan wait) =>
        Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
