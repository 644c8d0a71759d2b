using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class PercentilesTests
{
    private static readonly double[] Latencies = [120, 130, 150, 160, 180, 200, 250, 300, 900, 2500];

    /// <summary>R's quantile of type 1.</summary>
    [Theory]
    [InlineData(0.5, 180)]
    [InlineData(0.9, 900)]
    [InlineData(0.95, 2500)]
    [InlineData(0.99, 2500)]
    [InlineData(1, 2500)]
    [InlineData(0.01, 120)]
    public void The_nearest_rank_is_the_published_one(double p, double expected) =>
        Assert.Equal(expected, Percentiles.NearestRank(Latencies, p));

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.9, 29)]
    [InlineData(0.95, 59)]
    [InlineData(0.99, 299)]
    [InlineData(0.999, 2995)]
    public void The_smallest_n_is_the_published_one(double p, int expected) =>
        Assert.Equal(expected, Percentiles.SmallestN(p));

    [Theory]
    [InlineData(0.95, 58, false)]
    [InlineData(0.95, 59, true)]
    [InlineData(0.99, 298, false)]
    [InlineData(0.99, 299, true)]
    [InlineData(0.5, 1, true)]
    [InlineData(0.5, 0, false)]
    public void A_percentile_of_too_few_values_is_not_shown(double p, int count, bool shown)
    {
        var values = Enumerable.Range(1, count).Select(value => (double)value).ToList();

        Assert.Equal(shown, Percentiles.Shown(values, p) is not null);
    }

    [Fact]
    public void A_whole_rank_is_not_rounded_up_by_the_machines_arithmetic()
    {
        var hundred = Enumerable.Range(1, 100).Select(value => (double)value).ToList();

        Assert.All(Enumerable.Range(1, 100),
            percent => Assert.Equal(percent, Percentiles.NearestRank(hundred, percent / 100.0)));
    }

    [Fact]
    public void Values_out_of_order_are_misuse()
    {
        Assert.Throws<ArgumentException>(() => Percentiles.NearestRank([2, 1], 0.5));
        Assert.Throws<ArgumentException>(() => Percentiles.NearestRank([1, double.NaN], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.NearestRank([1], 0));
    }

    [Fact]
    public void It_is_the_first_value_with_that_share_at_or_below_it() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 300], Gen.Int[1, 100]).Sample((values, percent) =>
        {
            var sorted = values.Order().Select(value => (double)value).ToList();
            var found = Percentiles.NearestRank(sorted, percent / 100.0)!.Value;
            return sorted.Count(value => value <= found) * 100 >= percent * sorted.Count
                && sorted.Count(value => value < found) * 100 < percent * sorted.Count;
        });
}
