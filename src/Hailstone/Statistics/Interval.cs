namespace Hailstone.Statistics;

/// <summary>A closed interval.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>From 0 to 1: all that is known of a share of which nothing was seen.</summary>
    public static Interval Unknown { get; } = new(0, 1);

    /// <summary>The mean plus and minus Student's t times its standard error; may reach outside 0 to 1.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="se">Its standard error, 0 or more.</param>
    /// <param name="degrees">Degrees of freedom, over 0.</param>
    /// <param name="alpha">The share of intervals that may miss, over 0 and under 1; default 0.05.</param>
    public static Interval Student(double mean, double se, double degrees, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(se);
        var reach = Quantile.Student(1 - Alpha.Checked(alpha) / 2, degrees) * se;
        return new Interval(mean - reach, mean + reach);
    }

    /// <summary>The part of it that lies between 0 and 1.</summary>
    internal Interval WithinUnit() => new(Math.Clamp(Low, 0, 1), Math.Clamp(High, 0, 1));
}
