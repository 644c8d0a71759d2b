using Hailstone.Statistics;
using MathNet.Numerics;
using Xunit;

namespace Hailstone.Tests.Statistics;

/// <summary>The special functions against values computed with scipy 1.10 and R 4.2.</summary>
public sealed class QuantileTests
{
    [Theory]
    [InlineData(0.975, 1.959963984540)]
    [InlineData(0.8, 0.8416212336)]
    [InlineData(0.9, 1.281551566)]
    [InlineData(0.995, 2.575829304)]
    public void The_normal_quantile_is_the_published_one(double p, double expected) =>
        Assert.Equal(expected, Quantile.Normal(p), 1e-9);

    [Theory]
    [InlineData(1, 12.70620474)]
    [InlineData(2, 4.30265273)]
    [InlineData(4, 2.776445105)]
    [InlineData(9, 2.262157163)]
    [InlineData(11, 2.20098516)]
    [InlineData(19, 2.093024054)]
    [InlineData(30, 2.042272456)]
    [InlineData(198, 1.972017478)]
    public void Students_quantile_is_the_published_one(double degrees, double expected) =>
        Assert.Equal(expected, Quantile.Student(0.975, degrees), 1e-8);

    [Fact]
    public void Students_quantile_holds_for_a_hundred_thousand_degrees() =>
        Assert.Equal(Quantile.Normal(0.975), Quantile.Student(0.975, 100_000), 1e-4);

    [Fact]
    public void The_beta_quantile_is_the_published_one() =>
        Assert.Equal(0.3475471499, Quantile.Beta(0.025, 7, 4), 1e-9);

    [Theory]
    [InlineData(2, 3, 0.5, 0.6875)]
    [InlineData(0.5, 4.5, 0.3, 0.9188738112)]
    public void The_incomplete_beta_function_is_the_published_one(double a, double b, double x, double expected) =>
        Assert.Equal(expected, SpecialFunctions.BetaRegularized(a, b, x), 1e-10);

    [Fact]
    public void The_binomial_distribution_is_the_published_one() =>
        Assert.Equal(0.07299804688, MathNet.Numerics.Distributions.Binomial.CDF(0.5, 12, 3), 1e-10);
}
