using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

/// <summary>The tests of a comparison, against R 4.2.2, scipy 1.10 and each other.</summary>
public sealed class PairedTestsTests
{
    private static readonly double[] Graded = [.12, -.05, .30, .22, -.10, .41, .08, .17, -.02, .26];
    private static readonly double[] A = [1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1];
    private static readonly double[] B = [1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0];

    private static readonly Gen<int[]> Wins = Gen.Int[-1, 1].Array[0, 18];

    /// <summary>R's binom.test; (0,0) has no p in statsmodels, and is no difference.</summary>
    [Theory]
    [InlineData(9, 3, 0.1459960938)]
    [InlineData(15, 4, 0.01921081543)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 0, 1)]
    public void McNemars_p_is_the_published_one(int onlyA, int onlyB, double p)
    {
        Assert.Equal(p, McNemar.Exact(onlyA, onlyB), 1e-10);
        Assert.Equal(p, McNemar.Exact(onlyB, onlyA), 1e-10);
    }

    [Fact]
    public void Many_questions_do_not_underflow() =>
        Assert.InRange(McNemar.Exact(30_000, 31_000), 5e-5, 6e-5);

    [Fact]
    public void Bonett_and_Prices_interval_is_the_published_one()
    {
        var (low, high) = McNemar.BonettPrice(5, 1, 20);

        Assert.Equal(-0.05843771797, low, 1e-9);
        Assert.Equal(0.4220740816, high, 1e-9);
    }

    [Fact]
    public void Graded_differences_have_the_ps_of_scipy()
    {
        Assert.Equal(0.03125, SignFlip.P(Graded), 1e-12);
        Assert.Equal(0.037109375, SignedRank.P(Graded), 1e-12);
    }

    [Fact]
    public void Of_right_and_wrong_the_flip_of_signs_is_McNemars_test() => Wins.Sample(wins =>
        Math.Abs(SignFlip.P([.. wins.Select(win => (double)win)]) - ExactOf(wins)) < 1e-9);

    /// <summary>All have the same size: ranks are shared, and the table must still be that of the signs.</summary>
    [Fact]
    public void Of_right_and_wrong_shared_ranks_are_McNemars_test() => Wins.Sample(wins =>
        Math.Abs(SignedRank.P([.. wins.Select(win => (double)win)]) - ExactOf(wins)) < 1e-9);

    [Fact]
    public void Drawn_signs_come_near_the_exact_share_and_are_the_same_each_time()
    {
        // One difference too many to try all: the first is so small that it changes nothing.
        double[] many = [1e-9, .. Enumerable.Repeat(Graded, 2).SelectMany(one => one)];
        var exact = SignFlip.P(many[1..]);

        var drawn = SignFlip.P(many);

        Assert.InRange(drawn, exact - 0.002, exact + 0.002);
        Assert.Equal(drawn, SignFlip.P([.. many.Reverse()]));
        Assert.NotEqual(drawn, SignFlip.P(many, seed: 7));
    }

    [Fact]
    public void Above_the_table_ranks_are_judged_by_the_normal_distribution()
    {
        double[] few = [.. Enumerable.Range(1, 200).Select(size => size % 3 == 0 ? -size : (double)size)];
        double[] more = [.. few, 201];

        Assert.InRange(SignedRank.P(more) / SignedRank.P(few), 0.5, 1.1);
    }

    [Fact]
    public void What_is_never_different_is_no_evidence()
    {
        Assert.Equal(1, SignFlip.P([0, 0]));
        Assert.Equal(1, SignedRank.P([0, 0]));
        Assert.Equal(1, SignFlip.P([]));
    }

    /// <summary>R's p.adjust.</summary>
    [Fact]
    public void Holms_adjustment_is_the_published_one()
    {
        Assert.Equal([.03, .06, .06, .02], Rounded(Holm.Adjusted([.01, .04, .03, .005])));
        Assert.Equal([.03, null, .06, .06, .02], Rounded(Holm.Adjusted([.01, null, .04, .03, .005])));
        Assert.Equal([1, 1], Rounded(Holm.Adjusted([.6, .9])));
    }

    [Fact]
    public void Right_and_wrong_are_compared_exactly()
    {
        var difference = Differences.Of([.. A.Zip(B, (a, b) => new PairedScores(a, b, null))]);

        Assert.Equal(0.2, difference.Mean!.Value, 1e-12);
        Assert.Equal(0.1169795304, difference.Se!.Value, 1e-10);
        Assert.Equal(PairedTest.McNemar, difference.Test);
        Assert.Equal(0.21875, difference.P!.Value, 1e-12);
        Assert.Equal(0.4220740816, difference.High!.Value, 1e-9);
        Assert.Equal(2.801585218 * 0.1169795304, difference.SmallestDetectable!.Value, 1e-8);
    }

    /// <summary>R's t.test: t 2.672363246.</summary>
    [Fact]
    public void Graded_scores_are_compared_by_t_or_as_is_wished()
    {
        // From 0.5 to both sides, so that each score lies within 0 and 1.
        PairedScores[] pairs = [.. Graded.Select(d => new PairedScores(0.5 + (d / 2), 0.5 - (d / 2), null))];

        var difference = Differences.Of(pairs);

        Assert.Equal(0.139, difference.Mean!.Value, 1e-12);
        Assert.Equal(PairedTest.Student, difference.Test);
        Assert.Equal(0.02552343031, difference.P!.Value, 1e-9);
        Assert.Equal(2.672363246, difference.Mean!.Value / difference.Se!.Value, 1e-8);
        Assert.Equal((PairedTest.SignFlip, 0.03125), Made(Differences.Of(pairs, PairedTest.SignFlip)));
        Assert.Equal((PairedTest.Wilcoxon, 0.037109375), Made(Differences.Of(pairs, PairedTest.Wilcoxon)));
    }

    /// <summary>The clusters of R's sandwich, as differences from nothing.</summary>
    [Fact]
    public void Clusters_are_compared_by_their_own_error()
    {
        double[][] clusters = [[1, 1, 1], [0, 1], [0, 0, 1, 0], [1, 1, 0]];
        PairedScores[] pairs =
        [
            .. clusters.SelectMany((cluster, name) => cluster.Select(a => new PairedScores(a, 0, $"passage {name}"))),
        ];

        var difference = Differences.Of(pairs);

        Assert.Equal(0.1782257088, difference.Se!.Value, 1e-10);
        Assert.Equal(0.01613958472, difference.Low!.Value, 1e-8);
        Assert.Equal(1, difference.High);
        Assert.Equal(PairedTest.Clustered, difference.Test);
        Assert.InRange(difference.P!.Value, 0.045, 0.049);
        // Each cluster is for A: of 16 choices of signs, two are as far.
        Assert.Equal((PairedTest.SignFlip, 0.125), Made(Differences.Of(pairs, PairedTest.SignFlip)));
        Assert.Equal(PairedTest.Clustered, Differences.Of(pairs, PairedTest.Wilcoxon).Test);
    }

    [Fact]
    public void Where_no_difference_differs_signs_are_flipped_and_no_error_is_claimed()
    {
        var same = Differences.Of([.. Enumerable.Repeat(new PairedScores(0.75, 0.5, null), 10)]);

        Assert.Equal((0.25, (double?)null, (double?)null), (same.Mean, same.Se, same.SmallestDetectable));
        Assert.Equal((PairedTest.SignFlip, Math.Pow(2, -9)), Made(same));
        Assert.Null(same.Low);
    }

    [Fact]
    public void What_differs_by_rounding_alone_does_not_differ()
    {
        // 0.3, 0.1 + 0.2 and 0.9 / 3 are three numbers.
        PairedScores[] pairs = [new(0.3, 0.2, null), new(0.1 + 0.2, 0.2, null), new(0.9 / 3, 0.2, null)];

        Assert.Equal((PairedTest.SignFlip, 0.25), Made(Differences.Of(pairs)));
    }

    [Fact]
    public void Nothing_and_one_graded_question_are_no_test()
    {
        Assert.Equal((null, null), Made(Differences.Of([])));
        Assert.Equal((null, null), Made(Differences.Of([new PairedScores(0.4, 0.2, null)])));
        Assert.Equal((null, null), Made(Differences.Of([new(1, 0, "c"), new(1, 0, "c")])));
        Assert.Equal(1, Differences.Of([new PairedScores(1, 0, null)]).P!.Value, 1e-12);
        Assert.Throws<ArgumentException>(() => Differences.Of([new PairedScores(1.5, 0, null)]));
    }

    [Fact]
    public void The_order_changes_no_bit_and_the_other_way_round_is_the_mirror() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 5]).Array[2, 40].Sample(drawn =>
        {
            PairedScores[] pairs =
            [
                .. drawn.Select(one =>
                    new PairedScores(one.Item1, one.Item2, one.Item3 == 0 ? null : $"c{one.Item3}")),
            ];
            var there = Differences.Of(pairs);
            var back = Differences.Of([.. pairs.Reverse().Select(pair => pair with { A = pair.B, B = pair.A })]);
            return there == Differences.Of([.. pairs.Reverse()])
                && IsNear(there.Mean, -back.Mean) && IsNear(there.Se, back.Se) && IsNear(there.P, back.P)
                && IsNear(there.Low, -back.High) && there.Test == back.Test;
        });

    private static bool IsNear(double? one, double? other) =>
        one is null ? other is null : Math.Abs(one.Value - other!.Value) < 1e-9;

    private static double ExactOf(int[] wins) =>
        McNemar.Exact(wins.Count(win => win > 0), wins.Count(win => win < 0));

    private static (string?, double?) Made(Difference difference) => (difference.Test, difference.P);

    private static double?[] Rounded(IEnumerable<double?> values) =>
        [.. values.Select(value => value is { } number ? Math.Round(number, 12) : (double?)null)];
}
