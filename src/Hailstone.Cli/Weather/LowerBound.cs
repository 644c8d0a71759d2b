namespace Hailstone.Cli.Weather;

/// <summary>The least time in which a number of answers can be had, by what the provider really is.</summary>
/// <remarks>
/// The last question to be let in, of those whose answers take at least so long, is not let in before the quota has
/// held as many; the largest of these instants plus that length, over all lengths, binds (docs/pacing.md). It is
/// attained by the longest first, by whoever knows all answers beforehand.
/// </remarks>
internal static class LowerBound
{
    /// <summary>The bound.</summary>
    /// <param name="scenario">The weather.</param>
    /// <param name="latencies">How long each answer takes where nothing disturbs it.</param>
    public static TimeSpan Of(Scenario scenario, IEnumerable<TimeSpan> latencies)
    {
        var bound = 0.0;
        var count = 0;
        foreach (var latency in latencies.OrderDescending())
            bound = Math.Max(bound, LetIn(scenario, ++count) + latency.TotalSeconds);
        return TimeSpan.FromSeconds(bound);
    }

    /// <summary>The second before which so many requests cannot have been let in and answered.</summary>
    private static double LetIn(Scenario scenario, int count)
    {
        var since = Math.Max(0, count - scenario.Capacity) / scenario.PerSecond;
        if (scenario.Outage is not { } outage || since < outage.From.TotalSeconds)
            return since;
        // What the outage would have let in is lost, but for a full bucket at its end.
        var before = scenario.Capacity + scenario.PerSecond * outage.From.TotalSeconds;
        var left = Math.Max(0, count - before - scenario.Capacity);
        return (outage.From + outage.Length).TotalSeconds + left / scenario.PerSecond;
    }
}
