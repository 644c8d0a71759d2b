using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class MomentsTests
{
    private static readonly double[] Ten = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1];

    [Fact]
    public void A_small_spread_on_a_large_mean_is_not_lost()
    {
        // The sum of squares gives -128 here.
        var moments = Moments.Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);

        Assert.Equal(30, moments.Variance);
        Assert.Equal(22.5, moments.PopulationVariance);
        Assert.Equal(1e9 + 10, moments.Mean);
    }

    [Fact]
    public void The_standard_error_is_the_published_one()
    {
        var moments = Moments.Of(Ten);

        Assert.Equal(0.7, moments.Mean!.Value, 1e-15);
        Assert.Equal(0.1527525232, moments.StandardError!.Value, 1e-10);
    }

    [Fact]
    public void Students_interval_is_the_published_one()
    {
        var (low, high) = Interval.Student(0.7, Moments.Of(Ten).StandardError!.Value, 9);

        Assert.Equal(0.3544497856, low, 1e-9);
        Assert.Equal(1.045550214, high, 1e-9);
    }

    [Fact]
    public void Nothing_has_no_mean_and_one_value_no_spread()
    {
        Assert.Null(Moments.Of([]).Mean);
        Assert.Null(Moments.Of([]).PopulationVariance);
        Assert.Null(Moments.Of([3]).Variance);
        Assert.Null(Moments.Of([3]).StandardError);
        Assert.Equal(0, Moments.Of([3]).PopulationVariance);
    }

    [Fact]
    public void What_is_not_finite_is_misuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Of([1, double.NaN]));

    [Fact]
    public void Merged_parts_are_the_whole() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[0, 50], Gen.Double[-1e6, 1e6].Array[0, 50]).Sample((one, other) =>
        {
            var merged = Moments.Of(one).Merge(Moments.Of(other));
            var whole = Moments.Of(one.Concat(other));
            return merged.Count == whole.Count
                && Near(merged.Mean, whole.Mean)
                && Near(merged.Variance, whole.Variance);
        });

    private static bool Near(double? one, double? other) =>
        one is null ? other is null : Math.Abs(one.Value - other!.Value) <= 1e-9 * (1 + Math.Abs(one.Value));
}
