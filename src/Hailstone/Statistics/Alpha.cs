namespace Hailstone.Statistics;

/// <summary>The share of intervals that may miss what they estimate.</summary>
internal static class Alpha
{
    /// <summary>The value itself, if it lies between 0 and 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static double Checked(double alpha) => alpha is > 0 and < 1
        ? alpha
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha lies between 0 and 1.");
}
