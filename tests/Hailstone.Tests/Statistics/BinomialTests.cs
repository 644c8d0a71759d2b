using CsCheck;
using Hailstone.Statistics;
using Xunit;
using Distribution = MathNet.Numerics.Distributions.Binomial;

namespace Hailstone.Tests.Statistics;

public sealed class BinomialTests
{
    private static readonly Gen<(int Right, int N)> Counts =
        Gen.Int[1, 2000].SelectMany(n => Gen.Int[0, n].Select(right => (right, n)));

    /// <summary>R's binom.test and prop.test.</summary>
    [Theory]
    [InlineData(7, 10, 0.396778147, 0.892208733, 0.347547150, 0.933260489)]
    [InlineData(0, 20, 0, 0.161125158, 0, 0.168433471)]
    [InlineData(20, 20, 0.838874842, 1, 0.831566529, 1)]
    [InlineData(1, 1, 0.206549314, 1, 0.025, 1)]
    [InlineData(0, 1, 0, 0.793450686, 0, 0.975)]
    [InlineData(144, 180, 0.735571436, 0.851891265, 0.734028602, 0.855816411)]
    public void Intervals_are_the_published_ones(
        int right, int n, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var wilson = Binomial.Wilson(right, n);
        var exact = Binomial.ClopperPearson(right, n);

        Assert.Equal(wilsonLow, wilson.Low, 1e-9);
        Assert.Equal(wilsonHigh, wilson.High, 1e-9);
        Assert.Equal(exactLow, exact.Low, 1e-9);
        Assert.Equal(exactHigh, exact.High, 1e-9);
    }

    /// <summary>Exact coverage, summed over every outcome: published values for Wilson and Clopper-Pearson.</summary>
    [Theory]
    [InlineData(0.9, 30, 0.9742, 0.9922)]
    [InlineData(0.98, 100, 0.9492, 0.9845)]
    [InlineData(0.8, 100, 0.9405, 0.9674)]
    public void Coverage_is_the_published_one(double p, int n, double wilson, double exact)
    {
        Assert.Equal(wilson, Coverage(p, n, right => Binomial.Wilson(right, n)), 1e-4);
        Assert.Equal(exact, Coverage(p, n, right => Binomial.ClopperPearson(right, n)), 1e-4);
    }

    [Fact]
    public void An_effective_sample_need_not_be_whole()
    {
        const double n = 7.651821866;

        var interval = Binomial.Wilson(n * 7 / 12, n);

        Assert.Equal(0.2691004002, interval.Low, 1e-9);
        Assert.Equal(0.8418604020, interval.High, 1e-9);
    }

    [Fact]
    public void Nothing_seen_says_nothing()
    {
        Assert.Equal(new Interval(0, 1), Binomial.Wilson(0, 0));
        Assert.Equal(new Interval(0, 1), Binomial.ClopperPearson(0, 0));
    }

    [Fact]
    public void More_right_than_asked_is_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Wilson(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.ClopperPearson(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Wilson(1, 2, 0));
    }

    [Fact]
    public void Wrong_for_right_mirrors_the_interval() =>
        Counts.Sample(count => Mirrored(Binomial.Wilson(count.Right, count.N),
                Binomial.Wilson(count.N - count.Right, count.N))
            && Mirrored(Binomial.ClopperPearson(count.Right, count.N),
                Binomial.ClopperPearson(count.N - count.Right, count.N)));

    [Fact]
    public void The_exact_interval_holds_the_share_and_the_middle_of_wilsons() =>
        Counts.Sample(count =>
        {
            var (low, high) = Binomial.ClopperPearson(count.Right, count.N);
            var wilson = Binomial.Wilson(count.Right, count.N);
            var share = (double)count.Right / count.N;
            var middle = (wilson.Low + wilson.High) / 2;
            return low <= share && share <= high && low <= middle && middle <= high;
        });

    [Fact]
    public void One_more_right_moves_both_ends_up() =>
        Counts.Where(count => count.Right < count.N).Sample(count =>
            Rises(Binomial.Wilson(count.Right, count.N), Binomial.Wilson(count.Right + 1, count.N))
            && Rises(Binomial.ClopperPearson(count.Right, count.N),
                Binomial.ClopperPearson(count.Right + 1, count.N)));

    [Fact]
    public void A_million_answers_do_not_underflow()
    {
        var exact = Binomial.ClopperPearson(300_000, 1_000_000);
        var wilson = Binomial.Wilson(300_000, 1_000_000);

        Assert.Equal(wilson.Low, exact.Low, 1e-5);
        Assert.Equal(wilson.High, exact.High, 1e-5);
    }

    private static bool Mirrored(Interval one, Interval other) =>
        Math.Abs(one.Low - (1 - other.High)) < 1e-15 && Math.Abs(one.High - (1 - other.Low)) < 1e-15;

    private static bool Rises(Interval one, Interval next) => one.Low < next.Low && one.High < next.High;

    private static double Coverage(double p, int n, Func<int, Interval> make) =>
        Enumerable.Range(0, n + 1)
            .Where(right => make(right) is var (low, high) && low <= p && p <= high)
            .Sum(right => Distribution.PMF(p, n, right));
}
