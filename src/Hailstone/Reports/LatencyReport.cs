using Hailstone.Statistics;

namespace Hailstone.Reports;

/// <summary>How long a target's calls took.</summary>
/// <param name="FirstToken">Request sent to first content, of each trial's last answered streamed attempt.</param>
/// <param name="Whole">Request sent to the exchange's end, of each trial's last answered attempt.</param>
/// <param name="Wait">How long each attempt had been ready before it was sent.</param>
public sealed record LatencyReport(Quantiles FirstToken, Quantiles Whole, Quantiles Wait);

/// <summary>Percentiles by nearest rank, in milliseconds; null where there are too few values to tell.</summary>
/// <param name="P50">The median; needs one value.</param>
/// <param name="P95">95 of 100 are no longer; needs 59 values.</param>
/// <param name="P99">99 of 100 are no longer; needs 299 values.</param>
/// <param name="Longest">The longest; null where there is none.</param>
/// <param name="N">How many values there are.</param>
public sealed record Quantiles(double? P50, double? P95, double? P99, double? Longest, int N)
{
    internal static Quantiles Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Where(double.IsFinite).Order()];
        return new Quantiles(
            Percentiles.Shown(sorted, 0.5),
            Percentiles.Shown(sorted, 0.95),
            Percentiles.Shown(sorted, 0.99),
            sorted.Length == 0 ? null : sorted[^1],
            sorted.Length);
    }
}
