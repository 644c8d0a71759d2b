namespace Hailstone.Pacing;

/// <summary>Waits before another try where the provider does not say how long.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Full jitter: evenly between zero and a bound that doubles (Brooker, "Exponential Backoff And Jitter", 2015).
    /// </summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="random">Chance.</param>
    public static TimeSpan FullJitter(int failures, Random random)
    {
        var bound = Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(bound * random.NextDouble());
    }

    /// <summary>
    /// A wait that outlasts a pause of the provider's, where one question alone is left to find out: 2 s doubling, six
    /// of which last a minute.
    /// </summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="random">Chance.</param>
    public static TimeSpan Patient(int failures, Random random) =>
        TimeSpan.FromSeconds(Math.Min(Cap.TotalSeconds, Math.Pow(2, failures)) * (0.9 + 0.2 * random.NextDouble()));
}
