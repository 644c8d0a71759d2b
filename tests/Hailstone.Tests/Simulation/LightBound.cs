namespace Hailstone.Tests.Simulation;

/// <summary>The least time that answers of known lengths could have taken under a quota.</summary>
internal static class LightBound
{
    /// <summary>
    /// The last admitted of those that take a time or longer cannot begin before the bucket has given so many, and then
    /// takes that time (Jackson's rule).
    /// </summary>
    public static double Seconds(LightWeather weather, IReadOnlyList<double> latencies)
    {
        var least = 0.0;
        var longestFirst = latencies.OrderDescending().ToList();
        for (var count = 1; count <= longestFirst.Count; count++)
        {
            var requests = (count - weather.Burst) / weather.RatePerSecond;
            var tokens = weather.TokensPerMinute > 0
                ? (count * weather.TokensEach - weather.TokensPerMinute) / (weather.TokensPerMinute / 60)
                : 0;
            least = Math.Max(least, Math.Max(0, Math.Max(requests, tokens)) + longestFirst[count - 1]);
        }

        return least;
    }
}
