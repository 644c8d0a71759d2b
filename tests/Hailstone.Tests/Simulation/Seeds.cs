using System.Globalization;

namespace Hailstone.Tests.Simulation;

/// <summary>Which seeds are run: <c>HAILSTONE_SEED=n</c> replays one.</summary>
internal static class Seeds
{
    private static readonly int? One =
        int.TryParse(
            Environment.GetEnvironmentVariable("HAILSTONE_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;

    /// <summary>The seeds of a test that is slow for each.</summary>
    public static IEnumerable<int> Few(int count) => One is { } one ? [one] : Enumerable.Range(1, count);

    /// <summary>The seeds of the invariants: ten thousand where CI runs, else a few hundred.</summary>
    public static IEnumerable<int> Many()
    {
        if (One is { } one)
            return [one];
        var inCi = Environment.GetEnvironmentVariable("CI") == "true";
        var said = Environment.GetEnvironmentVariable("HAILSTONE_SEEDS");
        return Enumerable.Range(
            1,
            int.TryParse(said, CultureInfo.InvariantCulture, out var count) ? count : inCi ? 10_000 : 300);
    }
}
