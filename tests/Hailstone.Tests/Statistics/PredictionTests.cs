using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class PredictionTests
{
    // Quantiles of Student's t from printed tables: 0.975 at 4 and at 8 degrees.
    private const double T4 = 2.776445;
    private const double T8 = 2.306004;

    [Fact]
    public void The_sum_of_three_more_after_one_to_five_is_nine_give_or_take()
    {
        // s^2 = 2.5, and 3 + 9/5 of it: 12.
        var interval = Prediction.OfSum(Seen(1, 2, 3, 4, 5), 0, 3, 0).Within();

        Assert.Equal(9 - (T4 * Math.Sqrt(12)), interval.Low, 4);
        Assert.Equal(9 + (T4 * Math.Sqrt(12)), interval.High, 4);
    }

    [Fact]
    public void Two_sums_that_are_equally_known_have_twice_the_degrees()
    {
        var one = Prediction.OfSum(Seen(1, 2, 3, 4, 5), 0, 3, 0);

        var both = one.Plus(one).Within();

        Assert.Equal(18 + (T8 * Math.Sqrt(24)), both.High, 4);
    }

    [Fact]
    public void What_hangs_on_something_known_is_told_by_it_alone()
    {
        // Three for each x, and one beside.
        var seen = new PairedMoments().With(1, 4).With(5, 16).With(2, 7);

        var sum = Prediction.OfSum(seen, 3, 10, 200);

        Assert.Equal(610, sum.Mean, 9);
        Assert.Equal(0, sum.Variance, 9);
        Assert.Equal(610, sum.Within().High, 6);
    }

    [Fact]
    public void Skewed_the_ends_are_as_many_times_the_mean_and_never_negative()
    {
        var sum = Prediction.OfSum(Seen(0, 0, 0, 0, 10), 0, 5, 0);

        var interval = sum.WithinSkewed();

        Assert.True(sum.Within().Low < 0);
        Assert.True(interval.Low > 0);
        Assert.Equal(interval.High / sum.Mean, sum.Mean / interval.Low, 6);
        Assert.True(interval.High > sum.Within().High);
    }

    [Fact]
    public void Of_one_value_no_spread_is_known() =>
        Assert.Throws<ArgumentException>(() => Prediction.OfSum(Seen(1), 0, 3, 0));

    [Fact]
    public void In_two_parts_pairs_are_what_they_are_in_one()
    {
        var random = new Random(5);
        var pairs = Enumerable.Range(0, 50).Select(_ => (X: random.NextDouble(), Y: random.NextDouble())).ToList();

        var whole = Of(pairs);
        var merged = Of(pairs.Take(20)).Merge(Of(pairs.Skip(20)));

        var residuals = pairs.Select(pair => pair.Y - (0.7 * pair.X)).ToList();
        var variance = residuals.Sum(value => Math.Pow(value - residuals.Average(), 2)) / 49;
        Assert.Equal(variance, whole.VarianceAround(0.7), 12);
        Assert.Equal(variance, merged.VarianceAround(0.7), 12);
        Assert.Equal(pairs.Average(pair => pair.Y), merged.MeanY, 12);
        Assert.Equal(pairs.Average(pair => pair.X), merged.MeanX, 12);
    }

    private static PairedMoments Of(IEnumerable<(double X, double Y)> pairs) =>
        pairs.Aggregate(new PairedMoments(), (moments, pair) => moments.With(pair.X, pair.Y));

    private static PairedMoments Seen(params double[] values) => Of(values.Select(value => (0.0, value)));
}
