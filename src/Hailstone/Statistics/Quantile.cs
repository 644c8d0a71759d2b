using MathNet.Numerics.Distributions;

namespace Hailstone.Statistics;

/// <summary>Quantiles of the distributions that intervals are made of.</summary>
public static class Quantile
{
    /// <summary>Of the standard normal distribution.</summary>
    /// <param name="p">The share below, over 0 and under 1.</param>
    public static double Normal(double p) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);

    /// <summary>Of Student's t distribution.</summary>
    /// <param name="p">The share below, over 0 and under 1.</param>
    /// <param name="degrees">Degrees of freedom, over 0; need not be whole.</param>
    public static double Student(double p, double degrees) => StudentT.InvCDF(0, 1, degrees, p);

    /// <summary>Of the beta distribution.</summary>
    /// <param name="p">The share below, over 0 and under 1.</param>
    /// <param name="a">First shape, over 0.</param>
    /// <param name="b">Second shape, over 0.</param>
    public static double Beta(double p, double a, double b) => MathNet.Numerics.Distributions.Beta.InvCDF(a, b, p);
}
