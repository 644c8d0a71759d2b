using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class EstimatesTests
{
    private static readonly double[][] Clusters = [[1, 1, 1], [0, 1], [0, 0, 1, 0], [1, 1, 0]];

    private static readonly double[][] Repeats =
        [[1, 1, 1, 1], [1, 0, 1, 1], [0, 1, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]];

    [Fact]
    public void Right_and_wrong_get_wilsons_interval()
    {
        var estimate = Estimates.OfScores(Apart(1, 0, 1, 1, 0, 1, 1, 1, 0, 1));

        Assert.Equal("wilson", estimate.Method);
        Assert.Equal(10, estimate.N);
        Near(0.7, 0.1527525232, 0.396778147, 0.892208733, estimate);
    }

    [Fact]
    public void Nothing_seen_is_null_between_0_and_1() =>
        Assert.Equal(new Estimate(null, null, 0, 1, "none", 0), Estimates.OfScores([]));

    [Theory]
    [InlineData(1, 1, 0.206549314, 1)]
    [InlineData(0, 1, 0, 0.793450686)]
    [InlineData(0, 20, 0, 0.161125158)]
    [InlineData(1, 20, 0.838874842, 1)]
    public void All_right_or_all_wrong_is_no_certainty(double score, int n, double low, double high)
    {
        var estimate = Estimates.OfScores(Apart([.. Enumerable.Repeat(score, n)]));

        Assert.Equal("wilson", estimate.Method);
        Near(score, null, low, high, estimate);
    }

    [Fact]
    public void Graded_scores_get_students_interval()
    {
        var estimate = Estimates.OfScores(Apart(0.1, 0.3, 0.35, 0.6, 1.0));

        // sd 0.34568772, t(4) 2.776445105.
        Assert.Equal("t", estimate.Method);
        Near(0.47, 0.1545962483, 0.0407720, 0.8992280, estimate, 1e-6);
    }

    [Fact]
    public void Students_interval_is_cut_where_no_mean_can_lie()
    {
        var estimate = Estimates.OfScores(Apart(1, 0.5, 1));

        Assert.Equal("t", estimate.Method);
        Assert.Equal(1, estimate.High);
        Assert.Equal(0.1162, estimate.Low!.Value, 1e-4);
    }

    [Fact]
    public void One_graded_score_has_no_interval() =>
        Assert.Equal(new Estimate(0.4, null, null, null, "too_few", 1), Estimates.OfScores(Apart(0.4)));

    [Fact]
    public void Graded_scores_that_are_all_the_same_have_no_interval() =>
        Assert.Equal(
            new Estimate(0.5, null, null, null, "no_variation", 3), Estimates.OfScores(Apart(0.5, 0.5, 0.5)));

    [Fact]
    public void Repeats_are_counted_by_question_and_not_by_answer()
    {
        var estimate = Estimates.OfScores(Repeated(Repeats));

        // The error over all twenty answers would be 0.1147.
        Assert.Equal("repeated_wilson", estimate.Method);
        Assert.Equal(5, estimate.N);
        Assert.Equal(0.5, estimate.Mean);
        Assert.Equal(0.1767766953, estimate.Se!.Value, 1e-10);
        // n_eff = 0.25 / 0.03125 = 8 with t(4) in place of z.
        Assert.Equal(Binomial.Score(0.5, 2.776445105 * 2.776445105 / 8).Low, estimate.Low!.Value, 1e-8);
    }

    [Fact]
    public void Repeats_that_never_differ_add_nothing()
    {
        var once = Estimates.OfScores(Apart(1, 0, 1, 1));
        var thrice = Estimates.OfScores(Repeated([[1, 1, 1], [0, 0, 0], [1, 1, 1], [1, 1, 1]]));

        Assert.Equal(once, thrice);
    }

    [Fact]
    public void Questions_with_fewer_repeats_weigh_the_same() =>
        Assert.Equal(0.5, Estimates.OfScores(Repeated([[1, 1, 1, 1, 1], [0]])).Mean);

    [Fact]
    public void Clustered_right_and_wrong_get_wilsons_interval_at_the_effective_n()
    {
        var estimate = Estimates.OfScores(Clustered(Clusters));

        Assert.Equal("clustered_wilson", estimate.Method);
        Assert.Equal(12, estimate.N);
        Assert.Equal(0.1782257088, estimate.Se!.Value, 1e-10);
        // n_eff 7.651821866, t(3) 3.182446305: wider than with z, [0.2691, 0.8419].
        var expected = Binomial.Score(7.0 / 12, 3.182446305 * 3.182446305 / 7.651821866);
        Near(7.0 / 12, 0.1782257088, expected.Low, expected.High, estimate, 1e-8);
        Assert.InRange(estimate.Low!.Value, 0, 0.2691);
        Assert.InRange(estimate.High!.Value, 0.8419, 1);
    }

    [Fact]
    public void Clustered_graded_scores_get_students_interval_with_the_clusters_error()
    {
        var estimate = Estimates.OfScores(Clustered([[0.9, 0.8], [0.4, 0.5, 0.6], [0.7]]));

        Assert.Equal("clustered", estimate.Method);
        var error = ClusteredError.Cr1([[0.9, 0.8], [0.4, 0.5, 0.6], [0.7]])!.Value;
        Near(0.65, error, Math.Max(0, 0.65 - 4.30265273 * error), Math.Min(1, 0.65 + 4.30265273 * error), estimate);
    }

    [Fact]
    public void Clusters_of_one_question_are_no_clusters() =>
        Assert.Equal(Estimates.OfScores(Apart(1, 0, 1)), Estimates.OfScores(Clustered([[1], [0], [1]])));

    [Fact]
    public void One_cluster_has_no_interval() =>
        Assert.Equal(new Estimate(0.75, null, null, null, "too_few", 4), Estimates.OfScores(Clustered([[1, 0, 1, 1]])));

    [Fact]
    public void Clusters_that_are_all_right_count_as_one_answer_each()
    {
        var estimate = Estimates.OfScores(Clustered([[1, 1, 1], [1, 1], [1, 1]]));

        Assert.Equal("clustered_wilson", estimate.Method);
        Assert.Null(estimate.Se);
        Assert.Equal(1, estimate.High);
        Assert.InRange(estimate.Low!.Value, 0.05, Binomial.Wilson(3, 3).Low);
    }

    [Fact]
    public void Some_with_and_some_without_a_cluster_is_misuse() =>
        Assert.Throws<ArgumentException>(() => Estimates.OfScores([new(1, "a", "c"), new(0, "b", null)]));

    [Fact]
    public void A_question_in_two_clusters_is_misuse() =>
        Assert.Throws<ArgumentException>(() => Estimates.OfScores([new(1, "a", "c"), new(0, "a", "d")]));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_score_outside_0_to_1_is_misuse(double score) =>
        Assert.Throws<ArgumentException>(() => Estimates.OfScores(Apart(score)));

    [Fact]
    public void Shuffling_changes_no_bit() =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 9], Gen.Int[0, 3]).Array[1, 60].SelectMany(rows =>
                Gen.Shuffle(rows).Select(shuffled => (rows, shuffled)))
            .Sample(pair => Estimates.OfScores(Rows(pair.rows)) == Estimates.OfScores(Rows(pair.shuffled)));

    [Fact]
    public void Wrong_for_right_mirrors_the_estimate() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 15], Gen.Int[0, 3]).Array[1, 60].Sample(rows =>
        {
            var one = Estimates.OfScores(Rows([.. rows.Select(row => (row.Item1 ? 1.0 : 0, row.Item2, row.Item3))]));
            var other = Estimates.OfScores(Rows([.. rows.Select(row => (row.Item1 ? 0 : 1.0, row.Item2, row.Item3))]));
            return one.Method == other.Method
                && Same(one.Mean, 1 - other.Mean)
                && Same(one.Se, other.Se)
                && Same(one.Low, 1 - other.High)
                && Same(one.High, 1 - other.Low);
        });

    [Fact]
    public void No_estimate_leaves_0_to_1_or_loses_its_mean() =>
        Gen.Select(Gen.Frequency((2, Gen.Const(1.0)), (2, Gen.Const(0.0)), (1, Gen.Double[0, 1])), Gen.Int[0, 9],
            Gen.Int[0, 3]).Array[1, 40].Sample(rows =>
        {
            var estimate = Estimates.OfScores(Rows(rows));
            return estimate.Low is null == estimate.High is null
                && (estimate.Low is null || (0 <= estimate.Low && estimate.Low <= estimate.Mean
                    && estimate.Mean <= estimate.High && estimate.High <= 1));
        });

    internal static List<Observation> Clustered(double[][] clusters) =>
        [.. clusters.SelectMany((cluster, c) =>
            cluster.Select((score, i) => new Observation(score, $"{c}-{i}", $"{c}")))];

    private static List<Observation> Apart(params double[] scores) =>
        [.. scores.Select((score, i) => new Observation(score, $"q{i}", null))];

    private static List<Observation> Repeated(double[][] questions) =>
        [.. questions.SelectMany((scores, i) => scores.Select(score => new Observation(score, $"q{i}", null)))];

    // Clustered or not by the number of rows, so that both are met.
    private static List<Observation> Rows((double Score, int Question, int Cluster)[] rows) =>
        [.. rows.Select(row => new Observation(row.Score, $"{row.Cluster}.{row.Question}",
            rows.Length % 2 == 0 ? null : $"{row.Cluster}"))];

    private static bool Same(double? one, double? other) =>
        one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) < 1e-9;

    private static void Near(
        double mean, double? se, double low, double high, Estimate estimate, double within = 1e-9)
    {
        Assert.Equal(mean, estimate.Mean!.Value, 1e-12);
        Assert.True(Same(se, estimate.Se), $"{estimate}");
        Assert.Equal(low, estimate.Low!.Value, within);
        Assert.Equal(high, estimate.High!.Value, within);
    }
}
