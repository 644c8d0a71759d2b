using CsCheck;
using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class BoundsTests
{
    private static readonly double[] Answered = [.. Enumerable.Repeat(1.0, 144), .. Enumerable.Repeat(0.0, 36)];

    [Fact]
    public void Two_hundred_trials_of_which_twenty_failed()
    {
        var bounds = Bounds.Of(Answered, 200, 20);

        Assert.Equal(new Bounds(0.72, 0.80, 0.72, 0.82), bounds);
    }

    [Fact]
    public void With_sampling_error_the_bounds_are_the_published_ones()
    {
        Assert.Equal(0.6540769541, Binomial.Wilson(144, 200).Low, 1e-9);
        Assert.Equal(0.8670537414, Binomial.Wilson(164, 200).High, 1e-9);
    }

    [Fact]
    public void A_refusal_counts_as_wrong_and_does_not_widen_the_bounds() =>
        Assert.Equal(new Bounds(0.5, 0.5, 0.5, 0.5), Bounds.Of([1], 2, 0));

    [Fact]
    public void Without_trials_all_is_unknown() => Assert.Equal(new Bounds(null, null, 0, 1), Bounds.Of([], 0, 0));

    [Fact]
    public void Where_all_is_missing_nothing_is_completed() =>
        Assert.Equal(new Bounds(0, null, 0, 1), Bounds.Of([], 7, 7));

    [Fact]
    public void More_scores_than_trials_is_misuse()
    {
        Assert.Throws<ArgumentException>(() => Bounds.Of([1, 1], 2, 1));
        Assert.Throws<ArgumentException>(() => Bounds.Of([1.5], 2, 1));
    }

    [Fact]
    public void One_more_failure_raises_nothing_and_widens_the_bounds() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 60], Gen.Int[0, 20]).Sample((scores, missing) =>
        {
            var before = Bounds.Of(scores, scores.Length + missing, missing);
            var after = Bounds.Of(scores, scores.Length + missing + 1, missing + 1);
            return after.OfAll <= before.OfAll
                && after.OfCompleted == before.OfCompleted
                && after.Low <= before.Low
                && after.High >= before.High;
        });
}
