using Hailstone.Statistics;
using Xunit;

namespace Hailstone.Tests.Statistics;

public sealed class RatioTests
{
    [Fact]
    public void Cost_per_correct_is_the_published_one() =>
        Assert.Equal(0.005833333, (double)Ratio.CostPerCorrect(0.84m, 144)!.Value, 1e-9);

    [Fact]
    public void Without_a_right_answer_or_a_known_cost_there_is_no_cost_per_correct()
    {
        Assert.Null(Ratio.CostPerCorrect(0.84m, 0));
        Assert.Null(Ratio.CostPerCorrect(null, 144));
        Assert.Equal(0m, Ratio.CostPerCorrect(0m, 144));
    }

    [Fact]
    public void Efficiency_is_the_score_in_percent_over_a_thousand_average_costs() =>
        Assert.Equal(17.14285714, Ratio.Efficiency(0.72, 0.0042m)!.Value, 1e-8);

    [Fact]
    public void Efficiency_of_what_was_free_or_unknown_is_unknown()
    {
        Assert.Null(Ratio.Efficiency(0.72, 0m));
        Assert.Null(Ratio.Efficiency(0.72, null));
        Assert.Null(Ratio.Efficiency(null, 0.0042m));
    }
}
